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
        let tables = folds.flatMap(\.tables) + ["outbox"] + KeyTable.tables
        return try write { db in
            let kept = try tables.filter { try db.tableExists($0) }
            for table in kept {
                try db.execute(sql: "CREATE TEMP TABLE \(Store.kept(table)) AS SELECT * FROM main.\(table)")
            }
            let last = try foldAgain(in: db)
            // What was confirmed by the broker is not waiting any more, whatever the fold says.
            let waiting = kept.contains("outbox") ? "SELECT id FROM \(Store.kept("outbox"))" : "SELECT NULL WHERE 0"
            try db.execute(sql: "DELETE FROM outbox WHERE id NOT IN (\(waiting))")
            let different = try tables.filter { table in
                try kept.contains(table) ? Store.differs(table, in: db) : Store.isFilled(table, in: db)
            }
            for table in kept { try db.execute(sql: "DROP TABLE \(Store.kept(table))") }
            return RefoldReport(entries: last, tables: tables, different: different)
        }
    }

    /// Drops every folded table, folds the whole log and says how many entries it has.
    ///
    /// Its keys come first, because what is sealed is opened by the keys that are left at its end.
    func foldAgain(in db: Database) throws -> Int64 {
        for table in folds.flatMap(\.tables) + ["outbox"] { try db.execute(sql: "DROP TABLE IF EXISTS main.\(table)") }
        try Outbox.create(in: db)
        try KeyTable.refold(in: db)
        for fold in folds { try fold.create(in: db) }
        let log = LogWriter(folds: folds, sealing: sealing, end: try Store.end(in: db))
        var last: Int64 = 0
        while case let page = try Store.entries(after: last, limit: 1000, in: db), let end = page.last {
            for entry in page { try log.fold(entry, in: db) }
            last = end.n
        }
        return last
    }

    /// Where a table stands as it was before.
    private static func kept(_ table: String) -> String { "temp.refold_\(table)" }

    private static func isFilled(_ table: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM main.\(table))") ?? false
    }

    /// Whether a table holds other rows than before, whatever their row ids.
    private static func differs(_ table: String, in db: Database) throws -> Bool {
        let columns = try db.columns(in: table).map(\.name)
        guard try db.columns(in: "refold_\(table)").map(\.name) == columns else { return true }
        // Why a message is stuck is not in the log.
        let names = columns.filter { $0 != "stuck" }.map { "\"\($0)\"" }.joined(separator: ", ")
        // Equal rows are counted, because EXCEPT compares sets.
        func rows(_ source: String) -> String { "SELECT \(names), count(*) FROM \(source) GROUP BY \(names)" }
        let (new, old) = ("main.\(table)", kept(table))
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT (SELECT count(*) FROM \(new)) <> (SELECT count(*) FROM \(old))
                    OR EXISTS (\(rows(new)) EXCEPT \(rows(old)))
                """
        ) ?? true
    }
}
