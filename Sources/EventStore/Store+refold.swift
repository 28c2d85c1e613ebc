import Foundation
import GRDB

extension Store {
    /// What a refold found: the tables that differ from what stood there before (none, if rule J holds).
    package struct RefoldReport: Sendable {
        package var entries: Int64
        package var tables: [String]
        package var different: [String]
    }

    /// Drops every folded table, folds the log again and compares (design rule J).
    ///
    /// The file ends refolded either way.
    package func refold() throws -> RefoldReport {
        let tables = folds.flatMap(\.tables) + ["outbox"]
        return try write { db in
            let before = try tables.map { try Store.rows(of: $0, in: db) }
            let waiting = Set(try Int64.fetchAll(db, sql: "SELECT id FROM outbox"))
            for table in tables { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }
            try Outbox.create(in: db)
            for fold in folds { try fold.create(in: db) }
            let log = LogWriter(folds: folds, end: try Store.end(in: db))
            var last: Int64 = 0
            while case let page = try Store.entries(after: last, limit: 1000, in: db), let end = page.last {
                for entry in page { try log.fold(entry, in: db) }
                last = end.n
            }
            // What was confirmed by the broker is not waiting any more, whatever the fold says.
            for id in try Int64.fetchAll(db, sql: "SELECT id FROM outbox") where !waiting.contains(id) {
                try db.execute(sql: "DELETE FROM outbox WHERE id = ?", arguments: [id])
            }
            let after = try tables.map { try Store.rows(of: $0, in: db) }
            let different = zip(tables, zip(before, after)).filter { $1.0 != $1.1 }.map(\.0)
            return RefoldReport(entries: last, tables: tables, different: different)
        }
    }

    /// Every row as text, sorted, so that two tables can be compared whatever their row ids.
    private static func rows(of table: String, in db: Database) throws -> [String] {
        guard try db.tableExists(table) else { return [] }
        return try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
            row.filter { $0.0 != "stuck" }.map { "\($0.0)=\($0.1)" }.joined(separator: "|")
        }.sorted()
    }
}
