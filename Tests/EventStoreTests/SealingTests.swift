import Casework
import Contracts
import Crypto
import EventStore
import Foundation
import GRDB
import Testing

/// What names a person stands sealed in log and journal, and reads as it was everywhere else.
@Suite struct SealingTests {
    private let scratch: Scratch
    private static let fields: [String: Value] = [
        "phone": "13812345678", "text": "楼道灯不亮", "parties": [["name": "张伟", "room": 3]],
        "opinions.police.contact": "李娜", "empty": "",
    ]

    init() throws { scratch = try Scratch() }

    private func filled() throws -> Store {
        let store = try scratch.sealed()
        let ledger = try Ledger(store)
        _ = try ledger.commit([visit("A", Self.fields), visit("B", Self.fields), visit("A", Self.fields)], now: noon)
        return store
    }

    private func raw(_ store: Store) throws -> String {
        try store.entries(after: 0, limit: 99).map { String(decoding: $0.body, as: UTF8.self) }.joined()
    }

    @Test func aNameIsInNoByteOfLogAndJournalAndInEveryTable() throws {
        let store = try filled()
        let journal = JournalRecord(owner: "test", entries: try store.entries(after: 0, limit: 99)).encode()
        for text in [try raw(store), String(decoding: journal, as: UTF8.self)] {
            for name in ["13812345678", "张伟", "李娜"] { #expect(!text.contains(name)) }
            #expect(text.contains("楼道灯不亮"))
        }
        #expect(try Visitors.read("A", in: store) == [Self.fields, Self.fields])
        #expect(try store.refold().different == [])
        #expect(try Visitors.read("B", in: store) == [Self.fields])
    }

    @Test func aCaseHasOneKeyAndEqualNamesLookDifferent() throws {
        let store = try filled()
        let entries = try store.entries(after: 0, limit: 99)
        #expect(entries.map(\.kind) == ["key.made", "visit", "key.made", "visit", "visit"])
        #expect(entries[1].body != entries[4].body)
    }

    @Test func aBodyIsJSONOfTheSameShape() throws {
        let store = try filled()
        let entry = try #require(try store.entries(after: 1, limit: 1).first)
        let value = try #require(JSONText.value(entry.body).subject)
        #expect(value["contact"] == "phone", "a member that is no field of a form is left alone")
        #expect(value["fields"]?["phone"]?.text?.hasPrefix("sealed:") == true)
        #expect(value["fields"]?["parties"]?.list?.first?["room"] == 3)
        #expect(value["fields"]?["empty"] == "")
    }

    @Test func whatIsOfNoCaseIsNotSealed() throws {
        let store = try scratch.sealed()
        let ledger = try Ledger(store)
        _ = try ledger.commit([visit("", Self.fields)], now: noon)
        #expect(try raw(store).contains("13812345678"))
    }

    @Test(arguments: [#"sealed:AAAA"#, #""\u0073ealed:AAAA"#, "\"\u{1}\\u0073ealed:AAAA\"", #"\u0073ealed:"#])
    func whatSomebodyTypesIsNeverTakenForSealed(text: String) throws {
        let store = try scratch.sealed()
        let ledger = try Ledger(store)
        _ = try ledger.commit([visit("A", ["text": .text(text)]), visit("A", ["phone": .text(text)])], now: noon)
        #expect(try store.refold().different == [])
        #expect(try Visitors.read("A", in: store) == [["text": .text(text)], ["phone": .text(text)]])
    }

    @Test func aFileWithoutItsKeysIsRefused() throws {
        do { _ = try filled() }
        for keys in [KeyEncryptionKeys([:]), KeyEncryptionKeys([1: SymmetricKey(size: .bits256)])] {
            #expect(throws: StoreError.keysLost(version: 1)) { try scratch.sealed(keys: keys) }
        }
        #expect(try Visitors.read("A", in: try scratch.sealed()) == [Self.fields, Self.fields])
    }

    @Test func aReplayedJournalGivesTheSameTables() throws {
        let store = try filled()
        let copy = try Ledger(try scratch.sealed("copy"))
        try copy.replay(try sent(try store.entries(after: 0, limit: 99)))
        try copy.finishReplay()
        #expect(try copy.store.end() == store.end())
        #expect(try Visitors.read("A", in: copy.store) == [Self.fields, Self.fields])
    }

    /// Entries as they come back from a journal.
    private func sent(_ entries: [Entry]) throws -> [Entry] {
        try JournalRecord.decode(JournalRecord(owner: "test", entries: entries).encode()).entries
    }

    @Test func workThatThrowsTakesItsKeyBackToo() throws {
        let store = try scratch.sealed()
        let ledger = try Ledger(store)
        let failing: (Transaction) throws -> Void = {
            try visit("A", Self.fields)($0)
            throw Refused()
        }
        _ = try ledger.commit([failing, visit("A", ["phone": "1"])], now: noon)
        #expect(try store.entries(after: 0, limit: 99).map(\.n) == [1, 2])
        #expect(try Visitors.read("A", in: store) == [["phone": "1"]])
    }
}
