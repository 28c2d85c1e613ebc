import Casework
import Contracts
import Foundation
import GRDB
import Testing

@testable import Coordinator
@testable import EventStore

/// Cases remembered between their messages are never older than the file.
@Suite struct CaseMemoryTests {
    @Test func otherBytesAreNotTheSameCase() throws {
        let state = try opened()
        let memory = CaseMemory()
        memory.keep(state, Data([1, 2]))
        #expect(memory.state(state.id, Data([1, 2])) == state)
        #expect(memory.state(state.id, Data([1, 3])) == nil)
        #expect(memory.state("another", Data([1, 2])) == nil)
    }

    @Test func itBeginsAgainWhenItIsFull() throws {
        var state = try opened()
        let memory = CaseMemory(capacity: 2)
        for id in ["a", "b", "c"] {
            state.id = id
            memory.keep(state, Data(id.utf8))
        }
        #expect(memory.state("a", Data("a".utf8)) == nil)
        #expect(memory.state("c", Data("c".utf8))?.id == "c")
    }

    private func opened() throws -> Case {
        let bench = try CoordinatorBench()
        let (office, submission) = (bench.office, try bench.submission(1))
        _ = try bench.ledger.commit(
            [
                { try office.library.take(office.intake.workflows.values.sorted { $0.name < $1.name }, $0) },
                { _ = try office.intake.submit(submission, $0) },
            ],
            now: try #require(Instant("2023-04-27T08:30:00+08:00"))
        )
        let id = try #require(try bench.store.read { try String.fetchOne($0, sql: "SELECT id FROM cases") })
        return try #require(try bench.store.read { try CaseBook.row(id, in: $0) }).state
    }
}
