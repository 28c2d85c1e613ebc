import Casework
import CaseworkTesting
import EventStore
import GRDB

/// Promise 2: every message ever sent comes once more, in any order, and nothing changes.
extension Invariants {
    func repetitionChangesNothing() throws -> [String] {
        let before = try digests()
        let sent = simulation.witness.seen.sent
        for (owner, messages) in sent.sorted(by: { $0.key < $1.key }) {
            let connection = simulation.broker.connect(as: owner)
            for message in messages.shuffled(using: &simulation.chance)
            where message.exchange == "huiban.assignments" || message.exchange == "huiban.reports" {
                _ = simulation.broker.publish(message, isMandatory: false, on: connection)
            }
            simulation.broker.drop(connection)
        }
        let connection = simulation.broker.connect(as: SimulatedPublisher.user)
        for message in simulation.witness.seen.acknowledged.shuffled(using: &simulation.chance) {
            _ = simulation.broker.publish(message, isMandatory: false, on: connection)
        }
        simulation.broker.drop(connection)
        for _ in 0..<30 { for process in simulation.processes { try simulation.exchange(process) } }
        let after = try digests()
        return before.keys.sorted().filter { before[$0] != after[$0] }.map { "a repetition has changed \($0)" }
    }

    /// The tables that hold what cases, tasks and numbers are.
    private func digests() throws -> [String: [String]] {
        var digests: [String: [String]] = [:]
        func take(_ owner: String, _ table: String, _ columns: String, _ store: Store) throws {
            let rows = try store.read { db in
                try Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table)").map { "\($0)" }
            }
            digests["\(table) of \(owner)"] = rows.sorted()
        }
        for process in simulation.processes {
            let store = try process.read()
            try take(process.owner, "desk_task", "case_id, step, instance, attempt, undo, state, content, report", store)
            try take(process.owner, "desk_number", "*", store)
            if process.owner == "coordinator" {
                try take(process.owner, "cases", "id, closed_at, outcome, due, next_at, told, body", store)
                try take(process.owner, "intents", "*", store)
            }
        }
        return digests
    }
}
