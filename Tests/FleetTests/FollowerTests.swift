import Casework
import EventStore
import Foundation
import Logging
import Synchronization
import Testing

@testable import Fleet

/// What a standby writes of its owner's journal.
@Suite struct FollowerTests {
    private let temporary: TemporaryHome
    private let journal = PaperJournal()
    private let owner: Ledger
    private let noon = Instant(milliseconds: 5)

    init() throws {
        temporary = try TemporaryHome()
        owner = try Ledger(try Store(owner: "housing", path: temporary.home.store("owner"), folds: []))
        try note(9)
    }

    /// The owner records so many entries, and its journal holds them.
    private func note(_ count: Int) throws {
        let end = owner.end.n
        for number in 1...count { _ = try owner.commit([{ try $0.record("noted", case: "", number) }], now: noon) }
        journal.hold(try owner.store.entries(after: end, limit: 999))
    }

    private func follower(_ name: String = "standby") async throws -> Follower {
        var follower = Follower(try Ledger(try Store(owner: "housing", path: temporary.home.store(name), folds: [])))
        try await follower.catchUp(journal.recovery)
        return follower
    }

    /// What the journal has from where a follower is.
    private func news(for follower: Follower) async throws -> [JournalItem] {
        try await journal.read(from: .offset(try #require(follower.next))) { _ in false }
    }

    @Test func itHasWhatTheJournalHasAndGoesOnInANewEpoch() async throws {
        var follower = try await follower()
        #expect(follower.ledger.end == owner.end)
        try note(2)
        try follower.take(try await news(for: follower))
        #expect(follower.ledger.end == owner.end)
        try note(1)
        let entries = try await follower.takeOver(journal.recovery, now: noon)
        #expect(entries == 12)
        #expect((follower.ledger.end.n, follower.ledger.end.epoch) == (13, 2))
        #expect(try journal.entries.last?.chain == follower.ledger.end.chain)
        #expect(try await journal.recovery.safePosition(of: follower.ledger.store) == 13)
        await #expect(throws: StoreError.fileBehindJournal(owner: "housing", file: 12, journal: 13)) {
            try await journal.recovery.safePosition(of: owner.store)
        }
    }

    @Test func whatAnOlderLifeStillWritesIsLeftOut() async throws {
        var first = try await follower("first")
        _ = try await first.takeOver(journal.recovery, now: noon)
        var second = try await follower("second")
        try note(3)
        try second.take(try await news(for: second))
        #expect(second.ledger.end == first.ledger.end)
        let entries = try await second.takeOver(journal.recovery, now: noon)
        #expect(entries == 10)
        #expect((second.ledger.end.n, second.ledger.end.epoch) == (11, 3))
    }

    @Test func aNewerLifeThatBeganBeforeItsEndOvertakesIt() async throws {
        let other = try Ledger(try Store(owner: "housing", path: temporary.home.store("other"), folds: []))
        try other.replay(try owner.store.entries(after: 0, limit: 99))
        let begun = try other.beginEpoch(now: noon)
        var follower = try await follower()
        try note(2)
        try follower.take(try await news(for: follower))
        journal.hold([begun])
        let late = try await news(for: follower)
        do {
            try follower.take(late)
            Issue.record("it was not overtaken")
        } catch is Follower.Overtaken {}
        #expect(follower.ledger.end == owner.end, "nothing was taken")
    }

    @Test func aTakeOverThatWasInterruptedIsFinishedWithoutAGap() async throws {
        var follower = try await follower()
        let broken = Recovery(
            owner: "housing",
            journal: BreakingJournal(paper: journal),
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            makeMark: { UUID().uuidString }
        )
        do {
            _ = try await follower.takeOver(broken, now: noon)
            Issue.record("the journal did not break")
        } catch is BreakingJournal.Broken {}
        let entries = try await follower.takeOver(broken, now: noon)
        #expect(entries == 9)
        #expect(try journal.entries.map(\.n) == Array(1...10))
        #expect(try journal.entries.map(\.epoch).last == 2)
        #expect(try await journal.recovery.safePosition(of: follower.ledger.store) == 10)
    }

    @Test func whereNobodyHasEverWorkedNoEpochBegins() async throws {
        let empty = PaperJournal()
        var follower = Follower(try Ledger(try Store(owner: "housing", path: temporary.home.store("new"), folds: [])))
        try await follower.catchUp(empty.recovery)
        let entries = try await follower.takeOver(empty.recovery, now: noon)
        #expect(entries == 0)
        #expect(follower.ledger.end == .start)
        #expect(try empty.entries.isEmpty)
    }
}

/// A journal whose broker goes away when the first record is written.
private final class BreakingJournal: JournalStream {
    struct Broken: Error {}

    private let paper: PaperJournal
    private let isWhole = Mutex(false)

    init(paper: PaperJournal) { self.paper = paper }

    func append(_ messageID: String, type: String, body: [UInt8]) async throws {
        let isBreaking =
            type == JournalItem.recordType
            && isWhole.withLock { whole in
                defer { whole = true }
                return !whole
            }
        guard !isBreaking else { throw Broken() }
        try await paper.append(messageID, type: type, body: body)
    }

    func read(
        from start: JournalStart,
        until isEnough: @escaping @Sendable (JournalItem) -> Bool
    ) async throws -> [JournalItem] { try await paper.read(from: start, until: isEnough) }
}
