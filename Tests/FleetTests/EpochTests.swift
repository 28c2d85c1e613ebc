import Casework
import EventStore
import Foundation
import Testing

@testable import Fleet

/// A file that was rebuilt, and the old one that turns up again.
@Suite struct EpochTests {
    private let temporary: TemporaryHome
    private let journal = PaperJournal()
    private let old: Store

    init() async throws {
        temporary = try TemporaryHome()
        old = try Store(owner: "housing", path: temporary.home.store("old"), folds: [])
        try note(9, in: old)
        journal.hold(try old.entries(after: 0, limit: 99))
    }

    private func note(_ count: Int, in store: Store) throws {
        let ledger = try Ledger(store)
        for number in 1...count {
            _ = try ledger.commit([{ try $0.record("noted", case: "", number) }], now: Instant(milliseconds: 5))
        }
    }

    private func rebuilt(_ name: String = "rebuilt") async throws -> Store {
        let ledger = try Ledger(try Store(owner: "housing", path: temporary.home.store(name), folds: []))
        try await journal.recovery.replay(into: ledger)
        try await journal.recovery.beginEpoch(of: ledger, now: Instant(milliseconds: 1))
        return ledger.store
    }

    @Test func aRebuiltFileBeginsANewEpochAndItsJournalHasItAtOnce() async throws {
        let rebuilt = try await rebuilt()
        let begun = try #require(try journal.entries.last)
        #expect((begun.n, begun.epoch, begun.kind) == (10, 2, "epoch.begun"))
        #expect(begun.at == Instant(milliseconds: 5), "no entry is older than the one before it")
        #expect(try rebuilt.end().chain == begun.chain)
        #expect(try await journal.recovery.safePosition(of: rebuilt) == 10)
        try note(1, in: rebuilt)
        #expect(try rebuilt.end().epoch == 2)
        #expect(try await journal.recovery.safePosition(of: rebuilt) == 10)
        #expect(try LogFile(path: temporary.home.store("rebuilt")).proof().flaw == nil)
    }

    @Test func theOldFileStopsAndKeepsWhatItAloneHas() async throws {
        try note(2, in: old)
        _ = try await rebuilt()
        let error = await #expect(throws: StoreError.self) { try await journal.recovery.safePosition(of: old) }
        #expect(error == .superseded(owner: "housing", epoch: 1, newer: 2, own: 10...11))
        #expect(error?.description.contains("Entries 10 to 11 are in this file alone") == true)
        #expect(error?.description.contains("第 10 至 11 条只在本文件里") == true)
        #expect(error?.isPassing == false)
        #expect(try old.end().n == 11)
    }

    @Test func anOldFileWithNothingOfItsOwnIsBehind() async throws {
        _ = try await rebuilt()
        await #expect(throws: StoreError.fileBehindJournal(owner: "housing", file: 9, journal: 10)) {
            try await journal.recovery.safePosition(of: old)
        }
        let lost = try Store(owner: "housing", path: temporary.home.store("lost"), folds: [])
        await #expect(throws: StoreError.fileBehindJournal(owner: "housing", file: 0, journal: 10)) {
            try await journal.recovery.safePosition(of: lost)
        }
    }

    @Test func whatTheOldOneWritesAfterwardsDoesNotCount() async throws {
        let rebuilt = try await rebuilt()
        try note(100, in: old)
        journal.hold(try old.entries(after: 9, limit: 999))
        #expect(try await journal.recovery.safePosition(of: rebuilt) == 10)
        let again = try await self.rebuilt("again")
        #expect((try again.end().n, try again.end().epoch) == (11, 3))
        #expect(try again.entries(after: 9, limit: 1).first?.chain == rebuilt.end().chain)
        let error = await #expect(throws: StoreError.self) { try await journal.recovery.safePosition(of: old) }
        #expect(error == .superseded(owner: "housing", epoch: 1, newer: 3, own: 10...109))

        let file = try LogFile(path: temporary.home.store("again"))
        for (skipsOvertaken, first) in [(true, nil), (false, 10)] as [(Bool, Int64?)] {
            var comparison = LogComparison(file, skipsOvertaken: skipsOvertaken)
            try comparison.take(journal.entries)
            comparison.finish()
            #expect(comparison.first == first)
        }
    }

    @Test func aJournalThatWasLostAndHasOnlyTheOldOnesEntriesIsWrittenAnew() async throws {
        let rebuilt = try await rebuilt()
        try note(2, in: old)
        let other = PaperJournal()
        other.hold(try old.entries(after: 5, limit: 99))
        #expect(try await other.recovery.safePosition(of: rebuilt) == 0)
    }

    @Test func aBackupOfAnOldLifeIsNoBeginningForTheJournalOfANewer() async throws {
        _ = try await rebuilt()
        try note(2, in: old)
        let ledger = try Ledger(old)
        await #expect(throws: StoreError.backupDiverged(owner: "housing", n: 10)) {
            try await journal.recovery.replay(into: ledger)
        }
    }
}
