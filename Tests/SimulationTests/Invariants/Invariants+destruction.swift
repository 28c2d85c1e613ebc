import CaseworkTesting
import EventStore
import Foundation
import GRDB

@testable import Coordinator
@testable import Fleet

/// Retention: with the keys of half of the cases destroyed, every log still folds, and a rebuilt file has the same tables.
extension Invariants {
    func destructionLeavesLogsThatFold() throws -> [String] {
        // Every log is folded three times more for it, as much as a quarter of the whole run.
        guard simulation.seed % 8 == 0 else { return [] }
        let cases = try coordinator.read { try String.fetchAll($0, sql: "SELECT id FROM cases ORDER BY seq") }
        let doomed = cases.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        let order = DestructionOrder(cases: doomed, by: "one", second: "another", reason: "期满")
        let survivors = try bodies(except: doomed)
        var found: [String] = []
        for process in simulation.processes {
            try process.destroy(order)
            let store = try process.read()
            _ = try store.refold()
            // Rebuilt is folded as the entries come, and again when their keys are known: twice another way to the same tables.
            let copy = try process.replayed(store)
            for table in process.tables where try rows(table, store) != rows(table, copy) {
                found.append("destroyed, refolded and rebuilt are not the same: \(table) of \(process.owner)")
            }
        }
        if try bodies(except: doomed) != survivors { found.append("a destruction has changed a case that stays") }
        return found
    }

    private func rows(_ table: String, _ store: Store) throws -> [String] {
        try store.read { try Row.fetchAll($0, sql: "SELECT * FROM \(table)").map { "\($0)" }.sorted() }
    }

    /// What the coordinator knows of each other case.
    private func bodies(except doomed: [String]) throws -> [String: Data] {
        try coordinator.read { db in
            let rows = try Row.fetchAll(db, sql: "SELECT id, body FROM cases").map { row -> (String, Data) in
                (row["id"], row["body"])
            }
            return Dictionary(uniqueKeysWithValues: rows).filter { !doomed.contains($0.key) }
        }
    }
}
