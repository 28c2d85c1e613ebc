package import Casework
import Contracts
package import EventStore
package import GRDB

/// Who is away and who stands in for him (请假代办): the substitute may do what the absent holder may.
package enum Absences {
    package static let table = "desk_absence"

    /// The body of `desk.absence`.
    package struct Entry: Hashable, Codable, Sendable {
        package var person: String
        /// Nil for somebody who is back.
        package var substitute: String?
        /// The first moment at which he is back by himself.
        package var until: Instant?
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS desk_absence (
                    person TEXT PRIMARY KEY, substitute TEXT NOT NULL, until INTEGER NOT NULL
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ body: Entry, in db: Database) throws {
        guard let substitute = body.substitute, let until = body.until else {
            try db.execute(sql: "DELETE FROM desk_absence WHERE person = ?", arguments: [body.person])
            return
        }
        try db.execute(
            sql: "INSERT OR REPLACE INTO desk_absence VALUES (?, ?, ?)",
            arguments: [body.person, substitute, until.milliseconds]
        )
    }

    /// Whether `person` stands in for `holder` now.
    static func stands(_ person: String, inFor holder: String, at now: Instant, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM desk_absence WHERE person = ? AND substitute = ? AND until > ?)"
            ),
            arguments: [holder, person, now.milliseconds]
        ) ?? false
    }

    /// For whom `person` stands in now, by id.
    package static func absent(withSubstitute person: String, at now: Instant, in db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: "SELECT person FROM desk_absence WHERE substitute = ? AND until > ? ORDER BY person",
            arguments: [person, now.milliseconds]
        )
    }

    /// Who stands in for `person` now, and until when.
    package static func substitute(
        of person: String,
        at now: Instant,
        in db: Database
    ) throws -> (id: String, until: Instant)? {
        try Row.fetchOne(
            db,
            sql: "SELECT substitute, until FROM desk_absence WHERE person = ? AND until > ?",
            arguments: [person, now.milliseconds]
        ).map { ($0["substitute"], Instant(milliseconds: $0["until"])) }
    }
}

extension Desk {
    /// Somebody will be away through a day; `substitute` does his work until then.
    ///
    /// A substitute of another unit or role could do nothing: the gate asks for both as of everybody.
    package func leave(
        _ person: Person,
        substitute: Person?,
        through day: LocalDate?,
        in tx: Transaction
    ) throws -> Result<Void, Refusal> {
        guard person.agency == agency, person.mayAct else { return .failure(.otherAgency()) }
        guard let substitute, let day else {
            try tx.record(
                EntryKind.absence.rawValue,
                case: "",
                Absences.Entry(person: person.id, substitute: nil, until: nil)
            )
            return .success(())
        }
        var problems: [Problem] = []
        if substitute.id == person.id || substitute.agency != agency || !substitute.mayAct {
            problems.append(
                Problem(
                    "SUBSTITUTE_UNFIT",
                    at: "/substitute",
                    zh: "代办人须为本机关其他经办人员",
                    en: "A colleague of this agency stands in"
                )
            )
        }
        if day.end <= tx.now {
            problems.append(
                Problem("LEAVE_PAST", at: "/until", zh: "截止日期已过", en: "That day is over")
            )
        }
        guard problems.isEmpty else { return .failure(Refusal(.invalid, problems)) }
        try tx.record(
            EntryKind.absence.rawValue,
            case: "",
            Absences.Entry(person: person.id, substitute: substitute.id, until: day.end)
        )
        return .success(())
    }
}
