import Casework
import Foundation
import GRDB

/// The log in an owner's file or in a back-up of it, read beside whoever writes it and without any key.
///
/// Every reading is short, so that a long walk does not keep the writer's WAL from being given up. Whoever altered a file may
/// have put anything in it: a value of another type is read as an empty one, which no chain fits. All functions throw
/// `StoreError.unreadable` for a file that is missing, damaged or none of ours.
package struct LogFile: Sendable {
    private let path: String
    private let database: DatabaseQueue

    /// Opens a file that is there; nothing of it is changed.
    package init(path: String) throws {
        self.path = path
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        database = try LogFile.reading(path) { try DatabaseQueue(path: path, configuration: configuration) }
    }

    /// Where the log ends.
    package func end() throws -> LogEnd {
        try read { db in
            try Row.fetchOne(db, sql: "\(LogFile.select) ORDER BY n DESC LIMIT 1").map(LogFile.entry)
                .map { LogEnd(n: $0.n, epoch: $0.epoch, chain: $0.chain) } ?? .start
        }
    }

    /// Entries after position `n`, in order, as they stand: what is sealed in them stays sealed.
    package func entries(after n: Int64, limit: Int) throws -> [Entry] {
        try read { db in
            try Row.fetchAll(db, sql: "\(LogFile.select) WHERE n > ? ORDER BY n LIMIT ?", arguments: [n, limit])
                .map(LogFile.entry)
        }
    }

    /// The entries at some positions, nil where none stands.
    package func entries(at positions: [Int64]) throws -> [Entry?] {
        try read { db in
            let statement = try db.cachedStatement(sql: "\(LogFile.select) WHERE n = ?")
            return try positions.map { try Row.fetchOne(statement, arguments: [$0]).map(LogFile.entry) }
        }
    }

    /// The entries of one case, in order, as they stand.
    package func entries(of caseID: String) throws -> [Entry] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "\(LogFile.select) WHERE case_id = ? AND case_id <> '' ORDER BY n",
                arguments: [caseID]
            )
            .map(LogFile.entry)
        }
    }

    /// Hands the whole log over, page by page in order.
    package func walk(_ take: ([Entry]) throws -> Void) throws {
        var last: Int64 = 0
        while case let page = try entries(after: last, limit: 1000), let end = page.last {
            try take(page)
            last = end.n
        }
    }

    /// How far the log holds.
    package func proof() throws -> LogProof {
        var proof = LogProof()
        try walk { for entry in $0 { proof.take(entry) } }
        return proof
    }

    /// What SQLite finds wrong with the file, empty for a sound one (`PRAGMA integrity_check`).
    package func damage() throws -> [String] {
        try read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }.filter { $0 != "ok" }
    }

    private static let select = "SELECT n, epoch, at, kind, case_id, body, chain FROM log"

    private func read<T>(_ work: (Database) throws -> T) throws -> T {
        try LogFile.reading(path) { try database.read(work) }
    }

    private static func reading<T>(_ path: String, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw StoreError.unreadable(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    private static func entry(_ row: Row) -> Entry {
        func value<T: DatabaseValueConvertible>(_ column: String, or other: T) -> T {
            T.fromDatabaseValue(row[column]) ?? other
        }
        return Entry(
            n: value("n", or: 0),
            epoch: value("epoch", or: 0),
            at: Instant(milliseconds: value("at", or: 0)),
            kind: value("kind", or: ""),
            caseID: value("case_id", or: ""),
            body: Array(value("body", or: Data())),
            chain: Array(value("chain", or: Data()))
        )
    }
}
