import Casework
import EventStore
import Foundation
import GRDB
import Logging
import Testing

@testable import Fleet

/// A back-up in its folder, and a file that comes back from it and the journal behind it.
@Suite struct BackupTests {
    private let temporary: TemporaryHome
    private let setting: Setting
    private var home: Home { temporary.home }
    private var folder: String { home.path("back-up") }
    private let noon = Instant(milliseconds: 1_682_568_000_000)

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
        try call("A", "13812345678")
        try call("B", "13987654321")
    }

    private func store(_ path: String? = nil) throws -> Store {
        try setting.store(at: path ?? home.store("housing"), of: CallOffice())
    }

    private func call(_ caseID: String, _ phone: String) throws {
        let work: (Transaction) throws -> Void = {
            try $0.record("call", case: caseID, CallOffice.Call(fields: ["phone": .text(phone)]))
        }
        let (_, results) = try Ledger(try store()).commit([work], now: setting.clock.now())
        for case .failed(let error) in results { throw error }
    }

    private func entries() throws -> [Entry] { try store().entries(after: 0, limit: 99) }

    private func phones(in store: Store) throws -> [String] {
        try store.read { try String.fetchAll($0, sql: "SELECT phone FROM calls ORDER BY case_id") }
    }

    private func made(_ name: String = "back-up") throws -> Backup {
        try Backup.make(of: home, owners: ["housing"], in: home.path(name), madeAt: noon)
    }

    /// A file that is made of a back-up and a journal.
    private func rebuilt(_ backup: Backup, _ journal: PaperJournal) async throws -> Store {
        let ledger = try Ledger(try store(home.store("rebuilt-\(UUID().uuidString)")))
        try backup.replay("housing", into: ledger)
        try await journal.recovery.replay(into: ledger)
        return ledger.store
    }

    @Test func theManifestSaysWhereTheCopyEndsAndNoKeyIsInTheFolder() throws {
        let end = try store().end()
        let backup = try made()
        #expect(try Backup(at: folder).manifest == backup.manifest, "it is read as it was written")
        let file = try backup.file(of: "housing")
        #expect(file.n == end.n)
        #expect(file.chain == end.chain.hex)
        #expect(backup.manifest.madeAt == noon)
        #expect(backup.faults(of: file) == [])
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["housing.sqlite", "manifest.json"])
        for (name, mode) in [("", 0o700), ("/housing.sqlite", 0o600), ("/manifest.json", 0o600)] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + name)
            #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/housing.sqlite"))
        #expect(bytes.range(of: Data("13812345678".utf8)) == nil)
    }

    @Test func aFolderWithSomethingInItIsLeftAlone() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/mine"))
        #expect(throws: BackupError.notEmpty(folder: folder)) { try made() }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["mine"])
    }

    @Test func aBackupThatCannotBeFinishedLeavesNothing() throws {
        #expect(throws: StoreError.self) {
            try Backup.make(of: home, owners: ["housing", "police"], in: folder, madeAt: noon)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        #expect(throws: BackupError.noManifest(folder: folder, reason: nil)) { try Backup(at: folder) }
    }

    @Test func aByteThatWasChangedInItIsNamedByItsEntry() throws {
        let backup = try made()
        let queue = try DatabaseQueue(path: "\(folder)/housing.sqlite")
        try queue.write { try $0.execute(sql: "UPDATE log SET at = at + 1 WHERE n = 2") }
        try queue.close()
        let faults = backup.faults(of: try backup.file(of: "housing"))
        #expect(faults.contains(.flaw(.altered(n: 2))))
        #expect(faults.contains(.contentChanged))
        let ledger = try Ledger(try store(home.store("rebuilt")))
        #expect(throws: BackupError.unfit(owner: "housing", faults: faults)) {
            try backup.replay("housing", into: ledger)
        }
        #expect(ledger.end.n == 0, "it was not used")
        unlink("\(folder)/housing.sqlite")
        #expect(backup.faults(of: try backup.file(of: "housing")) == [.fileMissing])
    }

    @Test func aFileComesBackFromTheBackupAndTheJournalBehindIt() async throws {
        let backup = try made()
        try call("C", "13500000000")
        let journal = PaperJournal()
        // The journal had lost its beginning after the back-up was made.
        journal.hold(try entries().filter { $0.n > backup.manifest.files[0].n })
        let rebuilt = try await rebuilt(backup, journal)
        #expect(try rebuilt.end() == store().end())
        #expect(try phones(in: rebuilt) == ["13812345678", "13987654321", "13500000000"])
    }

    @Test func aWholeJournalContinuesItAsWell() async throws {
        let backup = try made()
        try call("C", "13500000000")
        let journal = PaperJournal()
        journal.hold(try entries())
        #expect(try await rebuilt(backup, journal).end() == store().end())
    }

    @Test func aReplayTellsHowFarItHasComeOfWhatTheJournalHolds() async throws {
        let backup = try made()
        let base = try store().end().n
        try call("C", "13500000000")
        try call("D", "13600000000")
        let end = try store().end().n
        let journal = PaperJournal()
        journal.hold(try entries())
        #expect(try await journal.recovery.tail()?.n == end)
        let ledger = try Ledger(try store(home.store("rebuilt")))
        var noted: [Int64] = []
        try backup.replay("housing", into: ledger) { noted.append($0) }
        #expect(noted == [base])
        try await journal.recovery.replay(into: ledger) { noted.append($0) }
        // The journal is read once for its epochs, and what it has of the back-up's entries brings nothing on either.
        let reading = Array(repeating: base, count: Int(end))
        #expect(Array(noted.dropFirst()) == reading + (1...end).map { max(base, $0) })
    }

    @Test func aBackupAloneGivesWhatItHolds() async throws {
        let backup = try made()
        let rebuilt = try await rebuilt(backup, PaperJournal())
        #expect(try rebuilt.end() == store().end())
    }

    @Test func theHomeKnowsUpToWhichEntryABackupWasVerified() throws {
        #expect(try VerifiedBackups(of: home) == VerifiedBackups())
        let early = try made("early")
        try call("C", "13500000000")
        let late = try made("late")
        var verified = VerifiedBackups()
        verified.add(late, at: noon)
        try verified.write(to: home)
        #expect(try VerifiedBackups(of: home) == verified)
        let log = try #require(verified.logs["housing"])
        let end = try store().end()
        #expect(log.n == end.n && log.epoch == end.epoch && log.chain == end.chain.hex)
        #expect(log.folder == home.path("late") && log.verifiedAt == noon)
        verified.add(early, at: noon)
        #expect(verified.logs["housing"] == log, "an older one does not make the newer one worse")
    }

    @Test func aGapBehindTheBackupIsRefused() async throws {
        let backup = try made()
        try call("C", "13500000000")
        try call("D", "13600000000")
        let journal = PaperJournal()
        let n = backup.manifest.files[0].n
        journal.hold(try entries().filter { $0.n > n + 1 })
        await #expect(throws: StoreError.gap(owner: "housing", n: n + 1)) { try await rebuilt(backup, journal) }
    }

    @Test func anotherStoryInTheJournalIsRefused() async throws {
        let backup = try made()
        let n = backup.manifest.files[0].n
        var last = try #require(try entries().last)
        last.chain = Chain.start
        let journal = PaperJournal()
        journal.hold([last])
        await #expect(throws: StoreError.backupDiverged(owner: "housing", n: n)) {
            try await rebuilt(backup, journal)
        }
    }

    @Test func whatWasDestroyedSinceComesBackFromNoBackup() async throws {
        let backup = try made()
        let order = DestructionOrder(cases: ["A"], by: "housing-zhao", second: "housing-li", reason: "期满")
        _ = try await Destruction(setting: setting, office: CallOffice(), ship: { _ in }).run(order)
        let journal = PaperJournal()
        journal.hold(try entries())
        let rebuilt = try await rebuilt(backup, journal)
        #expect(try phones(in: rebuilt) == ["（已销毁）", "13987654321"])
        // Alone it has the keys of its day only, which are gone.
        await #expect(throws: StoreError.keysLost(version: 1)) { try await self.rebuilt(backup, PaperJournal()) }
        let later = try await self.rebuilt(try made("later"), PaperJournal())
        #expect(try phones(in: later) == ["（已销毁）", "13987654321"], "one of afterwards has the keys of today")
    }

    @Test func itsTablesAreFoldedByTheKeysOfTheHomeAndComparedWithThoseOfItsDay() throws {
        let backup = try made()
        try call("C", "13500000000")
        let file = try backup.file(of: "housing")
        let ledger = try Ledger(try setting.scratchStore(of: CallOffice()))
        try backup.replay("housing", into: ledger)
        try ledger.finishReplay()
        #expect(try ledger.store.tables(differingFrom: file.tables) == [])
        #expect(Set(file.tables.keys) == ["calls", "case_keys"])
        #expect(try phones(in: ledger.store) == ["13812345678", "13987654321"])
    }

    @Test func withoutKeysNoneAreMade() throws {
        let backup = try made()
        let keys = home.keys("housing")
        try FileManager.default.removeItem(atPath: keys)
        let ledger = try Ledger(try setting.scratchStore(of: CallOffice()))
        try backup.replay("housing", into: ledger)
        #expect(throws: StoreError.keysLost(version: 1)) { try ledger.finishReplay() }
        #expect(!FileManager.default.fileExists(atPath: keys))
    }
}
