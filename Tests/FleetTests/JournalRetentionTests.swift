import ArgumentParser
import Casework
import EventStore
import Foundation
import Testing

@testable import Fleet
@testable import huiban

/// A journal whose beginning the broker dropped, because it was told for how long to keep it.
@Suite struct JournalRetentionTests {
    private let temporary: TemporaryHome
    private let store: Store
    private let entries: [Entry]
    private let journal = PaperJournal()

    init() throws {
        temporary = try TemporaryHome()
        store = try Store(owner: "housing", path: temporary.home.store("housing"), folds: [])
        let ledger = try Ledger(store)
        for number in 1...9 {
            _ = try ledger.commit([{ try $0.record("noted", case: "", number) }], now: Instant(milliseconds: 0))
        }
        entries = try store.entries(after: 0, limit: 99)
    }

    @Test func whatWasDroppedIsNotShippedAgainAndTheStartGoesOn() async throws {
        journal.hold(entries)
        journal.cut(4)
        #expect(try await journal.recovery.safePosition(of: store) == 9)
        #expect(try journal.entries.map(\.n) == [5, 6, 7, 8, 9])
        #expect(try await journal.recovery.beginning() == JournalBeginning(n: 5, isCut: true))
    }

    @Test func aJournalThatWasDeletedIsShippedAgain() async throws {
        journal.hold(Array(entries[4...]))
        #expect(try await journal.recovery.beginning() == JournalBeginning(n: 5, isCut: false))
        #expect(try await journal.recovery.safePosition(of: store) == 9)
        #expect(try journal.entries.map(\.n) == [5, 6, 7, 8, 9] + (1...9))
    }

    @Test func anEmptyJournalBeginsNowhere() async throws {
        #expect(try await journal.recovery.beginning() == nil)
        journal.hold(entries)
        journal.cut(10)
        #expect(try await journal.recovery.beginning() == nil, "what marks are left are no entries")
    }

    @Test func aLostFileIsNoticedAndNeedsABackup() async throws {
        journal.hold(entries)
        journal.cut(4)
        let lost = try Store(owner: "housing", path: temporary.home.store("lost"), folds: [])
        await #expect(throws: StoreError.fileBehindJournal(owner: "housing", file: 0, journal: 9)) {
            try await journal.recovery.safePosition(of: lost)
        }
        let error = await #expect(throws: StoreError.self) {
            try await journal.recovery.replay(into: try Ledger(lost))
        }
        #expect(error == .gap(owner: "housing", n: 1))
        #expect(error?.description.contains("huiban rebuild housing --from DIR") == true)
    }

    @Test func theDoctorIsRedWhereNeitherJournalNorBackupHasAnEntry() {
        func found(_ begin: Int64, _ reach: Int64?, isOurs: Bool = true) -> Finding {
            let log = reach.map {
                VerifiedBackups.Log(n: $0, epoch: 1, chain: "", folder: "/b", verifiedAt: Instant(milliseconds: 0))
            }
            return JournalChecks.finding("housing", begin: begin, log, isOurs: isOurs)
        }
        let well = [found(1, nil), found(1, 3, isOurs: false), found(5, 4), found(5, 40)]
        #expect(well.map(\.health) == [.well, .well, .well, .well])
        #expect(well[2].detail.en == "from entry 5 on; the verified back-up reaches 4")

        let short = found(5, 3)
        #expect(short.health == .ill)
        #expect(
            short.detail.en
                == """
                begins at entry 5, and the last verified back-up ends at 3: entries 4 to 4 are in the file alone and are \
                lost with it
                """
        )
        #expect(short.advice?.en == "huiban backup DIR && huiban backup verify DIR")
        let none = found(5, nil)
        #expect(none.health == .ill)
        #expect(none.detail.zh == "从第 5 条起，没有核验过的备份：第 1 至 4 条只在数据文件里，文件丢了就没有了")
        let strange = found(5, 40, isOurs: false)
        #expect(strange.health == .ill)
        #expect(strange.detail.en.contains("the verified back-up /b is one of another log"))
    }

    @Test func howLongJournalsAreKeptIsSaidInDays() throws {
        #expect(try JournalKeep(word: "30d").age == "30D")
        #expect(try JournalKeep(word: "all").age == "1000Y")
        for word in ["30", "0d", "d", "-1d", "30D", "36501d", "1.5d", "all d", ""] {
            #expect(throws: ValidationError.self) { try JournalKeep(word: word) }
        }
    }

    @Test func theDefinitionsKeepEverythingUntilSomebodySaysOtherwise() throws {
        func policies(_ age: String?) throws -> [Value] {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().path
            let files = NodeFiles(
                home: temporary.home,
                installation: Installation(executables: "", root: root),
                ports: FleetFile.Ports(amqp: 1, distribution: 2, nameServer: 3, control: 4),
                certificates: nil,
                journalKeep: age
            )
            return try files.definitions()["policies"]?.list ?? []
        }
        let shipped = try policies(nil)
        #expect(try shipped.allSatisfy { try "journal.police".firstMatch(of: Regex($0["pattern"]?.text ?? "")) == nil })
        let kept = try policies("30D")
        #expect(Array(kept.dropLast()) == shipped)
        #expect(kept.last?["definition"] == ["max-age": "30D"])
        #expect(try "journal.police".firstMatch(of: Regex(kept.last?["pattern"]?.text ?? "")) != nil)
    }
}
