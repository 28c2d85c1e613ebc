import Casework
import Crypto
import Foundation
import GRDB

/// What of a task decides in whose lists it stands.
///
/// Of all that wait there are few such classes: a list is asked for by class, which costs half of comparing five columns line
/// by line, and each class is counted as it changes.
struct LineClass {
    var state: String
    /// Empty where the whole agency is meant; so with role and holder.
    var unit: String
    var role: String
    var holder: String
    var isSigned: Bool
    /// Whether it waits for a ruling that its holder asked for.
    var isAsking: Bool
    /// Whether it is another attempt.
    var isAgain: Bool

    init(_ task: DeskTask) {
        state = task.state.rawValue
        unit = task.content.unit ?? ""
        role = task.content.role ?? ""
        holder = task.report.holder ?? ""
        isSigned = task.report.signed != nil
        isAsking = [StepReport.Request.Kind.return, .extend, .pause].contains { task.awaitsRuling(on: $0) }
        isAgain = task.key.attempt > 1
    }

    private init(_ row: Row) {
        state = row["state"]
        unit = row["unit"]
        role = row["role"]
        holder = row["holder"]
        isSigned = row["signed"]
        isAsking = row["asking"]
        isAgain = row["again"]
    }

    /// Made of what it says, so that a refold comes to the same number whatever it begins with.
    var id: Int64 {
        let text = "\(state)|\(unit)|\(role)|\(holder)|\(isSigned)|\(isAsking)|\(isAgain)"
        return SHA256.hash(data: Data(text.utf8)).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// The class of a line, nil when there is no such line.
    static func fetch(of key: TaskKey, in db: Database) throws -> LineClass? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM desk_tally WHERE class = (\(classOfLine))"),
            arguments: TaskTable.arguments(key)
        ).map(LineClass.init)
    }

    /// One line more.
    func count(in db: Database) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO desk_tally VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
                ON CONFLICT DO UPDATE SET n = n + 1
                """
        ).execute(arguments: [id, state, unit, role, holder, isSigned, isAsking, isAgain])
    }

    /// One line less: it changes its class, or it is not there yet.
    static func uncount(_ key: TaskKey, in db: Database) throws {
        try db.cachedStatement(sql: "UPDATE desk_tally SET n = n - 1 WHERE class = (\(classOfLine))")
            .execute(arguments: TaskTable.arguments(key))
    }

    private static let classOfLine = """
        SELECT class FROM desk_line
        WHERE case_order = ? AND case_id = ? AND step = ? AND instance = ? AND attempt = ? AND undo = ?
        """
}
