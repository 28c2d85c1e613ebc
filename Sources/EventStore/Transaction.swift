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
        var result: Result<T, any Error>?
        try db.inSavepoint {
            do {
                result = .success(try work())
                return .commit
            } catch let error as DatabaseError where error.isOfTheMachine {
                throw error
            } catch {
                log.rollBack(to: mark)
                result = .failure(error)
                return .rollback
            }
        }
        guard let result else { preconditionFailure("a savepoint runs its work") }
        return result
    }
}
