package import Casework
package import GRDB

/// What one input may do inside a commit: read the tables, record entries.
///
/// Lives on the writer's thread only.
package final class Transaction {
    package let db: Database
    package let now: Instant
    let log: LogWriter

    init(db: Database, now: Instant, log: LogWriter) {
        self.db = db
        self.now = now
        self.log = log
    }

    /// Appends one entry and folds it at once, so that whoever reads next in this commit sees its effect.
    @discardableResult
    package func record<Body: Encodable & Sendable>(
        _ kind: String,
        case caseID: String,
        _ body: Body
    ) throws -> Entry {
        try log.record(kind, case: caseID, body, at: now, in: db)
    }

    /// Does something that may fail alone: when it throws, what it recorded is taken back and nothing else.
    ///
    /// Throws itself only when the disk or the file failed.
    package func attempt<T>(_ work: () throws -> T) throws -> Result<T, any Error> {
        let mark = log.mark
        try run("SAVEPOINT attempt")
        do {
            let result = try work()
            try run("RELEASE attempt")
            return .success(result)
        } catch let error as DatabaseError where error.isOfTheMachine {
            // The whole commit is taken back.
            throw error
        } catch {
            log.rollBack(to: mark)
            try run("ROLLBACK TO attempt")
            try run("RELEASE attempt")
            return .failure(error)
        }
    }

    /// Not by `inSavepoint`, which has its statements compiled anew each time: that is four of them a message.
    private func run(_ sql: String) throws { try db.cachedStatement(sql: sql).execute() }
}
