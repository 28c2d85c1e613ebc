import Casework
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// A late step that goes to another agency, in a fleet whose contracts say so.
    @Suite(.serialized) struct HandingOnLive {
        /// The project's contracts, but that nobody waits for a lead who does not talk with the deputies.
        private func contracts() throws -> String {
            let own = try LiveFleet.here().contracts
            let root = "\(NSTemporaryDirectory())/huiban-root-\(UInt32.random(in: 0 ... .max))"
            let files = FileManager.default
            try files.createDirectory(atPath: "\(root)/ops", withIntermediateDirectories: true)
            try files.copyItem(atPath: own, toPath: "\(root)/contracts")
            try files.copyItem(atPath: "\(own)/../ops/rabbitmq", toPath: "\(root)/ops/rabbitmq")
            let path = "\(root)/contracts/workflows/deputy-suggestion.yaml"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let term = "    needs: assign\n    within: 20wd\n"
            try #require(text.contains(term))
            let handed = "\(term)    overdue: {reassign: civil-affairs/bureau, within: 3wd}\n"
            try text.replacingOccurrences(of: term, with: handed).write(toFile: path, atomically: true, encoding: .utf8)
            return root
        }

        @Test func itsOldDeskIsToldAndTheNewOneEndsIt() async throws {
            var fleet = try LiveFleet.prepare()
            let root = try contracts()
            defer { unlinked(root) }
            fleet.root = root
            do {
                try await fleet.up("--jump", "--start", "2023-04-27T08:30")
                try await playHandingOn(fleet)
            } catch {
                await fleet.end()
                throw error
            }
            await fleet.end()
        }

        private func unlinked(_ root: String) {
            do { try FileManager.default.removeItem(atPath: root) } catch { Issue.record(error) }
        }

        private func playHandingOn(_ fleet: LiveFleet) async throws {
            let id = try await fleet.open()
            let contact = try await fleet.bring(id, to: "contact")
            // The opinions are there; the draft waits for the contact alone.
            try await fleet.play([id], leave: { $0.step == "contact" }) {
                let tasks = try await fleet.tasks(of: id).filter { $0.step == "opinions" }
                return tasks.count == 3 && tasks.allSatisfy { $0.state == "ended" }
            }
            #expect(contact.agency == "housing")
            try await fleet.jump(to: try #require(contact.due) + 1)
            let old = try #require(try await fleet.find("contact", 1, in: id))
            #expect(old.state == "revoked" && old.isBreached)
            let new = try #require(try await fleet.find("contact", 2, in: id))
            #expect(new.agency == "civil-affairs" && new.state == "open")
            try await fleet.until("the old desk is told") { () -> Bool? in
                let reply = try await fleet.ask("housing", "GET", "/tasks/\(old.id)", as: "housing-li")
                return reply.body["task"]?["state"] == "closed" && reply.body["rulings"]?.texts == ["handed-on"]
                    ? true : nil
            }
            let (person, detail) = try await fleet.until("the new desk has it") { try await fleet.opened(new) }
            let history = try await fleet.read("/cases/\(id)/history").list ?? []
            let sentences = history.filter { $0["fact"] == "reassigned" }.compactMap { $0["zh"]?.text }
            #expect(sentences.count == 1)
            #expect(sentences.first?.hasPrefix("房管局逾期,“沟通代表”改交民政局办理,期限") == true)
            let explained = try await fleet.huiban(
                ["sla", "explain", "\(id)/contact", "--as", "coordinator-luo", "--home", fleet.home.path]
            )
            #expect(explained.output.contains(old.id) && explained.output.contains(new.id))
            let answer = try #require(LiveFleet.answer(detail, LiveFleet.Choice()))
            #expect(try await fleet.act("complete", on: new.id, as: person, answer).status == 200)
            try await fleet.until("the draft is open") { try await fleet.find("draft", in: id) }
            #expect(try await fleet.find("contact", 2, in: id)?.state == "ended")
        }
    }
}
