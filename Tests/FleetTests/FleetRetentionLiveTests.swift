import Casework
import Contracts
import EventStore
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// A journal of which the broker has really dropped the beginning (issue 7).
    @Suite(.serialized) struct RetentionLive {
        /// The project's contracts and topology, but that the journal of the police is kept in small pieces, and few of them.
        private func topology() throws -> String {
            let own = try LiveFleet.here().contracts
            let root = "\(NSTemporaryDirectory())/huiban-root-\(UInt32.random(in: 0 ... .max))"
            let files = FileManager.default
            try files.createDirectory(atPath: "\(root)/ops", withIntermediateDirectories: true)
            try files.copyItem(atPath: own, toPath: "\(root)/contracts")
            try files.copyItem(atPath: "\(own)/../ops/rabbitmq", toPath: "\(root)/ops/rabbitmq")
            let path = "\(root)/ops/rabbitmq/definitions.json"
            guard case .object(var members) = try DurableFile.read(Value.self, from: path) else {
                throw CocoaError(.fileReadCorruptFile)
            }
            let small: Value = [
                "vhost": "/", "name": "small", "pattern": "^journal\\.police$", "apply-to": "queues",
                "priority": 20,
                "definition": ["max-length-bytes": 40_000, "stream-max-segment-size-bytes": 8_000],
            ]
            members["policies"] = .list((members["policies"]?.list ?? []) + [small])
            try DurableFile.write(json: Value.object(members), to: path)
            return root
        }

        @Test func theDoctorAsksForABackupAndTheFileComesBackFromIt() async throws {
            var fleet = try LiveFleet.prepare()
            let root = try topology()
            defer { unlinked(root) }
            fleet.root = root
            do {
                try await fleet.up("--jump", "--start", "2023-04-27T08:30", "--journal-keep", "30d")
                try await loseTheBeginning(of: fleet)
            } catch {
                await fleet.end()
                throw error
            }
            await fleet.end()
        }

        private func unlinked(_ root: String) {
            do { try FileManager.default.removeItem(atPath: root) } catch { Issue.record(error) }
        }

        /// What the doctor says of the journal of the police.
        private func diagnosis(_ fleet: LiveFleet) async throws -> String {
            let ended = try await fleet.huiban(["doctor", "--home", fleet.home.path, "--lang", "en"])
            let lines = ended.output.split(separator: "\n")
            return String(try #require(lines.first { $0.contains("journal of police") }, "\(ended)"))
        }

        private func loseTheBeginning(of fleet: LiveFleet) async throws {
            let home = ["--home", fleet.home.path, "--lang", "en"]
            let journal = try JournalReader(owner: "police", home: fleet.home)
            #expect(try await diagnosis(fleet).contains("✓ journal of police"))
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.until("the broker drops the beginning", within: .seconds(90)) { () -> Bool? in
                _ = try await fleet.bring(try await fleet.open(), to: "opinions.police")
                return try await journal.beginning()?.isCut == true ? true : nil
            }
            let red = try await diagnosis(fleet)
            #expect(red.contains("✗ journal of police") && red.contains("no back-up was verified"), "\(red)")

            // The next start finds file and journal well, and does not ship again what was dropped.
            try await fleet.down()
            try await fleet.up()
            #expect(try await journal.beginning()?.isCut == true)
            let policies = try await fleet.huiban(["broker", "ctl", "--home", fleet.home.path, "--", "list_policies"])
            #expect(policies.output.contains(#"{"max-age":"30D"}"#), "\(policies)")

            let folder = fleet.home.path("backup-\(UUID().uuidString)")
            #expect(try await fleet.huiban(["backup", folder] + home).status == 0)
            #expect(try await diagnosis(fleet).contains("✗"), "one that nobody verified is none")
            let verified = try await fleet.huiban(["backup", "verify", folder] + home)
            #expect(verified.status == 0, "\(verified)")
            let green = try await diagnosis(fleet)
            #expect(green.contains("✓") && green.contains("the verified back-up reaches"), "\(green)")
            _ = try await fleet.bring(try await fleet.open(), to: "opinions.police")
            let audit = try await fleet.huiban(["audit", "verify", "--back-up", folder] + home)
            #expect(audit.status == 0 && audit.output.contains("the journal is the same from entry"), "\(audit)")

            try await fleet.down()
            let path = fleet.home.store("police")
            for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
            let alone = try await fleet.huiban(["rebuild", "police"] + home)
            #expect(alone.status == 1 && alone.complaint.contains("rebuild police --from DIR"), "\(alone)")
            #expect(!FileManager.default.fileExists(atPath: path))
            let rebuilt = try await fleet.huiban(["rebuild", "police", "--from", folder] + home)
            #expect(rebuilt.status == 0, "\(rebuilt)")
            try await fleet.up()
            try await fleet.close(id)
        }
    }
}
