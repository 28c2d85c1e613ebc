import Casework
import EventStore
import GRDB
import Testing

@Suite struct LedgerTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func sum(_ name: String, in store: Store) throws -> Int? {
        try store.read { try Int.fetchOne($0, sql: "SELECT sum FROM tally WHERE name = ?", arguments: [name]) }
    }

    @Test func aCommitNumbersEntriesWithoutGapAndChainsThem() throws {
        let store = try scratch.store()
        let ledger = try Ledger(store)
        _ = try ledger.commit([add("a", 1), add("a", 2)], now: noon)
        _ = try ledger.commit([add("b", 3)], now: noon)
        let entries = try store.entries(after: 0, limit: 10)
        #expect(entries.map(\.n) == [1, 2, 3])
        var chain = Chain.start
        for entry in entries {
            chain = Chain.next(after: chain, entry)
            #expect(entry.chain == chain)
        }
        #expect(try sum("a", in: store) == 3)
    }

    @Test func workThatThrowsTakesBackItsOwnEntriesAndNoOthers() throws {
        let store = try scratch.store()
        let ledger = try Ledger(store)
        let failing: (Transaction) throws -> Void = {
            try add("bad", 9)($0)
            throw Refused()
        }
        let (entries, results) = try ledger.commit([add("a", 1), failing, add("a", 2)], now: noon)
        #expect(entries.map(\.n) == [1, 2])
        guard case .failed(let error) = results[1] else {
            Issue.record("the failing work was not reported")
            return
        }
        #expect(error is Refused)
        #expect(try sum("bad", in: store) == nil)
        #expect(try sum("a", in: store) == 3)
        _ = try ledger.commit([add("a", 4)], now: noon)
        #expect(try store.entries(after: 0, limit: 10).map(\.n) == [1, 2, 3])
    }

    @Test func aSecondProcessCannotOpenTheSameFile() throws {
        let store = try scratch.store()
        #expect(throws: StoreError.inUse(path: "\(scratch.path)/test.sqlite.lock")) { try scratch.store() }
        extendLifetime(store)
    }

    @Test func messagesWaitUntilTheirCauseIsSafeAndLeaveWhenSent() throws {
        let store = try scratch.store()
        let ledger = try Ledger(store)
        _ = try ledger.commit([add("a", 1), add("b", 2)], now: noon)
        #expect(
            try store.read { try Outbox.next(after: 0, safe: 1, limit: 9, in: $0) }.map(\.message.routingKey) == ["a"]
        )
        let all = try store.read { try Outbox.next(after: 0, safe: 2, limit: 9, in: $0) }
        #expect(all.map(\.n) == [1, 2])
        _ = try ledger.commit([], now: noon, sent: [all[0].id], stuck: [(all[1].id, "nacked")])
        #expect(try store.read { try Outbox.counts(in: $0) } == (1, 1))
        #expect(try store.read { try Outbox.next(after: 0, safe: 2, limit: 9, in: $0) }.isEmpty)
        #expect(try ledger.retryStuck() == 1)
        #expect(try store.read { try Outbox.next(after: 0, safe: 2, limit: 9, in: $0) }.count == 1)
    }

    @Test func refoldedTablesEqualTheOriginals() throws {
        let store = try scratch.store()
        let ledger = try Ledger(store)
        for number in 1...50 { _ = try ledger.commit([add("n\(number % 7)", number)], now: noon) }
        let waiting = try store.read { try Outbox.next(after: 0, safe: 50, limit: 99, in: $0) }
        _ = try ledger.commit([], now: noon, sent: waiting.prefix(20).map(\.id))
        let report = try store.refold()
        #expect(report.entries == 50)
        #expect(report.different == [])
        #expect(try store.read { try Outbox.counts(in: $0).unsent } == 30)
    }

    @Test func aRefoldNoticesATableThatIsNotAFold() throws {
        do {
            let ledger = try Ledger(try scratch.store())
            _ = try ledger.commit([add("a", 1)], now: noon)
        }
        let store = try scratch.store(folds: [Tally(isForgetful: true)])
        #expect(Set(try store.refold().different) == ["tally", "outbox"])
    }

    @Test func aReplayedJournalGivesTheSameFileAndRefusesAGap() throws {
        let store = try scratch.store()
        let ledger = try Ledger(store)
        for number in 1...10 { _ = try ledger.commit([add("a", number)], now: noon) }
        let records = JournalRecord.split(owner: "test", entries: try store.entries(after: 0, limit: 99), limit: 300)
        #expect(records.count > 1)
        let entries = try records.flatMap { try JournalRecord.decode($0.encode()).entries }
        let copy = try Ledger(try scratch.store("copy"))
        #expect(throws: StoreError.gap(owner: "test", n: 4)) {
            try copy.replay(entries.filter { $0.n != 4 })
        }
        #expect(copy.end.n == 0)
        try copy.replay(entries + entries)
        #expect(try copy.store.end() == store.end())
        #expect(try sum("a", in: copy.store) == 55)
    }
}
