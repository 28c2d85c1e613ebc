import Casework
import Contracts
import EventStore
import GRDB

@testable import Coordinator

/// What must hold between a case and those that it opened.
extension Invariants {
    /// Each call has one case, each case that was called for has one call, and they know of each other.
    ///
    /// The caller has heard of the other's end. A step that waits is over only with its case, by a ruling, or with its own case's end.
    func everyCallOpensOneCaseAndHearsOfItsEnd() throws -> [String] {
        let states = try coordinator.read { db in
            try Row.fetchAll(db, sql: "SELECT id, body FROM cases ORDER BY seq").map {
                try CaseBook.decode($0["body"], of: $0["id"])
            }
        }
        let cases = Dictionary(uniqueKeysWithValues: states.map { ($0.id, $0) })
        var found: [String] = []
        var calls: [String: ChildCase] = [:]
        for state in states {
            for task in state.tasks {
                for child in task.children ?? [] {
                    calls[child.key] = child
                    if child.number == nil, child.problems.isEmpty { found.append("never opened: \(child.key)") }
                    guard let number = child.number else { continue }
                    guard let other = cases[number] else {
                        found.append("not there: \(number), called for by \(child.key)")
                        continue
                    }
                    if other.parent?.key != child.key { found.append("\(number) does not know \(child.key)") }
                    if other.closed != nil, other.closed?.end != child.end {
                        found.append("\(child.key) has not heard that \(number) closed")
                    }
                    let waits = simulation.world.books.workflows[state.workflow]?[task.ref.step]?.child?.waits == true
                    if child.rung == nil, waits, task.cause == .child, task.outcome != child.end {
                        found.append("\(task.ref.id(in: state.id)) ended as \(task.outcome ?? ""), its case did not")
                    }
                }
            }
        }
        for (key, same) in Dictionary(grouping: states.compactMap(\.parent), by: \.key) {
            if same.count > 1 { found.append("opened \(same.count) times: \(key)") }
            if calls[key] == nil { found.append("nobody called for \(key)") }
        }
        return found
    }
}
