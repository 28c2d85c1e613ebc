import Casework
import Foundation
import GRDB

extension SessionBook {
    /// One denied act as it is told to whoever audits.
    struct DenialLine: Encodable, Sendable {
        /// Its place in the process's log.
        var n: Int64
        var at: Instant
        var person: String
        var agency: String
        var method: String
        var path: String
        var codes: [String]
    }

    /// What people were denied, newest first.
    static func denials(limit: Int, in db: Database) throws -> [DenialLine] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT n, at, body FROM person_denial ORDER BY n DESC LIMIT ?",
            arguments: [max(0, min(limit, 1000))]
        )
        return try rows.map { row in
            let text: String = row["body"]
            let body = try JSONDecoder().decode(Denied.self, from: Data(text.utf8))
            return DenialLine(
                n: row["n"],
                at: Instant(milliseconds: row["at"]),
                person: body.person,
                agency: body.agency,
                method: body.method,
                path: body.path,
                codes: body.codes ?? []
            )
        }
    }
}
