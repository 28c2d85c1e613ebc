package import Casework
package import EventStore
package import GRDB

/// A component of a process that knows urgent tasks: those for which people are called until one of them has signed.
///
/// Found among an office's folds, so that whatever process has a desk calls for it.
package protocol UrgentTasks: Fold {
    /// The agency whose people are called.
    var agency: String { get }
    /// The urgent tasks that nobody has signed for.
    func unsigned(in db: Database) throws -> [UnsignedTask]
    /// What may be told of one of them; nil once somebody has signed, or it is over.
    func urgentTask(_ id: String, in db: Database) throws -> UrgentTask?
}

/// An urgent task that waits for a signature, and whose it is.
package struct UnsignedTask: Hashable, Sendable {
    package var id: String
    package var unit: String?

    package init(id: String, unit: String?) {
        self.id = id
        self.unit = unit
    }
}

/// All that a hook is told of a task: nothing of it comes from what a publisher or an operator wrote.
package struct UrgentTask: Hashable, Encodable, Sendable {
    package var id: String
    package var caseID: String
    package var caseType: String
    /// The step's title.
    package var step: Words
    package var agency: String
    package var unit: String?
    package var due: Instant?

    package init(
        id: String,
        caseID: String,
        caseType: String,
        step: Words,
        agency: String,
        unit: String?,
        due: Instant?
    ) {
        self.id = id
        self.caseID = caseID
        self.caseType = caseType
        self.step = step
        self.agency = agency
        self.unit = unit
        self.due = due
    }
}
