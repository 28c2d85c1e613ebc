import Casework
import CaseworkTesting
import EventStore
import Foundation
import Testing

@testable import Coordinator

/// What becomes of a home whose contracts have changed since it last ran.
@Suite struct LibraryTests {
    private let bench: CoordinatorBench
    private let now: Instant

    init() throws {
        bench = try CoordinatorBench()
        now = try Instant.city("2023-04-27 08:30")
        let (office, submission) = (bench.office, try bench.submission(1))
        let opening: [(Transaction) throws -> Void] = [
            { try office.library.take(office.loaded, $0) },
            { [calendar = bench.calendar] in try office.calendars.take(calendar, $0) },
            { _ = try office.intake.submit(submission, $0) },
        ]
        for result in try bench.ledger.commit(opening, now: now).results {
            if case .failed(let error) = result { throw error }
        }
    }

    /// The suggestion's workflow, changed, is brought by the next start; gives what is wrong, nil when nothing is.
    private func take(_ change: (inout Workflow) -> Void) throws -> (any Error)? {
        var workflow = try #require(bench.office.intake.workflows["deputy-suggestion"])
        change(&workflow)
        let loaded = try Library.Loaded(workflow)
        let library = bench.office.library
        let results = try bench.ledger.commit([{ try library.take([loaded], $0) }], now: now).results
        if case .failed(let error)? = results.first { return error }
        return nil
    }

    private func known(_ version: Int) throws -> Workflow? {
        try bench.store.read { try bench.office.library.workflow("deputy-suggestion", version, in: $0) }
    }

    @Test func aNewLabelIsTakenAsItComesWhateverIsInUse() throws {
        let words = Words(zh: "另一说法", en: "another word")
        #expect(try take { $0.vocabulary = Vocabulary([.outcome: ["done": words]]) } == nil)
        #expect(try known(1)?.vocabulary.words(.outcome, "done") == words)
        #expect(try bench.store.refold().different == [])
    }

    @Test func changedRulesNeedANewVersionAndTheOldOneStays() throws {
        let error = try take { $0.steps.removeLast() }
        #expect(error is LibraryError)
        let before = try known(1)?.steps.count
        #expect(
            try take {
                $0.version = 2
                $0.steps.removeLast()
            } == nil
        )
        #expect(try known(1)?.steps.count == before)
        #expect(try known(2)?.steps.count == before.map { $0 - 1 })
    }
}
