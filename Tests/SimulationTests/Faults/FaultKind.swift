/// What can go wrong in a simulated fleet.
enum FaultKind: String, CaseIterable, Sendable {
    /// A process dies at one of the outward effects of its next turn.
    case crashInTurn = "crash in a turn"
    /// A process dies between two turns.
    case killed
    /// A process stands still for a while (SIGSTOP).
    case frozen
    /// A process is down while days pass.
    case longOutage = "down for days"
    /// The publishing connection is lost before the broker has read or confirmed what is on it.
    case publishingLost = "publishing connection lost"
    case consumingLost = "consuming connection lost"
    /// A farewell, after which unacknowledged messages come behind newer ones.
    case farewell
    case duplicated
    case delayed
    case reordered
    /// A commit that took place and was reported as failed.
    case commitMisreported = "commit misreported"
    case diskFull = "disk full"
    case queueWiped = "queue wiped"
    /// A queue is gone and back before the broker has noticed: who consumed from it is not told and hears nothing more.
    case queueSwapped = "queue gone and back unseen"
    case journalWiped = "journal wiped"
    /// kill -9 of the broker's node.
    case brokerKilled = "broker killed"
    case brokerWiped = "broker wiped"
    case fileLost = "file lost"
    /// A memory alarm: publishers are not read.
    case alarm
    /// Deadlines come while answers lie in the coordinator's queue.
    case unreadWhenDue = "due while unread"
}
