import Casework

extension Need {
    /// The need as a workflow file writes it; nothing for what is always true.
    var yaml: String {
        switch self {
        case .always: ""
        case .step(let step): step
        case .outcome(let step, let outcomes): "\(step).\(outcomes.joined(separator: "|"))"
        case .ifStarted(let step): "\(step) if started"
        case .field(let field, let values): "case.\(field)=\(values.joined(separator: "|"))"
        case .end(let names): names.isEmpty ? "end" : "end.\(names.joined(separator: "|"))"
        case .all(let needs): list(needs)
        case .any(let needs): "{any: \(list(needs))}"
        case .atLeast(let count, let needs): "{\(count) of: \(list(needs))}"
        }
    }

    /// True when members can be true without the others: what an earlier run gave may then not count after a repeat.
    var hasChoice: Bool {
        switch self {
        case .any, .atLeast: true
        case .all(let needs): needs.contains(where: \.hasChoice)
        case .always, .step, .outcome, .ifStarted, .field, .end: false
        }
    }

    private func list(_ needs: [Need]) -> String { "[\(needs.map(\.yaml).joined(separator: ", "))]" }
}
