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
        // What was rejected had no effect; it may be brought again when the reason is gone.
        let taken = try coordinator.read { db in
            Set(try String.fetchAll(db, sql: "SELECT message_id FROM receipts WHERE disposition <> 'rejected'"))
        }
        let acknowledged = simulation.witness.seen.acknowledged.filter { taken.contains($0.messageID ?? "") }
        for message in acknowledged.shuffled(using: &simulation.chance) {
            _ = simulation.broker.publish(message, isMandatory: false, on: connection)
        }
        simulation.broker.drop(connection)
        for _ in 0..<30 { for process in simulation.processes { try simulation.exchange(process) } }
        let after = try digests()
        return before.keys.sorted().compactMap { table in
            let (old, new) = (before[table] ?? [:], after[table] ?? [:])
            let changed = Set(old.keys).union(new.keys).sorted().first { old[$0] != new[$0] }
            return changed.map { key in
                "a repetition has changed \(table): \(Invariants.difference(old[key] ?? "", new[key] ?? ""))"
            }
        }
    }

    /// The part in which two texts differ, with a little around it.
    private static func difference(_ old: String, _ new: String) -> String {
        let same = zip(old, new).prefix { $0 == $1 }.count
        let from = max(0, same - 40)
        return "…\(old.dropFirst(from).prefix(160))… -> …\(new.dropFirst(from).prefix(160))…"
    }

    /// The tables that hold what cases, tasks and numbers are: their rows by the columns that name one.
    private func digests() throws -> [String: [String: String]] {
        var digests: [String: [String: String]] = [:]
        func take(_ owner: String, _ table: String, _ columns: String, key: Int, _ store: Store) throws {
            let rows = try store.read { db in
                try Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table)").map { row in
                    (row.prefix(key).map { "\($0.1)" }.joined(separator: " "), "\(row)")
                }
            }
            digests["\(table) of \(owner)"] = Dictionary(rows) { "\($0)\n\($1)" }
        }
        for process in simulation.processes {
            let store = try process.read()
            try take(
                process.owner,
                "desk_task",
                "case_id, step, instance, attempt, undo, state, CAST(content AS TEXT), CAST(report AS TEXT)",
                key: 5,
                store
            )
            try take(process.owner, "desk_number", "*", key: 100, store)
            if process.owner == "coordinator" {
                try take(
                    process.owner,
                    "cases",
                    "id, closed_at, outcome, due, next_at, told, CAST(body AS TEXT)",
                    key: 1,
                    store
                )
                try take(process.owner, "intents", "*", key: 1, store)
            }
        }
        return digests
    }
}
