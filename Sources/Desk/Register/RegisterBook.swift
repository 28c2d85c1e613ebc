import Casework
package import Contracts
package import EventStore
import Foundation
package import GRDB

/// The register of streets, estates, companies and the rest as this process's log has it: each sheet as it was last
/// imported.
package struct RegisterBook: Fold {
    static let kind = "register.imported"

    package init() {}

    /// The body of `register.imported`: a whole sheet, which takes the place of the one before.
    struct Imported: Codable, Sendable {
        var sheet: RegisterSheet
        var rows: [CityRegister.Row]
        var by: String
        var reason: String
    }

    package var kinds: Set<String> { [Self.kind] }
    package var tables: [String] { ["register_row"] }

    package func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS register_row (
                    sheet TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL, cells TEXT NOT NULL,
                    PRIMARY KEY (sheet, code)
                ) WITHOUT ROWID;
                CREATE INDEX IF NOT EXISTS register_row_name ON register_row (sheet, name)
                """
        )
    }

    package func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let body = try entry.decode(Imported.self)
        try db.execute(sql: "DELETE FROM register_row WHERE sheet = ?", arguments: [body.sheet.rawValue])
        let statement = try db.cachedStatement(sql: "INSERT INTO register_row VALUES (?, ?, ?, ?, ?)")
        for row in body.rows {
            let parent = body.sheet.parent.flatMap { row.cells[$0] } ?? ""
            let cells = String(decoding: JSONText.write(.object(row.cells.mapValues { .text($0) })), as: UTF8.self)
            try statement.execute(arguments: [body.sheet.rawValue, row.code, row.name, parent, cells])
        }
        return []
    }

    /// Whether a sheet was ever imported here with anything in it.
    package static func has(_ sheet: RegisterSheet, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM register_row WHERE sheet = ?)"),
            arguments: [sheet.rawValue]
        ) ?? false
    }

    /// The rows that have this code or this name.
    package static func find(
        _ text: String,
        in sheet: RegisterSheet,
        _ db: Database
    ) throws -> [CityRegister.Row] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT * FROM register_row WHERE sheet = ?1 AND code = ?2 UNION SELECT * FROM register_row "
                    + "WHERE sheet = ?1 AND name = ?2 ORDER BY code"
            ),
            arguments: [sheet.rawValue, text]
        ).map(row)
    }

    /// The rows that are parts of a larger thing: the committees of a district, the mediators of a committee.
    package static func parts(
        of parent: String,
        in sheet: RegisterSheet,
        _ db: Database
    ) throws -> [CityRegister.Row] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM register_row WHERE sheet = ? AND parent = ? ORDER BY code"),
            arguments: [sheet.rawValue, parent]
        ).map(row)
    }

    /// The whole register.
    package static func register(in db: Database) throws -> CityRegister {
        var register = CityRegister()
        for sheet in RegisterSheet.allCases {
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT * FROM register_row WHERE sheet = ? ORDER BY code",
                arguments: [sheet.rawValue]
            )
            if !rows.isEmpty { register.sheets[sheet] = try rows.map(row) }
        }
        return register
    }

    private static func row(_ row: Row) throws -> CityRegister.Row {
        let text: String = row["cells"]
        let cells = JSONText.value(Array(text.utf8)).subject?.object ?? [:]
        return CityRegister.Row(code: row["code"], name: row["name"], cells: cells.compactMapValues(\.text))
    }
}
