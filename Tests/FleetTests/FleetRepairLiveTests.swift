import Casework
import Contracts
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
