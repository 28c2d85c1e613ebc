import Casework
import EventStore
import GRDB
import Testing

/// A file's log beside the same log elsewhere: the first entry that differs is found, whoever has the other one.
@Suite struct LogComparisonTests {
    private let scratch: Scratch
    private let store: Store
    private let file: LogFile
    private let entries: [Entry]

    init() throws {
        scratch = try Scratch()
        store = try scratch.store()
        let ledger = try Ledger(store)
        for number in 1...12 { _ = try ledger.commit([add("a", number)], now: noon) }
        file = try LogFile(path: "\(scratch.path)/test.sqlite")
        entries = try file.entries(after: 0, limit: 99)
    }

    private func compared(_ pages: [[Entry]], suspect: Int64? = nil, from begin: Int64 = 1) throws -> LogComparison {
        var comparison = LogComparison(file, suspect: suspect)
        for page in pages { try comparison.take(page) }
        comparison.finish(from: begin)
        return comparison
    }

    /// What an entry reads with another body and a hash that fits.
    private func forged(_ n: Int) -> Entry {
        var entry = entries[n - 1]
        entry.body[2] ^= 1
        entry.chain = Chain.next(after: n == 1 ? Chain.start : entries[n - 2].chain, entry)
        return entry
    }

    @Test func theSameLogDoesNotDifferAndMayEndEarlier() throws {
        let comparison = try compared([Array(entries[0..<5]), Array(entries[5..<9])])
        #expect(comparison.first == nil)
        #expect(comparison.through == 9, "the rest was not sent yet")
    }

    @Test func aJournalThatWasShippedAgainIsTheSame() throws {
        // It had lost its first four entries.
        let comparison = try compared([Array(entries[4..<8]), Array(entries[0..<8]), Array(entries[8...])])
        #expect(comparison.first == nil)
        #expect(comparison.through == 12)
    }

    @Test func anEntryThatReadsOtherwiseIsNamedAlthoughItsHashFits() throws {
        var changed = entries
        changed[6] = forged(7)
        let comparison = try compared([Array(changed[6...]), Array(changed[..<6])])
        #expect(comparison.first == 7)
        #expect(comparison.other == forged(7))
    }

    @Test func theFirstOfSeveralIsNamedWhateverTheirOrder() throws {
        let comparison = try compared([[forged(9)], [forged(3)], [forged(5)]])
        #expect(comparison.first == 1, "nothing stands for the first two elsewhere")
        #expect(try compared([entries, [forged(9)], [forged(3)], [forged(5)]]).first == 3)
    }

    @Test func whatIsMissingElsewhereBelowOthersIsNamed() throws {
        let comparison = try compared([Array(entries[0..<4]), Array(entries[5...])])
        #expect(comparison.first == 5)
        #expect(comparison.other == nil)
    }

    @Test func whatAJournalNoLongerKeepsIsNoDifference() throws {
        #expect(try compared([Array(entries[4...])]).first == 1)
        #expect(try compared([Array(entries[4...])], from: 5).first == nil)
        // It was asked where it begins after it was read, and had dropped more by then.
        #expect(try compared([Array(entries[4...])], from: 7).first == nil)
        #expect(try compared([Array(entries[4..<6]), Array(entries[8...])], from: 5).first == 7)
        #expect(try compared([Array(entries[5...])], from: 5).first == 5)
    }

    @Test func whatTheFileLacksIsNamed() throws {
        var more = entries[11]
        more.n = 13
        let comparison = try compared([entries, [more]])
        #expect(comparison.first == 13)
        #expect(comparison.other == more)
    }

    @Test func aSuspectIsLookedUpElsewhere() throws {
        let comparison = try compared([entries], suspect: 6)
        #expect(comparison.first == 6)
        #expect(comparison.other == entries[5])
    }

    @Test func aByteThatWasChangedInTheFileIsFoundByItsChainAndByTheOther() throws {
        let other = try DatabaseQueue(path: "\(scratch.path)/test.sqlite")
        try other.write { try $0.execute(sql: "UPDATE log SET body = CAST('{\"name\":1}' AS BLOB) WHERE n = 8") }
        #expect(try file.proof().flaw == .altered(n: 8))
        #expect(try compared([entries]).first == 8)
        try other.write { try $0.execute(sql: "UPDATE log SET chain = 'no hash at all' WHERE n = 2") }
        #expect(try file.proof().flaw == .altered(n: 2), "whatever stands there is read")
    }

    @Test func aFileThatIsNoLogIsUnreadable() throws {
        #expect(throws: StoreError.self) { try LogFile(path: "\(scratch.path)/none.sqlite") }
        let empty = "\(scratch.path)/empty.sqlite"
        try DatabaseQueue(path: empty).close()
        #expect(throws: StoreError.self) { try LogFile(path: empty).end() }
    }
}
