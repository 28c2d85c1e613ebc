import Casework
import EventStore
import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import Fleet

/// One owner's part in a destruction: recorded, safe in the journal, and only then the old key removed.
@Suite struct DestructionTests {
    private struct NoJournal: Error {}

    private let temporary: TemporaryHome
    private let setting: Setting
    private let order = DestructionOrder(cases: ["A"], by: "housing-zhao", second: "housing-li", reason: "期满")

    init() throws {
        temporary = try TemporaryHome()
        try FleetClock.start(temporary.home, ClockSettings())
        setting = Setting(
            owner: "housing",
            home: temporary.home,
            contracts: "",
            clock: try FleetClock(home: temporary.home),
            log: Logger(label: "test")
        )
        try fill()
    }

    private func store() throws -> Store { try setting.store(at: setting.home.store("housing"), of: CallOffice()) }

    private func fill() throws {
        let ledger = try Ledger(try store())
        let calls = [("A", "13812345678"), ("B", "13987654321")].map { caseID, phone in
            { (transaction: Transaction) throws -> Void in
                try transaction.record("call", case: caseID, CallOffice.Call(fields: ["phone": .text(phone)]))
            }
        }
        _ = try ledger.commit(calls, now: setting.clock.now())
    }

    private var keys: KeyFolder { KeyFolder(setting.home, owner: "housing") }

    private func phones() throws -> [String: String] {
        try store().read { db in
            try Dictionary(
                uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT * FROM calls").map { ($0["case_id"], $0["phone"]) }
            )
        }
    }

    private func destroy(_ ship: @escaping (Store) async throws -> Void = { _ in }) async throws -> Destruction.Report {
        try await Destruction(setting: setting, office: CallOffice(), ship: ship).run(order)
    }

    @Test func theKeyGoesOnlyAfterTheJournalKnows() async throws {
        let keys = keys
        let seen = Mutex<[Int]>([])
        let report = try await destroy { store in
            #expect(try store.rotatedVersion() == 2)
            try seen.withLock { $0 = try keys.versions() }
        }
        #expect(seen.withLock { $0 } == [1, 2])
        #expect(try keys.versions() == [2])
        #expect(report.destroyed == ["A"])
        #expect(try phones() == ["A": "（已销毁）", "B": "13987654321"])
    }

    @Test func whatAStopLeftUndoneASecondRunCompletes() async throws {
        await #expect(throws: NoJournal.self) { try await destroy { _ in throw NoJournal() } }
        #expect(try keys.versions() == [1, 2])
        let report = try await destroy()
        #expect(report.destroyed == [], "it stands in the log already")
        #expect(try keys.versions() == [2])
        #expect(try phones() == ["A": "（已销毁）", "B": "13987654321"])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: setting.home.store("housing")))
        #expect(bytes.range(of: Data("13812345678".utf8)) == nil)
        #expect(bytes.range(of: Data("13987654321".utf8)) != nil)
    }

    @Test func aKeyThatWasMadeAndNotUsedIsNotMissed() async throws {
        try keys.make(2)
        _ = try await destroy()
        #expect(try keys.versions() == [3])
        #expect(try phones()["B"] == "13987654321")
    }

    @Test func attachmentsAndOldCopiesGoToo() async throws {
        let folder = setting.home.files("housing")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let copy = setting.home.store("housing") + ".before-rebuild-1"
        for path in ["\(folder)/dead", "\(folder)/other", copy] {
            try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        }
        let report = try await destroy()
        #expect(report.files == 1)
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/dead"))
        #expect(FileManager.default.fileExists(atPath: "\(folder)/other"))
        #expect(!FileManager.default.fileExists(atPath: copy))
    }

    @Test func theFolderOfKeysIsItsOwnersAlone() throws {
        let file = "\(setting.home.keys("housing"))/1.key"
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try FileManager.default.removeItem(atPath: file)
        #expect(throws: StoreError.keysLost(version: 1)) { try store() }
    }
}
