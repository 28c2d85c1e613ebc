package import Casework
package import EventStore
package import GRDB

/// What one process does with its inputs; everything around it (log, journal, acknowledgement, people waiting) is the
/// engine's.
///
/// All functions run on the engine's thread, inside a commit.
package protocol Office: Sendable {
    /// `police`, `coordinator` …: the first word of its routing keys and the name of its journal.
    var owner: String { get }
    /// The components whose tables are folded from the log.
    var folds: [any Fold] { get }
    /// The names of the form fields whose texts stand sealed in its log.
    var personalFields: Set<String> { get }
    /// Queues it reads.
    var queues: [String] { get }
    /// Those of them in which strangers write: what a message there says of itself is not trusted, and nobody's case is
    /// parked for it.
    var outsideQueues: Set<String> { get }
    /// What a message of a queue that the office cannot take is kept under, when nobody else may read it; nil when it may stand
    /// as it came.
    func seal(of queue: String) -> Seal?
    /// Where a message to itself must go to come back through each of its queues; empty when it has no timers.
    var fences: [FenceRoute] { get }
    /// Handles one message that could be read. A refusal for good is a value; throwing parks the case.
    func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling
    /// When its next timer is due, nil when none is armed.
    func nextDue(in db: Database) throws -> Instant?
    /// Does some of what was due at a moment: up to then everything that had arrived was read.
    func fire(_ transaction: Transaction, through moment: Instant) throws
    /// Snapshots to say again because nobody has echoed them (design rule S). `wall` is a clock for patience, in ms.
    func sayAgain(in store: Store, wall: Int64) throws -> [Outgoing]
    /// Has all that nobody has echoed said again at the next look; may be called on any thread.
    func hurry()
    /// How many of its snapshots nobody has echoed.
    func unechoed(in db: Database) throws -> Int
    /// How the clocks stand that it keeps, nil for who keeps none.
    func clocks(at now: Instant, in db: Database) throws -> ClockCounts?
    /// Whether all it waits for is people and clocks.
    func isQuiet(in db: Database) throws -> Bool
    /// The cases whose retention term was over before a day, as only the owner of the cases knows them.
    func expired(before day: LocalDate, in db: Database) throws -> [ExpiredCase]
    /// The attachments, by their SHA-256, that only cases list which are destroyed.
    func deadFiles(in db: Database) throws -> [String]
    /// What the person on duty should know and do something about, as long as it is so.
    func notes(in db: Database) throws -> [Problem]
}

extension Office {
    package var personalFields: Set<String> { [] }
    package var outsideQueues: Set<String> { [] }
    package func seal(of queue: String) -> Seal? { nil }
    package var fences: [FenceRoute] { [] }
    package func nextDue(in db: Database) throws -> Instant? { nil }
    package func fire(_ transaction: Transaction, through moment: Instant) throws {}
    package func sayAgain(in store: Store, wall: Int64) throws -> [Outgoing] { [] }
    package func hurry() {}
    package func unechoed(in db: Database) throws -> Int { 0 }
    package func clocks(at now: Instant, in db: Database) throws -> ClockCounts? { nil }
    package func isQuiet(in db: Database) throws -> Bool { true }
    package func expired(before day: LocalDate, in db: Database) throws -> [ExpiredCase] { [] }
    package func deadFiles(in db: Database) throws -> [String] { [] }
    package func notes(in db: Database) throws -> [Problem] { [] }
}

/// A way back to oneself.
package struct FenceRoute: Hashable, Sendable {
    package var exchange: String
    package var routingKey: String
    package var queue: String

    package init(exchange: String, routingKey: String, queue: String) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.queue = queue
    }
}

/// How many clocks of steps are open, and how many of them stand still or are over their due date.
package struct ClockCounts: Hashable, Sendable {
    package var open: Int
    package var paused: Int
    package var late: Int

    package init(open: Int, paused: Int, late: Int) {
        self.open = open
        self.paused = paused
        self.late = late
    }
}

/// What an office made of a message.
package enum Handling: Hashable, Sendable {
    case done
    /// Out of date, out of place or said before: counted, otherwise without effect.
    case ignored
    /// It can never be handled: dead letter with these problems.
    case dead([Problem])
}

/// A case whose term is over: a line of the list of what is destroyed (销毁清册).
package struct ExpiredCase: Hashable, Codable, Sendable {
    package var id: String
    package var type: String
    package var endedOn: LocalDate
    /// The last day of its term.
    package var keptThrough: LocalDate
    package var term: RetentionTerm
    /// On what the term rests.
    package var source: String

    package init(
        id: String,
        type: String,
        endedOn: LocalDate,
        keptThrough: LocalDate,
        term: RetentionTerm,
        source: String
    ) {
        self.id = id
        self.type = type
        self.endedOn = endedOn
        self.keptThrough = keptThrough
        self.term = term
        self.source = source
    }
}
