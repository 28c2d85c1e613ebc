import Casework
import Contracts
import EventStore
import Fleet
import GRDB
import HTTPTypes
import Testing

@testable import Coordinator

@Suite("Too much that waits to be sent")
struct CongestionTests {
    private let bench: CoordinatorBench

    init() throws {
        bench = try CoordinatorBench(congestion: Congestion(most: 3))
        let (office, calendar) = (bench.office, bench.calendar)
        try commit {
            try office.library.take(office.loaded, $0)
            try office.calendars.take(calendar, $0)
        }
    }

    private func commit<T>(sent: [Int64] = [], _ work: @escaping (Transaction) throws -> T) throws -> T {
        var value: T?
        let now = try #require(Instant("2023-04-27T09:00:00+08:00"))
        let (_, results) = try bench.ledger.commit([{ value = try work($0) }], now: now, sent: sent)
        for case .failed(let error) in results { throw error }
        return try #require(value)
    }

    private func submit(_ number: Int) throws -> Receipt {
        let (office, submission) = (bench.office, try bench.submission(number))
        return try commit { try office.intake.submit(submission, $0) }
    }

    private func waiting() throws -> [Int64] {
        try bench.store.read { try Outbox.next(after: 0, safe: .max >> 12, limit: 10_000, in: $0) }.map(\.id)
    }

    @Test func aNewCaseIsToldToComeAgainAndIsTakenWhenLessWaits() throws {
        // A short outbox is counted only now and then.
        var taken = 0
        var answer = try submit(1)
        while answer.disposition == .accepted {
            taken += 1
            answer = try submit(taken + 1)
        }
        #expect(taken <= 64)
        #expect(answer.disposition == .rejected && answer.problems.map(\.code) == ["BUSY"])
        #expect(answer.retryAfter == 60 && answer.caseID == nil)
        // Who asks again for what was taken is told which case it is.
        #expect(try submit(1).disposition == .duplicate)
        let cases = try bench.store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM cases") }
        #expect(cases == taken)

        let sent = try waiting()
        try commit(sent: sent) { _ in }
        #expect(try submit(taken + 1).disposition == .accepted)
    }

    @Test func overHTTPItIsToldWhenToComeAgain() async throws {
        // More than fewer than nothing: always.
        let people = DoorBench.people + ["suggestions-system"]
        let door = try DoorBench("coordinator", people: people, congestion: Congestion(most: -1))
        let office = try #require(door.coordinator)
        _ = try await door.engine.commit { try office.library.take(office.loaded, $0) }
        let submission = try bench.submission(1)
        try await door.test { caller in
            let body = String(decoding: JSONText.write(submission.data), as: UTF8.self)
            let busy = try await caller.call(.post, "/cases", as: "suggestions-system", body)
            #expect(busy.status == 503, "\(busy.text)")
            #expect(busy.headers[.retryAfter] == "60")
            let receipt = JSONText.value(Array(busy.text.utf8)).subject
            #expect(receipt?["disposition"] == "rejected" && receipt?["retryAfter"] == 60)
        }
    }
}
