package import Casework

/// Which task: one attempt at one step of one case, or the counter-act of it.
package struct TaskKey: Hashable, Codable, Sendable {
    package var caseID: String
    package var step: String
    /// The entry of an `each` step (`police`); empty for a step with one instance.
    package var instance: String
    package var attempt: Int
    package var isUndo: Bool

    package init(caseID: String, step: String, instance: String = "", attempt: Int = 1, isUndo: Bool = false) {
        self.caseID = caseID
        self.step = step
        self.instance = instance
        self.attempt = attempt
        self.isUndo = isUndo
    }

    /// The task that an assignment is about.
    package init(_ content: Assignment.Content) {
        self.init(
            caseID: content.caseID,
            step: content.step,
            instance: content.instance,
            attempt: content.attempt,
            isUndo: content.isUndo
        )
    }

    /// Reads `<caseID>.<step>[.<instance>].<attempt>[.undo]`; nil for anything else.
    package init?(id: String) {
        var parts = id.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isUndo = parts.last == "undo"
        if isUndo { parts.removeLast() }
        guard parts.count >= 3, parts.allSatisfy({ !$0.isEmpty }), let attempt = Int(parts.removeLast()), attempt > 0
        else { return nil }
        let caseID = parts.removeFirst()
        let step = parts.removeFirst()
        self.init(
            caseID: caseID,
            step: step,
            instance: parts.joined(separator: "."),
            attempt: attempt,
            isUndo: isUndo
        )
    }

    /// The task's id as people and messages write it.
    package var id: String {
        let place = instance.isEmpty ? step : "\(step).\(instance)"
        return "\(caseID).\(place).\(attempt)\(isUndo ? ".undo" : "")"
    }

    /// The case's opening day and sequence as one growing number, 0 for a foreign id.
    ///
    /// Keys begin with it because neighbouring cases then share pages of the index (design, section 8).
    package var caseOrder: Int64 { Int64(number.day) * 10_000_000_000 + Int64(number.sequence) }

    /// The virtual shard of the case, two digits: its sequence modulo 64 (design, section 5).
    package var shard: String {
        let shard = number.sequence % 64
        return shard < 10 ? "0\(shard)" : "\(shard)"
    }

    private var number: (day: Int, sequence: Int) {
        let parts = caseID.utf8.split(separator: UInt8(ascii: "-"))
        guard parts.count >= 5, let day = Int(Substring(parts[parts.count - 3])),
            let sequence = Int(Substring(parts[parts.count - 2])),
            (0...99_991_231).contains(day), (0...9_999_999_999).contains(sequence)
        else { return (0, 0) }
        return (day, sequence)
    }
}
