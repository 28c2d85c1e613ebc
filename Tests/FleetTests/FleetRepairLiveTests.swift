import Casework
import Contracts
import EventStore
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// Files that are folded again, lost and rebuilt (issue 2, Shows 6 and 7).
    @Suite(.serialized) struct RepairLive {
        static let owners = [
            ("coordinator", "Coordinator"), ("police", "PoliceWorker"), ("justice", "JusticeWorker"),
            ("civil-affairs", "CivilAffairsWorker"), ("housing", "HousingWorker"),
        ]

        @Test func everyFoldedTableIsWhatTheLogSays() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.down()
            for (owner, executable) in RepairLive.owners {
                let ended = try await fleet.worker(executable, "--refold")
                #expect(ended.status == 0, "\(owner): \(ended.complaint)")
                let outcome = try #require(JSONText.value(Array(ended.output.utf8)).subject, "\(ended.output)")
                #expect(outcome["owner"]?.text == owner)
                #expect(outcome["different"] == [], "\(owner)")
                #expect(try #require(outcome["entries"]?.integer) > 0, "\(owner)")
            }
            try await fleet.up()
            try await fleet.close(id)
        }

        @Test func whatIsDestroyedIsInNoFileAndComesBackFromNoJournal() async throws {
            // A fleet of its own: its clock goes on by thirty years.
            let fleet = try LiveFleet.prepare()
            do {
                try await fleet.up("--jump", "--start", "2023-04-27T08:30")
                try await destroy(in: fleet)
            } catch {
                await fleet.end()
                throw error
            }
            await fleet.end()
        }

        private func destroy(in fleet: LiveFleet) async throws {
            let (doomed, kept) = (try await fleet.open(), try await fleet.open())
            try await fleet.close(doomed)
            let home = ["--home", fleet.home.path, "--lang", "en"]
            let jumped = try await fleet.huiban(["clock", "jump", "2055-01-02T09:00"] + home)
            #expect(jumped.status == 0, "\(jumped)")
            try await fleet.down()
            let people = ["--as", "coordinator-fang", "--second", "coordinator-luo", "--reason", "期满"]
            let alone = ["--as", "coordinator-fang", "--second", "coordinator-fang", "--reason", "期满"]
            let destroy = ["retention", "destroy", "--by", "2055-01-01"] + home
            #expect(try await fleet.huiban(destroy + alone).complaint.contains("TWO_PEOPLE"))
            // The second run finds nothing more to do.
            for _ in 1...2 {
                let ended = try await fleet.huiban(destroy + people)
                #expect(ended.status == 0, "\(ended)")
            }
            for (owner, executable) in RepairLive.owners {
                #expect(try KeyFolder(fleet.home, owner: owner).versions() == [2], "\(owner)")
                let refolded = try await fleet.worker(executable, "--refold")
                #expect(refolded.status == 0, "\(owner): \(refolded.output)")
            }
            let rebuilt = try await fleet.huiban(["rebuild", "coordinator"] + home)
            #expect(rebuilt.status == 0, "\(rebuilt)")
            #expect(rebuilt.complaint.contains(/coordinator: \d+ of \d+ entries/), "\(rebuilt)")
            try await fleet.up()
            for (id, isDestroyed) in [(doomed, true), (kept, false)] {
                let detail = try await fleet.ask("coordinator", "GET", "/cases/\(id)", as: "coordinator-luo").body
                #expect(detail["fields"]?["leadDeputy"] == (isDestroyed ? "（已销毁）" : "代表甲"), "\(detail)")
            }
        }

        @Test func afterTheBrokersDataIsGoneEverybodyAgreesAgainAndTheCaseEnds() async throws {
            // A fleet of its own: whoever keeps a queue open by hand would be cut off.
            let fleet = try LiveFleet.prepare()
            do {
                try await fleet.up("--jump", "--start", "2023-04-27T08:30")
                try await loseTheBroker(of: fleet)
            } catch {
                await fleet.end()
                throw error
            }
            await fleet.end()
        }

        private func loseTheBroker(of fleet: LiveFleet) async throws {
            let reconcile = ["reconcile", "--home", fleet.home.path, "--lang", "en"]
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.down()
            #expect(try await fleet.huiban(reconcile).status == 3)
            try FileManager.default.removeItem(atPath: "\(fleet.home.path)/broker/data")
            try await fleet.up()
            let agreed = try await fleet.huiban(reconcile)
            #expect(agreed.status == 0 && agreed.output.contains("All agree."), "\(agreed)")
            #expect(agreed.output.split(separator: "\n").count { $0.hasPrefix("✓ ") } == 5, "\(agreed)")
            let entries = try await fleet.journal("coordinator").flatMap(\.entries)
            #expect(entries.first?.n == 1)
            let metrics = try await fleet.ask("coordinator", "GET", "/metrics").text
            #expect(metrics.contains("# TYPE huiban_said_again_total counter"))
            #expect(metrics.contains("huiban_unechoed{process=\"coordinator\"} 0.0"), "\(metrics)")
            // Three opinions and the lead's contact wait; the case's own clock is not counted beside them.
            #expect(metrics.contains("huiban_clocks_open{process=\"coordinator\"} 4.0"), "\(metrics)")
            try await fleet.close(id)
        }

        @Test func aLostFileIsNoticedAtTheStartAndComesBackFromItsJournal() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.down()
            for suffix in ["", "-wal", "-shm"] { unlink(fleet.home.store("police") + suffix) }

            let refused = try await fleet.huiban(["up", "--detach", "--home", fleet.home.path, "--lang", "en"])
            #expect(refused.status == 1)
            #expect(refused.complaint.contains("huiban rebuild police"), "\(refused)")
            #expect(try fleet.process("police").state == .givenUp)

            let rebuilt = try await fleet.worker("PoliceWorker", "--rebuild")
            #expect(rebuilt.status == 0, "\(rebuilt.complaint)")
            try await fleet.up()
            try await fleet.close(id)
            #expect(try await fleet.find("opinions.police", in: id)?.outcome == "submitted")
        }
    }
}
