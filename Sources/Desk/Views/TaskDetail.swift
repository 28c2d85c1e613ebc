package import Casework

/// A task with everything that its people need to work on it.
package struct TaskDetail: Codable, Sendable {
    package var task: TaskLine
    package var policyDue: Instant?
    package var legalDue: Instant?
    /// Where the deadline comes from.
    package var dueSource: String?
    package var rulings: [String]
    /// What the agency may see of the case.
    package var fields: [String: Value]
    package var outcomes: [String]
    /// The document that gets a number, and the numbers an undo covers.
    package var issues: String?
    package var covers: [String]
    package var mayReturn: Bool
    package var mayExtend: Bool
    package var pauses: [String]
    /// Why the person who asks cannot complete it, empty when nothing stands against it.
    package var objections: [Problem]
    package var draft: DeskTask.Draft?
    package var requests: [StepReport.Request]
    package var completed: StepReport.Completion?
    package var history: [HistoryLine]
    /// JSON Schema of the body of `POST /tasks/{id}/complete`; its examples are accepted as they stand.
    package var schema: Value

    /// One deed, in words.
    package struct HistoryLine: Codable, Sendable {
        package var at: Instant
        package var by: String
        package var unit: String
        package var act: String
        package var zh: String
        package var en: String
        /// The text of a note, why contact data was looked at, or the reason of a request; nothing else typed stands here.
        package var note: String?
        /// What was asked for, of a request.
        package var request: StepReport.Request?
        /// How it was answered, nil while nobody has.
        package var answer: Assignment.Standing.Answer?

        package init(_ line: TaskTable.Line, answers: [Assignment.Standing.Answer] = []) {
            at = line.act.at
            by = line.act.by
            unit = line.act.unit
            act = line.deed.word
            zh = line.deed.words.zh
            en = line.deed.words.en
            switch line.deed {
            case .note(let text), .reveal(let text): note = text
            case .request(let asked):
                note = asked.reason
                request = asked
                answer = answers.first { $0.request == asked.id }
            case .sign, .claim, .assign, .complete, .draft, .raise: note = nil
            }
        }
    }
}
