import Casework
import Foundation

/// One call as a hook receives it.
struct UrgentCall: Sendable {
    let task: UrgentTask
    /// 1 for the first; a call that failed is made again with its number.
    let number: Int
    /// The task at the desk's door.
    let url: String

    private struct Body: Encodable {
        var task: String
        var `case`: String
        var caseType: String
        var step: Words
        var agency: String
        var unit: String?
        var due: String?
        var call: Int
        var url: String
    }

    /// One JSON object without a line break.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(
            Body(
                task: task.id,
                case: task.caseID,
                caseType: task.caseType,
                step: task.step,
                agency: task.agency,
                unit: task.unit,
                due: task.due.map { "\($0)" },
                call: number,
                url: url
            )
        )
    }

    /// The same for a script that reads no JSON.
    var environment: [String: String] {
        [
            "HUIBAN_TASK": task.id, "HUIBAN_CASE": task.caseID, "HUIBAN_STEP": "\(task.step.zh) / \(task.step.en)",
            "HUIBAN_UNIT": task.unit.map { "\(task.agency)/\($0)" } ?? task.agency,
            "HUIBAN_DUE": task.due.map { "\($0)" } ?? "", "HUIBAN_CALL": "\(number)",
        ]
    }
}
