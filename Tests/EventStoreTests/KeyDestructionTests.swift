import Casework
import Crypto
import Foundation
import GRDB
import Testing

@testable import EventStore

/// What was sealed under a destroyed key is nowhere readable; everything else is what it was.
@Suite struct KeyDestructionTests {
    private let scratch: Scratch
    private static let old = SymmetricKey(size: .bits256)
    private static let new = SymmetricKey(size: .bits256)
    private static let both = KeyEncryptionKeys([1: old, 2: new])
    private static let order = DestructionOrder(
        cases: ["A", "C"],
        by: "coordinator-luo",
        second: "coordinator-shen",
        reason: "期满"
    )

    init() throws { scratch = try Scratch() }

    private func fill() throws {
        let ledger = try Ledger(try scratch.sealed(keys: KeyEncryptionKeys([1: Self.old])))
        _ = try ledger.commit(
            [
                visit("A", ["phone": "13812345678", "parties": ["张伟"], "text": "灯"]),
                visit("B", ["phone": "13987654321"]),
                visit("A", ["phone": "13812345678"]),
            ],
            now: noon
        )
    }

    private func rotate() throws {
        let ledger = try Ledger(try scratch.sealed(keys: Self.both))
        let (_, results) = try ledger.commit([{ try $0.destroyKeys(Self.order) }], now: noon)
        for case .failed(let error) in results { throw error }
    }

    private func destroy() throws {
        try rotate()
        try scratch.sealed(keys: KeyEncryptionKeys([2: Self.new])).compact()
    }

    private func reopened() throws -> Store { try scratch.sealed(keys: KeyEncryptionKeys([2: Self.new])) }

    @Test func aDestroyedNameIsInNoByteOfTheFileAndReadsAsDestroyed() throws {
        try fill()
        let before = try scratch.bytes()
        for name in ["13812345678", "张伟", "13987654321"] { #expect(before.range(of: Data(name.utf8)) != nil) }
        try destroy()
        let after = try scratch.bytes()
        for name in ["13812345678", "张伟"] { #expect(after.range(of: Data(name.utf8)) == nil) }
        let gone: Value = "（已销毁）"
        let store = try reopened()
        #expect(
            try Visitors.read("A", in: store) == [
                ["phone": gone, "parties": .list([gone]), "text": "灯"], ["phone": gone],
            ]
        )
        #expect(try Visitors.read("B", in: store) == [["phone": "13987654321"]])
    }

    @Test func afterwardsTheTablesAreTheLogsAndTheChainHolds() throws {
        try fill()
        let before = try reopenedBefore().entries(after: 0, limit: 99)
        try destroy()
        let store = try reopened()
        #expect(try store.refold().different == [])
        let entries = try store.entries(after: 0, limit: 99)
        #expect(entries.prefix(before.count).map(\.chain) == before.map(\.chain), "no entry was written anew")
        var chain = Chain.start
        for entry in entries {
            chain = Chain.next(after: chain, entry)
            #expect(entry.chain == chain)
        }
        #expect(try store.read { try Store.destroyedAt("A", in: $0) } == noon)
        #expect(try store.standing(["A", "B", "C"]) == ["B"])
    }

    private func reopenedBefore() throws -> Store { try scratch.sealed(keys: KeyEncryptionKeys([1: Self.old])) }

    @Test func aFileThatIsReplayedAfterwardsHasTheSameTables() throws {
        try fill()
        try destroy()
        let entries = try reopened().entries(after: 0, limit: 99)
        let copy = try Ledger(try scratch.sealed("copy", keys: KeyEncryptionKeys([2: Self.new])))
        try copy.replay(try JournalRecord.decode(JournalRecord(owner: "test", entries: entries).encode()).entries)
        try copy.finishReplay()
        let store = try reopened()
        for caseID in ["A", "B"] {
            #expect(try Visitors.read(caseID, in: copy.store) == Visitors.read(caseID, in: store))
        }
        #expect(try Visitors.read("B", in: copy.store) == [["phone": "13987654321"]])
        #expect(try copy.store.refold().different == [])
    }

    @Test func betweenRecordAndRemovalNothingIsHalfReadable() throws {
        try fill()
        try rotate()
        // The machine stopped here: both keys lie there, and the case's own is gone from the log's tables.
        do {
            let store = try scratch.sealed(keys: Self.both)
            #expect(try store.rotatedVersion() == 2)
            #expect(try Visitors.read("B", in: store) == [["phone": "13987654321"]])
        }
        try reopened().compact()
        #expect(try scratch.bytes().range(of: Data("13812345678".utf8)) == nil)
        #expect(try reopened().refold().different == [])
    }

    @Test func aKeyThatIsStillNeededIsMissed() throws {
        try fill()
        try rotate()
        #expect(throws: StoreError.keysLost(version: 2)) { try reopenedBefore() }
    }

    @Test func manyKeysTravelInSeveralEntries() throws {
        do {
            let ledger = try Ledger(try scratch.sealed(keys: KeyEncryptionKeys([1: Self.old])))
            _ = try ledger.commit((0..<1100).map { visit("K\($0)", ["phone": .text("139\($0)")]) }, now: noon)
        }
        try destroy()
        let store = try reopened()
        let kinds = try store.entries(after: 2200, limit: 99).map(\.kind)
        #expect(kinds == Array(repeating: "keys.rotated", count: 3))
        #expect(try Visitors.read("K1099", in: store) == [["phone": "1391099"]])
    }
}
