import Casework
import Contracts
import EventStore
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// A case that goes to somebody who has no fleet, and is checked there (issue 7, item 5).
    @Suite(.serialized) struct ExportLive {
        /// Runs `huiban case verify` as somebody does who has the file and nothing else.
        private func verify(_ fleet: LiveFleet, _ words: String...) async throws -> LiveFleet.Ended {
            try await fleet.huiban(["case", "verify", "--home", "/nonexistent", "--lang", "en"] + words)
        }

        private func export(_ fleet: LiveFleet, _ id: String, to path: String) async throws -> LiveFleet.Ended {
            try await fleet.huiban(["case", "export", id, "--out", path, "--home", fleet.home.path, "--lang", "en"])
        }

        @Test func anExportedCaseIsCheckedWithoutTheFleetAndAChangedSignIsNamed() async throws {
            let fleet = try LiveFleet.here()
            let others = [try await fleet.open(), try await fleet.open()]
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            let first = fleet.home.path("first-\(UUID().uuidString).json")
            #expect(try await export(fleet, id, to: first).status == 0)
            let again = try await export(fleet, id, to: first)
            #expect(again.status == 1 && again.complaint.contains("left as it is"), "\(again)")

            let data = try Data(contentsOf: URL(fileURLWithPath: first))
            let exported = try JSONDecoder().decode(CaseExport.self, from: data)
            #expect(exported.entries.contains { $0.body.contains(#""\u0073ealed:"#) }, "names stay sealed")
            #expect(exported.history.count > 3)
            #expect(!others.contains { String(decoding: data, as: UTF8.self).contains($0) })
            let alone = try await verify(fleet, first)
            #expect(alone.status == 0 && alone.output.contains("not proven"), "\(alone)")

            var changed = exported
            changed.entries[2].body = changed.entries[2].body.replacing("2023", with: "2024")
            let forged = fleet.home.path("forged-\(UUID().uuidString).json")
            try DurableFile.write(json: changed, to: forged)
            let refused = try await verify(fleet, forged)
            #expect(refused.status == 1, "\(refused)")
            #expect(refused.output.contains("entry 3 of the file (\(exported.entries[2].n) of the log)"), "\(refused)")

            // With the log of a back-up, and with what somebody else kept, more is proven.
            _ = try await fleet.bring(id, to: "draft")
            let later = fleet.home.path("later-\(UUID().uuidString).json")
            #expect(try await export(fleet, id, to: later).status == 0)
            let folder = fleet.home.path("backup-\(UUID().uuidString)")
            #expect(try await fleet.huiban(["backup", folder, "--home", fleet.home.path]).status == 0)
            for copy in [folder, "\(folder)/coordinator.sqlite", first] {
                let compared = try await verify(fleet, later, "--against", copy)
                #expect(compared.status == 0 && compared.output.contains("no others"), "\(copy): \(compared)")
            }
            var short = try JSONDecoder().decode(CaseExport.self, from: Data(contentsOf: URL(fileURLWithPath: later)))
            let lost = short.entries.removeLast()
            try DurableFile.write(json: short, to: forged)
            #expect(try await verify(fleet, forged).status == 0, "a run that was left out shows in no file alone")
            let missing = try await verify(fleet, forged, "--against", folder)
            #expect(missing.status == 1, "\(missing)")
            #expect(missing.output.contains("(\(lost.n) of the log) is missing"), "\(missing)")
        }

        @Test func aCaseIsExportedByTheSupervisionOfficeAloneAndWhatIsNoExportIsToldSo() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let command = ["case", "export", id, "--home", fleet.home.path, "--lang", "en", "--as"]
            // The police have a task in it, and yet an entry as it stands holds more than they may see.
            _ = try await fleet.bring(id, to: "opinions.police")
            let stranger = try await fleet.huiban(command + ["police-wang"])
            #expect(stranger.status == 1 && stranger.complaint.contains("ROLE_MISSING"), "\(stranger)")
            let reader = try await fleet.huiban(command + ["coordinator-fang"])
            #expect(reader.status == 0, "\(reader)")
            let export = JSONText.value(Array(reader.output.utf8)).subject
            #expect(export?["by"]?.text == "coordinator-fang")

            let path = fleet.home.path("none-\(UUID().uuidString).json")
            for (text, status) in [("{}", Int32(1)), ("[", 2), (#"{"format":"huiban.case-export.v1"}"#, 1)] {
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
                let told = try await verify(fleet, path)
                #expect(told.status == status && !told.complaint.isEmpty, "\(text): \(told)")
            }
            #expect(try await verify(fleet, "\(path).gone").status == 2)
        }
    }
}
