import Casework

/// Refuses weights that do not sum to a hundred (domain.md 1, row 12): nobody's mark counts more than was agreed.
struct WeightCheck {
    let workflow: Workflow
    let findings: Findings
    let root: Place

    /// The rule whose whole numbers in `with` are weights in percent.
    private static let rule = "weighted-score"

    func run() {
        for step in workflow.steps where step.rule == Self.rule {
            let sum = step.with.values.compactMap(weight).reduce(0, +)
            guard sum != 100 else { continue }
            findings.note(
                "WEIGHTS_NOT_100",
                at: root["steps"]?[step.id]?["with"] ?? root,
                zh: "各方权重之和应为100,现为\(sum)",
                en: "the weights must sum to 100; they sum to \(sum)"
            )
        }
    }

    private func weight(_ value: Value) -> Int64? { value.integer ?? value.text.flatMap { Int64($0) } }
}
