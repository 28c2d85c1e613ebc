import Casework
import EventStore
import Foundation
import RabbitMQ
import Testing

@testable import Fleet

extension FleetLive {
    /// Any queue may be lost: it is a cache (issue 2, Show 5; design rule Q).
    @Suite struct QueueLossLive {
        @Test func casesEndAlthoughEveryQueueWasDeletedByHand() async throws {
            let fleet = try LiveFleet.here()
            let queues =
                ["intake", "reports"]
                + ["coordinator", "police", "justice", "civil-affairs", "housing"].map { "assignments.\($0)" }
            var cases: [String] = []
            for _ in 0..<2 { cases.append(try await fleet.open()) }
            var gone: [String] = []
            try await fleet.play(cases, within: .seconds(120)) { done in
                guard done.isMultiple(of: 3), gone.count < queues.count else { return }
                let queue = queues[gone.count]
                gone.append(queue)
                try await fleet.session("operator") { _ = try await $0.deleteQueue(queue) }
            } until: {
                for id in cases where try await !fleet.isClosed(id) { return false }
                return true
            }
            #expect(gone == queues)
            // The intake works again too.
            try await fleet.until("a case is taken in") { () -> Bool? in
                let intake = try await fleet.session("operator") { try await $0.inspectQueue("intake") }
                return intake.consumers > 0 ? true : nil
            }
            _ = try await fleet.open()
        }

        @Test func aJournalDeletedByHandIsWholeAgain() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.session("operator") { session in
                for owner in ["coordinator", "police"] { try await session.deleteQueue("journal.\(owner)") }
            }
            // What is saved meanwhile is safe once the stream is there again, and the old records with it.
            try await fleet.close(id)
            for owner in ["coordinator", "police"] {
                try await fleet.until("the journal of \(owner) holds everything") { () -> Bool? in
                    guard let entries = try await fleet.status(owner)["entries"]?.integer, entries > 0 else {
                        return nil
                    }
                    let records = try await fleet.journal(owner)
                    let numbers = Set(records.flatMap(\.entries).map(\.n))
                    return numbers.isSuperset(of: 1...entries) ? true : nil
                }
            }
            // Both were started again for it, and not held to have failed.
            let said = try String(contentsOfFile: fleet.home.log("supervisor"), encoding: .utf8)
            for owner in ["coordinator", "police"] {
                #expect(said.contains("\(owner): ended (exit code 0), starting again in 0.0 s"))
            }
        }
    }
}

extension LiveFleet {
    /// The records of an owner's journal, read with its own login.
    func journal(_ owner: String) async throws -> [JournalRecord] {
        try await session(owner) { session in
            try await session.collect(
                "journal.\(owner)",
                offset: .first,
                atMost: .seconds(10),
                idle: .milliseconds(300)
            )
        }.filter { $0.properties.type == "huiban.journal.v1" }.map { try JournalRecord.decode($0.body) }
    }
}
