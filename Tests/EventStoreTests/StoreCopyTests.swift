import Casework
import Crypto
import Foundation
import GRDB
import Testing

@testable import EventStore

/// A copy holds an owner's log while the owner writes, and nothing that its keys do not open.
@Suite struct StoreCopyTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var source: String { "\(scratch.path)/test.sqlite" }
    private var target: String { "\(scratch.path)/copy.sqlite" }

    private func visits(_ numbers: ClosedRange<Int>) -> [(Transaction) throws -> Void] {
        numbers.map { visit("C\($0 % 3)", ["phone": .text("1381234\($0)"), "text": "灯"]) }
    }

    @Test func aCopyEndsWhereTheLogDidAndTheOwnerGoesOn() throws {
        let store = try scratch.sealed()
        let ledger = try Ledger(store)
        _ = try ledger.commit(visits(1000...1040), now: noon)
        let end = try store.end()
        let copy = try StoreCopy.make(of: source, at: target)
        _ = try ledger.commit(visits(1041...1050), now: noon)
        #expect(copy.end == end)
        #expect(copy.schemaVersion == Store.stateVersion)
        let log = try LogFile(path: target)
        #expect(try log.proof().flaw == nil)
        #expect(try log.proof().end == end)
        #expect(try log.damage() == [])
        #expect(try store.end().n > end.n)
    }

    @Test func noNameIsInTheCopyAndNothingIsLeftBesideTheFile() throws {
        do { _ = try Ledger(try scratch.sealed()).commit(visits(1000...1040), now: noon) }
        #expect(try scratch.bytes().range(of: Data("13812341020".utf8)) != nil)
        _ = try StoreCopy.make(of: source, at: target)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: target))
        #expect(bytes.range(of: Data("13812341020".utf8)) == nil)
        #expect(bytes.range(of: Data("灯".utf8)) != nil, "what nobody seals stands there")
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        #expect(!names.contains { $0.contains("copying") }, "\(names)")
        let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aStoreThatOpensTheCopyFoldsTheSameTables() throws {
        let store = try scratch.sealed()
        _ = try Ledger(store).commit(visits(1000...1040), now: noon)
        let copy = try StoreCopy.make(of: source, at: target)
        let opened = try scratch.sealed("copy")
        for caseID in ["C0", "C1", "C2"] {
            #expect(try Visitors.read(caseID, in: opened) == Visitors.read(caseID, in: store))
        }
        #expect(Set(copy.tables.keys) == ["visitors", "case_keys"])
        #expect(try opened.tables(differingFrom: copy.tables) == [])
        let other = try DatabaseQueue(path: target)
        try other.write { try $0.execute(sql: "UPDATE visitors SET contact = 'counter' WHERE n = 4") }
        #expect(try opened.tables(differingFrom: copy.tables) == ["visitors"])
        try other.write { try $0.execute(sql: "DELETE FROM case_keys") }
        #expect(try opened.tables(differingFrom: copy.tables) == ["visitors", "case_keys"])
    }

    @Test func aCopyIsNotFoldedWithoutItsKeys() throws {
        do { _ = try Ledger(try scratch.sealed()).commit(visits(1000...1002), now: noon) }
        _ = try StoreCopy.make(of: source, at: target)
        let others = KeyEncryptionKeys([2: SymmetricKey(size: .bits256)])
        #expect(throws: StoreError.keysLost(version: 1)) { try scratch.sealed("copy", keys: others) }
        #expect(try Visitors.read("C0", in: try scratch.sealed("copy")).count == 1, "it is whole once they are back")
    }

    @Test func aCopyTakesTheTablesOfAnEmptyStore() throws {
        do { _ = try scratch.sealed() }
        let copy = try StoreCopy.make(of: source, at: target)
        #expect(copy.end == .start)
        #expect(copy.tables == [:])
    }

    @Test func aFileThatIsNotThereOrATargetThatIsMakesItFail() throws {
        #expect(throws: StoreError.self) { try StoreCopy.make(of: source, at: target) }
        do { _ = try scratch.sealed() }
        try Data("mine".utf8).write(to: URL(fileURLWithPath: target))
        #expect(throws: StoreError.self) { try StoreCopy.make(of: source, at: target) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("mine".utf8))
    }
}
