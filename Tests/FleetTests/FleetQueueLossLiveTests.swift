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
            _ = try await fleet.until("a case is taken in") {
                try await fleet.session("operator") { try await $0.inspectQueue("intake").consumers > 0 ? true : nil }
            }
            _ = try await fleet.open()
        }
    }
}
