import Casework
import Contracts
import EventStore
import Foundation
import GRDB
import Testing

@testable import Fleet

extension FleetLive {
    /// Back-ups, their proof, and files that come back from them (issue 7, Shows 2 and 4).
    @Suite(.serialized) struct BackupLive {
        private static let owners = ["civil-affairs", "coordinator", "housing", "justice", "police"]

        /// Makes a back-up while cases keep coming in; gives the cases.
        private func backUp(_ fleet: LiveFleet, in folder: String) async throws -> [String] {
            let first = try await fleet.open()
            let load = Task {
                var cases: [String] = []
                repeat { cases.append(try await fleet.open()) } while !Task.isCancelled
                return cases
            }
            defer { load.cancel() }
            let made = try await fleet.huiban(["backup", folder, "--home", fleet.home.path, "--lang", "en"])
            #expect(made.status == 0, "\(made)")
            load.cancel()
            return try await [first] + load.value
        }

        private func audit(_ fleet: LiveFleet, _ folder: String) async throws -> (status: Int32, reports: [Value]) {
            let ended = try await fleet.huiban(
                ["audit", "verify", "--back-up", folder, "--json", "--home", fleet.home.path]
            )
            let reports = try #require(JSONText.value(Array(ended.output.utf8)).subject?.list, "\(ended)")
            return (ended.status, reports)
        }

        /// Changes the last byte of an entry's body in a file that its process has open.
        private func change(_ n: Int64, in path: String) throws {
            var configuration = Configuration()
            configuration.busyMode = .timeout(10)
            try DatabaseQueue(path: path, configuration: configuration).write { db in
                var body = try #require(try Data.fetchOne(db, sql: "SELECT body FROM log WHERE n = ?", arguments: [n]))
                body[body.endIndex - 1] ^= 1
                try db.execute(sql: "UPDATE log SET body = ? WHERE n = ?", arguments: [body, n])
            }
        }

        @Test func aBackupUnderLoadIsVerifiedAndAChangedByteIsNamed() async throws {
            let fleet = try LiveFleet.here()
            let folder = fleet.home.path("backup-\(UUID().uuidString)")
            let home = ["--home", fleet.home.path, "--lang", "en"]
            let cases = try await backUp(fleet, in: folder)
            #expect(cases.count > 1)
            let again = try await fleet.huiban(["backup", folder] + home)
            #expect(again.status == 1)
            #expect(again.complaint.contains("Nothing was changed"), "\(again)")

            let verified = try await fleet.huiban(["backup", "verify", folder] + home)
            #expect(verified.status == 0, "\(verified)")
            for owner in BackupLive.owners { #expect(verified.output.contains("✓ \(owner): "), "\(verified)") }

            // Something comes after the back-up, and nothing is written while an entry is changed.
            _ = try await fleet.bring(cases[0], to: "opinions.police")
            try await fleet.until("the fleet waits for people alone") {
                try await fleet.ask("coordinator", "GET", "/quiet").body["isQuiet"] == true ? true : nil
            }
            let whole = try await audit(fleet, folder)
            #expect(whole.status == 0, "\(whole.reports)")
            #expect(whole.reports.compactMap { $0["owner"]?.text }.sorted() == BackupLive.owners)
            #expect(whole.reports.allSatisfy { $0["journal"]?.integer != nil }, "\(whole.reports)")

            let n = try Backup(at: folder).file(of: "coordinator").n / 2
            let file = fleet.home.store("coordinator")
            try change(n, in: file)
            let found = try await audit(fleet, folder)
            try change(n, in: file)
            #expect(found.status == 1)
            for report in found.reports {
                let owner = report["owner"]?.text ?? ""
                #expect(report["difference"]?["n"]?.integer == (owner == "coordinator" ? n : nil), "\(report)")
            }
            let difference = found.reports.first { $0["owner"]?.text == "coordinator" }?["difference"]
            let verdicts = (difference?["findings"]?.list ?? []).map {
                "\($0["place"]?.text ?? "") \($0["entry"]?["isWhole"] == true)"
            }
            #expect(verdicts == ["file false", "journal true", "backup true"])
            #expect(try await audit(fleet, folder).status == 0, "the byte is what it was")
        }

        @Test func aLostFileComesBackFromTheBackupAndTheJournalBehindIt() async throws {
            let fleet = try LiveFleet.here()
            let folder = fleet.home.path("backup-\(UUID().uuidString)")
            let early = try await fleet.open()
            _ = try await fleet.bring(early, to: "opinions.police")
            let id = try await backUp(fleet, in: folder)[0]
            // What the police get of it comes after the back-up.
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.down()
            let path = fleet.home.store("police")
            let end = try LogFile(path: path).end()
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }

            let rebuild = ["rebuild", "police", "--from", folder, "--json", "--home", fleet.home.path]
            let rebuilt = try await fleet.huiban(rebuild)
            #expect(rebuilt.status == 0, "\(rebuilt)")
            #expect(rebuilt.complaint.isEmpty, "a program gets the result and nothing else")
            let outcome = try #require(JSONText.value(Array(rebuilt.output.utf8)).subject, "\(rebuilt)")
            let base = try Backup(at: folder).file(of: "police").n
            #expect(outcome["fromBackup"]?.integer == base)
            #expect(base > 0 && base < end.n)
            #expect(outcome["chain"]?.text == end.chain.hex)
            let now = try LogFile(path: path).end()
            #expect((now.n, now.epoch) == (end.n + 1, end.epoch + 1), "a new life has begun")
            try await fleet.up()
            try await fleet.close(id)
            #expect(try await audit(fleet, folder).status == 0)
        }
    }
}
