import Casework
package import EventStore
package import GRDB

/// Who is signed in at this process's pages, and what was refused there: every one of these is an entry of the log.
///
/// Sessions live in the file, so that a crash of the worker signs nobody out. A cookie holds a random secret; the file
/// holds its hash.
package struct SessionBook: Fold {
    /// A session of a browser lasts as long as a working day, in milliseconds of the wall clock: people sleep in real
    /// time, whatever the fleet's clock does.
    static let lifetime: Int64 = 12 * 3_600_000
    /// So many wrong secrets for one name within `memory` lock it for as long.
    static let mostFailures = 5
    static let memory: Int64 = 15 * 60_000

    /// The kinds of entry.
    enum Kind: String, CaseIterable {
        case opened = "person.signed-in"
        case closed = "person.signed-out"
        case failed = "person.sign-in-failed"
        case denied = "person.denied"
    }

    package init() {}

    package var kinds: Set<String> { Set(Kind.allCases.map(\.rawValue)) }
    package var tables: [String] { ["person_session", "person_failure", "person_denial"] }

    /// The body of `person.signed-in`.
    struct Opened: Codable, Sendable {
        var person: String
        /// SHA-256 of the cookie's secret.
        var session: String
        /// Milliseconds of the wall clock.
        var wall: Int64
    }

    /// The body of `person.signed-out`: one session, or all of a person's.
    struct Closed: Codable, Sendable {
        var person: String
        var session: String?
        /// Only those that were opened before, in milliseconds of the wall clock: a new password ended them.
        var before: Int64?
    }

    /// The body of `person.sign-in-failed`.
    struct Failed: Codable, Sendable {
        /// The id that was typed, if it is somebody's; other input is not kept, for people type secrets there.
        var person: String
        var wall: Int64
    }

    /// The body of `person.denied`: somebody known asked for something that is not his.
    struct Denied: Codable, Sendable {
        var person: String
        var agency: String
        var method: String
        /// The path, with what looks like a number of a person masked.
        var path: String
        /// Why, as the codes of the problems; entries from before codes were kept have none.
        var codes: [String]?
    }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS person_session (
                    session TEXT PRIMARY KEY, person TEXT NOT NULL, wall INTEGER NOT NULL
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS person_session_person ON person_session (person);
                CREATE TABLE IF NOT EXISTS person_failure (n INTEGER PRIMARY KEY, person TEXT NOT NULL, wall INTEGER NOT NULL);
                CREATE INDEX IF NOT EXISTS person_failure_person ON person_failure (person, wall);
                CREATE TABLE IF NOT EXISTS person_denial (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL)
                """
        )
    }

    package func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        switch Kind(rawValue: entry.kind) {
        case .opened:
            let body = try entry.decode(Opened.self)
            try db.execute(
                sql: "INSERT OR REPLACE INTO person_session VALUES (?, ?, ?)",
                arguments: [body.session, body.person, body.wall]
            )
            try db.execute(sql: "DELETE FROM person_failure WHERE person = ?", arguments: [body.person])
            try db.execute(
                sql: "DELETE FROM person_session WHERE person = ? AND wall < ?",
                arguments: [body.person, body.wall - Self.lifetime]
            )
        case .closed:
            let body = try entry.decode(Closed.self)
            try db.execute(
                sql: """
                    DELETE FROM person_session WHERE person = ?1 AND (?2 IS NULL OR session = ?2)
                    AND (?3 IS NULL OR wall < ?3)
                    """,
                arguments: [body.person, body.session, body.before]
            )
        case .failed:
            let body = try entry.decode(Failed.self)
            try db.execute(
                sql: "INSERT INTO person_failure VALUES (?, ?, ?)",
                arguments: [entry.n, body.person, body.wall]
            )
        case .denied:
            try db.execute(
                sql: "INSERT INTO person_denial VALUES (?, ?, ?)",
                arguments: [entry.n, entry.at.milliseconds, String(decoding: entry.body, as: UTF8.self)]
            )
        case nil: break
        }
        return []
    }

    /// Whose session a cookie's secret opens at `wall` milliseconds, and when it was opened.
    static func session(_ hash: String, wall: Int64, in db: Database) throws -> (person: String, openedAt: Int64)? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT person, wall FROM person_session WHERE session = ? AND wall > ?"),
            arguments: [hash, wall - lifetime]
        ).map { ($0["person"], $0["wall"]) }
    }

    /// Whether a person has a session that was opened before a moment of the wall clock.
    static func hasOlder(than wall: Int64, of person: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM person_session WHERE person = ? AND wall < ?)",
            arguments: [person, wall]
        ) ?? false
    }

    /// How many sessions of a person are open.
    static func count(of person: String, wall: Int64, in db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM person_session WHERE person = ? AND wall > ?",
            arguments: [person, wall - lifetime]
        ) ?? 0
    }

    /// Whether so many secrets for this name were wrong lately that no other is looked at.
    static func isLocked(_ person: String, wall: Int64, in db: Database) throws -> Bool {
        let count = try Int.fetchOne(
            db,
            sql: "SELECT count(*) FROM person_failure WHERE person = ? AND wall > ?",
            arguments: [person, wall - memory]
        )
        return (count ?? 0) >= mostFailures
    }
}
