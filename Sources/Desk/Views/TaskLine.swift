package import Casework
import Contracts

/// A task as a line of the queue.
package struct TaskLine: Codable, Sendable {
    package var id: String
    package var caseID: String
    package var caseType: String
    package var subject: String
    package var step: String
    package var instance: String
    package var attempt: Int
    package var title: Words
    package var state: DeskTask.State
    package var agency: String
    package var unit: String?
    package var role: String?
    package var party: String?
    package var isLead: Bool
    package var isOffer: Bool
    package var isUndo: Bool
    package var isBreached: Bool
    package var cards: [String]
    package var holder: String?
    package var isSigned: Bool
    package var isMine: Bool
    package var openedAt: Instant
    package var due: Instant?
    package var remaining: TimeLeft?
    package var outcome: String?
    /// The number of the case that the step opened, nil while there is none.
    package var child: String?

    /// The agency's part in the case, by the name of its words.
    var part: String { isLead ? "lead" : agency == "coordinator" ? "supervision" : "coHandler" }

    package init(_ task: DeskTask, for person: Person, now: Instant, isWorkingDay: (LocalDate) -> Bool) {
        let content = task.content
        let standing = task.standing
        id = task.key.id
        caseID = content.caseID
        caseType = content.caseType
        subject = content.subject
        step = content.step
        instance = content.instance
        attempt = content.attempt
        title = content.title
        state = task.state
        agency = content.agency
        unit = content.unit
        role = content.role
        party = content.party
        isLead = content.isLead
        isOffer = content.isOffer
        isUndo = content.isUndo
        isBreached = standing.isBreached
        cards = standing.cards
        holder = task.report.holder
        isSigned = task.report.signed != nil
        isMine = task.report.holder == person.id
        openedAt = standing.openedAt
        due = standing.due
        let isWaiting = task.state == .open || task.state == .offered
        remaining = isWaiting ? standing.due.map { TimeLeft(until: $0, from: now, isWorkingDay: isWorkingDay) } : nil
        outcome = task.report.completed?.outcome ?? standing.outcome
        child = standing.child
    }
}
