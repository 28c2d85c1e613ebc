import Casework
import Contracts
import EventStore
import GRDB
import Synchronization

/// The calendar that holds and every one before it, as the log has them (design rule J): a due date of years ago can be
/// worked out by the calendar of its day.
///
/// A new calendar holds at once for what opens; the cases that were there are recalculated page by page behind it.
final class Calendars: Fold {
    static let kind = "calendar"
    static let appliedKind = "calendar.applied"
    private let cache = Mutex<[String: WorkingCalendar]>([:])
    /// The calendar of the contracts folder.
    let shipped: WorkingCalendar

    /// What is shipped holds until the log has a calendar.
    init(shipped: WorkingCalendar) { self.shipped = shipped }

    /// The body of a `calendar` entry: the whole calendar, and why it came.
    struct Loaded: Codable, Sendable {
        var calendar: WorkingCalendar
        var hash: String
        /// Who loaded it; nil when a process brought it at its start.
        var by: String?
        var reason: String?
    }

    /// The body of a `calendar.applied` entry: cases up to this number were recalculated.
    struct Applied: Codable {
        var through: Int64
    }

    var kinds: Set<String> { [Calendars.kind, Calendars.appliedKind] }
    var tables: [String] { ["calendars"] }

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS calendars (
                    n INTEGER PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, at INTEGER NOT NULL,
                    last INTEGER NOT NULL, applied INTEGER NOT NULL
                )
                """
        )
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        if entry.kind == Calendars.appliedKind {
            let through = try entry.decode(Applied.self).through
            try db.execute(sql: "UPDATE calendars SET applied = ?", arguments: [through])
            return []
        }
        let loaded = try entry.decode(Loaded.self)
        // Cases that come later are opened by it already.
        let last = try Int64.fetchOne(db, sql: "SELECT MAX(seq) FROM cases") ?? 0
        try db.execute(sql: "UPDATE calendars SET applied = last")
        try db.execute(
            sql: "INSERT INTO calendars VALUES (?, ?, ?, ?, ?, 0)",
            arguments: [entry.n, loaded.calendar.version, loaded.hash, entry.at.milliseconds, last]
        )
        cache.withLock { $0[loaded.hash] = loaded.calendar }
        return []
    }

    /// The calendar that holds.
    func current(in db: Database) throws -> WorkingCalendar {
        let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT n, hash FROM calendars ORDER BY n DESC LIMIT 1"))
        return try row.flatMap { try calendar($0, in: db) } ?? shipped
    }

    /// The calendar that held at a moment.
    func calendar(at moment: Instant, in db: Database) throws -> WorkingCalendar {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT n, hash FROM calendars WHERE at <= ? ORDER BY n DESC LIMIT 1",
            arguments: [moment.milliseconds]
        )
        return try row.flatMap { try calendar($0, in: db) } ?? current(in: db)
    }

    private func calendar(_ row: Row, in db: Database) throws -> WorkingCalendar? {
        let hash: String = row["hash"]
        if let known = cache.withLock({ $0[hash] }) { return known }
        guard let entry = try Store.entry(at: row["n"], in: db) else { return nil }
        let calendar = try entry.decode(Loaded.self).calendar
        cache.withLock { $0[hash] = calendar }
        return calendar
    }
}
