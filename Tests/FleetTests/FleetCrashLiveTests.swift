import Casework
import Contracts
import Foundation
import RabbitMQ
import Testing

@testable import Fleet

extension FleetLive {
    /// Processes that die at any moment (issue 2, Show 5).
    @Suite struct CrashLive {
        @Test func casesEndWithoutGapOrDoubleAlthoughEachProcessWasKilledOnce() async throws {
            let fleet = try LiveFleet.here()
            let victims = ["police", "housing", "coordinator", "justice", "civil-affairs", "broker"]
            var cases: [String] = []
            for _ in 0..<3 { cases.append(try await fleet.open()) }
            var killed: [String] = []
            let restarts = try victims.dropLast().map { try fleet.process($0).restarts }
            try await fleet.play(cases, within: .seconds(150)) { done in
                guard done.isMultiple(of: 4), killed.count < victims.count else { return }
                try fleet.kill(victims[killed.count])
                killed.append(victims[killed.count])
            } until: {
                for id in cases where try await !fleet.isClosed(id) { return false }
                return true
            }
            #expect(killed == victims)
            for (victim, before) in zip(victims, restarts) {
                try await fleet.until("\(victim) was started again") {
                    try fleet.process(victim).restarts > before ? true : nil
                }
            }
            let letters = try await fleet.letters()
            #expect(letters == (1...letters.count).map { "武房函〔2023〕\($0)号" })
            for id in cases {
                #expect(letters.contains(try #require(try await fleet.find("sign-off", in: id)?.document)))
            }
            try await fleet.hasGaplessEvents(cases)
        }
    }
}

extension LiveFleet {
    /// Kills a process, or the broker's node, at once.
    func kill(_ victim: String) throws {
        let file = try #require(try FleetFile.read(from: home))
        let identity = victim == "broker" ? file.broker.node : file.process(victim)?.identity
        try #require(identity, "\(victim) does not run").signal(SIGKILL)
    }

    /// Reads the world's stream from its beginning as an integrator and finds every event of every case, once.
    func hasGaplessEvents(_ cases: [String]) async throws {
        try await until("the events of \(cases)") { () -> Bool? in
            let messages = try await session("suggestions") { session in
                try await session.collect("case-events", offset: .first, atMost: .seconds(20), idle: .milliseconds(500))
            }
            var events: [String: [Int: Contracts.CaseEvent]] = [:]
            for message in messages {
                let envelope = try #require(Wire.read(body: message.body).subject)
                for event in try #require(envelope.payload(CaseEvents.self).subject).events {
                    // The same number is the same event: said again, never changed.
                    if let known = events[event.caseID]?[event.number] { #expect(known == event) }
                    events[event.caseID, default: [:]][event.number] = event
                }
            }
            guard cases.allSatisfy({ id in events[id]?.values.contains { $0.kind == .closed } ?? false }) else {
                return nil
            }
            for (id, ofCase) in events {
                #expect(ofCase.keys.sorted() == Array(1...ofCase.count), "\(id)")
                #expect(ofCase[1]?.kind == .opened, "\(id)")
            }
            return true
        }
    }
}
