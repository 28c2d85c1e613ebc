import Casework
import Contracts
import EventStore
import Foundation
import GRDB
import RabbitMQ
import Testing

@testable import Fleet

extension FleetLive {
    /// An old file that turns up again after another one was made of its journal (design rule J).
    @Suite(.serialized) struct EpochLive {
        /// What would be the next entry of a log.
        private func next(after end: LogEnd, epoch: Int64, kind: String) -> Entry {
            var entry = Entry(
                n: end.n + 1,
                epoch: epoch,
                at: Instant(milliseconds: 1_682_568_000_000),
                kind: kind,
                caseID: "",
                body: Array("{\"epoch\":\(epoch)}".utf8),
                chain: []
            )
            entry.chain = Chain.next(after: end.chain, entry)
            return entry
        }

        private func move(_ source: String, _ target: String) throws {
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: source + suffix) {
                try FileManager.default.moveItem(atPath: source + suffix, toPath: target + suffix)
            }
        }

        @Test func anOldFileThatIsStartedAfterARebuildStopsAndKeepsItsEntries() async throws {
            let fleet = try LiveFleet.here()
            let home = ["--home", fleet.home.path, "--lang", "en"]
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.down()
            let path = fleet.home.store("police")
            let end = try LogFile(path: path).end()
            // The lost disk has an entry that never came to the journal.
            let lost = fleet.home.path("lost.sqlite")
            try move(path, lost)
            let own = next(after: end, epoch: end.epoch, kind: "noted")
            try await DatabaseQueue(path: lost).write { db in
                try db.execute(
                    sql: "INSERT INTO log (n, epoch, at, kind, case_id, body, chain) VALUES (?, ?, ?, ?, '', ?, ?)",
                    arguments: [own.n, own.epoch, own.at.milliseconds, own.kind, Data(own.body), Data(own.chain)]
                )
            }
            let rebuilt = try await fleet.huiban(["rebuild", "police"] + home)
            #expect(rebuilt.status == 0 && rebuilt.output.contains("epoch \(end.epoch + 1) begins"), "\(rebuilt)")
            try await fleet.up()
            try await fleet.down()

            let good = fleet.home.path("good.sqlite")
            try move(path, good)
            try move(lost, path)
            let refused = try await fleet.huiban(["up", "--detach"] + home)
            #expect(refused.status == 1)
            #expect(refused.complaint.contains("Entries \(own.n) to \(own.n) are in this file alone"), "\(refused)")
            #expect(try fleet.process("police").state == .givenUp)
            #expect(try LogFile(path: path).end().chain == own.chain, "nothing was overwritten")

            try await fleet.down()
            try move(path, lost)
            try move(good, path)
            try await fleet.up()
            try await fleet.close(id)
        }

        @Test func aProcessThatRunsStopsWhenItsJournalGoesOnInANewerEpoch() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            let path = fleet.home.store("police")
            let end = try LogFile(path: path).end()
            let begun = next(after: end, epoch: end.epoch + 1, kind: "epoch.begun")
            let outcome = try await fleet.session("police") { session in
                try await session.publish(
                    Publication(
                        token: 1,
                        exchange: "huiban.journal",
                        routingKey: "police",
                        properties: MessageProperties(messageID: "elsewhere", type: "huiban.journal.v1"),
                        body: JournalRecord(owner: "police", entries: [begun]).encode()
                    )
                )
            }
            #expect(outcome == .confirmed)
            try await fleet.until("the police give up") { () -> Bool? in
                try fleet.process("police").state == .givenUp ? true : nil
            }
            #expect(try LogFile(path: path).end().epoch == end.epoch, "nothing was taken over")
            let said = try String(contentsOfFile: fleet.home.log("police"), encoding: .utf8)
            #expect(said.contains("huiban rebuild police"))

            try await fleet.down()
            let rebuilt = try await fleet.huiban(["rebuild", "police", "--json", "--home", fleet.home.path])
            #expect(rebuilt.status == 0, "\(rebuilt)")
            let value = try #require(JSONText.value(Array(rebuilt.output.utf8)).subject, "\(rebuilt)")
            #expect(value["epoch"]?.integer == end.epoch + 2)
            #expect(value["entries"]?.integer == begun.n)
            try await fleet.up()
            try await fleet.close(id)
        }
    }
}
