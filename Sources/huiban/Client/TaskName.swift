import Casework

/// A task id or a case id, taken apart: `WH-….opinions.police.1` is the first attempt of the police at `opinions`.
struct TaskName {
    let caseID: String
    /// As rulings name a task; nil for a case id.
    let task: Value?

    init(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        caseID = parts.first ?? text
        guard parts.count >= 3, let attempt = Int64(parts[parts.count - 1]) else {
            task = nil
            return
        }
        let instance = parts.count > 3 ? parts[2..<(parts.count - 1)].joined(separator: ".") : ""
        task = .object(["step": .text(parts[1]), "instance": .text(instance), "attempt": .integer(attempt)])
    }
}
