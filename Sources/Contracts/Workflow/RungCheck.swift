import Casework

/// Refuses a rung of a ladder that nothing would ever reach: its time hangs on the due date, on a share of the time, on the
/// acceptance of the case or on a field that the case has.
struct RungCheck {
    let workflow: Workflow
    let reader: Reader
    let step: Step
    let place: Place

    func run() {
        for rung in step.ladder.rungs {
            for field in rung.at.fields where workflow.field(field) == nil {
                let known = (workflow.form.fields + workflow.steps.flatMap(\.form.fields)).map(\.name)
                reader.unknown("FIELD_UNKNOWN", field, among: known, at: place, zh: "字段", en: "field")
            }
            for anchor in rung.at.anchors where !isReached(anchor, rung.at) {
                reader.findings.note(
                    "RUNG_ANCHOR",
                    at: place,
                    zh: "催办阶梯“\(step.ladder.name)”的时间只能起算自 due、case 或 case.字段",
                    en: "a rung of the ladder \(step.ladder.name) counts from due, case or case.FIELD"
                )
            }
        }
    }

    private func isReached(_ anchor: Term.Anchor, _ term: Term) -> Bool {
        switch anchor {
        case .due, .acceptance, .field: true
        case .opening: term.isShare
        case .step, .stepDue: false
        }
    }
}

extension Term {
    /// Whether it is a share of the time, in every row.
    fileprivate var isShare: Bool {
        switch self {
        case .fixed(.percent, _, _): true
        case .fixed, .absent: false
        case .table(_, let rows, let otherwise):
            rows.contains { $0.term.isShare } || otherwise?.isShare ?? false
        }
    }
}
