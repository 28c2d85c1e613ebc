import Casework
import Contracts
package import EventStore
package import Fleet
package import GRDB

/// The office of an agency worker: its desk, fed by the agency's queue of assignments.
package final class AgencyOffice: Office {
    package let owner: String
    package let folds: [any Fold]
    package let queues: [String]
    package let desk: Desk
    private let insistence = Insistence()

    package init(desk: Desk) {
        self.desk = desk
        owner = desk.agency
        folds = [desk, DeadLetters(), SessionBook(), RegisterBook()]
        queues = ["assignments.\(desk.agency)"] + desk.practice.queues
    }

    package var outsideQueues: Set<String> { Set(desk.practice.queues) }
    package var personalFields: Set<String> { desk.rules.personalFields }
    package func seal(of queue: String) -> Seal? { outsideQueues.contains(queue) ? desk.practice.seal : nil }

    package func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        guard !desk.practice.queues.contains(message.raw.queue) else {
            return try desk.practice.receive(message, on: desk, in: transaction)
        }
        return try desk.take(message, transaction)
    }

    package func deadFiles(in db: Database) throws -> [String] { try FileRegister.dead(in: db) }

    package func sayAgain(in store: Store, wall: Int64) throws -> [Outgoing] {
        try insistence.due(desk, in: store, wall: wall)
    }

    package func hurry() { insistence.hurry() }

    package func unechoed(in db: Database) throws -> Int { try TaskTable.unheardCount(in: db) }
}

extension Desk {
    /// A message of the coordinator: an assignment, its standing, its end or its undo.
    ///
    /// Nobody else can write here: the first word of the routing key is ours, and the broker lets only the
    /// coordinator use it.
    package func take(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        switch message.envelope.type {
        case .stepAssigned, .stepStanding, .stepRevoked, .stepUndo: break
        case .caseSubmit, .caseSupplement, .caseWithdraw, .caseRate, .stepAnswer, .receipt, .stepReport, .stepHeld,
            .caseEvents, .fence, .ballotCast:
            return .dead([
                Problem(
                    "TYPE_NOT_EXPECTED",
                    at: "/type",
                    zh: "此处不接收该类消息",
                    en: "this kind of message is not taken here"
                )
            ])
        }
        switch message.envelope.payload(Assignment.self) {
        case .bad(let problems):
            return .dead(problems)
        case .good(let assignment, _):
            let arrival = try receive(
                assignment,
                epoch: message.envelope.epoch ?? 1,
                causation: message.envelope.id,
                traceparent: message.envelope.traceparent,
                in: transaction
            )
            switch arrival {
            case .foreign:
                return .dead([Problem("NOT_OURS", zh: "不是给本单位的", en: "not for this agency")])
            case .applied, .repeated: return .done
            case .stale: return .ignored
            }
        }
    }
}
