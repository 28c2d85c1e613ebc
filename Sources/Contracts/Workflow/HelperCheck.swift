import Casework

/// Refuses a workflow in which a helper decides anything: who helps (`helpers:` in `defaults.yaml`) has offers only, on
/// which nothing hangs (domain.md 1, row 25).
struct HelperCheck {
    let workflow: Workflow
    let shared: SharedFile
    let findings: Findings
    let root: Place

    func run() {
        let needs = workflow.steps.flatMap { [$0.needs] + [$0.until].compactMap { $0 } } + workflow.ends.map(\.needs)
        let asked = Set(needs.flatMap(\.steps)).union([workflow.clock].compactMap { $0 })
        for step in workflow.steps where !shared.helpers.isDisjoint(with: step.owners.outsiders) {
            let place = root["steps"]?[step.id] ?? root
            if !step.isOffer {
                note(
                    "HELPER_MUST",
                    place,
                    "由帮辅方办理，须写明 until(可做可不做)",
                    "is done by a helper and must be an offer (until)"
                )
            }
            if asked.contains(step.id) || !step.repeats.isEmpty {
                note("HELPER_DECIDES", place, "由帮辅方办理，其他步骤和结局不得取决于它", "is done by a helper, so nothing may hang on it")
            }
            if step.issues != nil {
                note("HELPER_ISSUES", place, "由帮辅方办理，不得出具文书", "is done by a helper, who issues no document")
            }
        }
    }

    private func note(_ code: String, _ place: Place, _ zh: String, _ en: String) {
        let step = place.pointer.split(separator: "/").last.map(String.init) ?? ""
        findings.note(code, at: place, zh: "步骤“\(step)”\(zh)", en: "the step \(step) \(en)")
    }
}
