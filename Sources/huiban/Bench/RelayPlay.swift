import Casework
import Contracts
import Fleet
import Foundation
import RabbitMQ
import Synchronization

/// Publishes cases that go through the four agencies, and sees from outside when each has ended.
final class RelayPlay: Sendable {
    private struct State {
        var published: [Int: ContinuousClock.Instant] = [:]
        /// When the stream of the world said that a case had closed, and which case it was.
        var closed: [Int: (at: ContinuousClock.Instant, caseID: String)] = [:]
        var confirmed = 0
        var refused = 0
    }

    private let fleet: PlayedFleet
    private let options: ConnectionOptions
    private let clock: FleetClock
    private let state = Mutex(State())
    private let consumer = Mutex<Consumer?>(nil)

    private static let user = "suggestions"
    /// So many cases may be on their way at a time: a full desk, not an endless one.
    private static let window = 2000
    /// With the envelope a message comes to about a kilobyte.
    private static let text = String(repeating: "建议加强行业监管。", count: 12)

    init(fleet: PlayedFleet) throws {
        self.fleet = fleet
        clock = try FleetClock(home: fleet.home)
        let endpoint = try Endpoint(Credentials(home: fleet.home).brokerURL(of: Self.user))
        options = ConnectionOptions(endpoints: [endpoint], name: "bench")
    }

    /// The case of each number that has closed.
    var cases: [Int: String] { state.withLock { $0.closed.mapValues(\.caseID) } }

    /// Begins to read what the world is told.
    func start() {
        let consumer = Consumer(
            options: options,
            subscriptions: [Subscription(queue: "case-events", arguments: ["x-stream-offset": .text("first")])],
            onDelivery: { [self] delivery in
                read(delivery)
                _ = self.consumer.withLock { $0 }?.settle([Settlement(tag: delivery.tag, .ack)])
            }
        )
        self.consumer.withLock { $0 = consumer }
        consumer.start()
    }

    func stop() async { await consumer.withLock { $0 }?.stop() }

    /// Publishes cases as fast as the fleet ends them, or at a steady rate, and waits until all have ended.
    ///
    /// - Returns: seconds from the first message to the last end.
    func play(
        _ numbers: ClosedRange<Int>,
        _ way: RelayWorkflow.Way = .byRule,
        perSecond rate: Int? = nil
    ) async throws -> Double {
        let publisher = Publisher(options: options) { [self] _, outcome in
            state.withLock { if outcome == .confirmed { $0.confirmed += 1 } else { $0.refused += 1 } }
        }
        publisher.start()
        let begun = ContinuousClock.now
        var next = numbers.lowerBound
        while next <= numbers.upperBound {
            let most: Int
            if let rate {
                most = Int(ContinuousClock.now.seconds(since: begun) * Double(rate)) + numbers.lowerBound - next
            } else {
                most = Self.window - underWay
            }
            let last = min(next + most - 1, next + 499, numbers.upperBound)
            if last >= next {
                publish(next...last, way, through: publisher)
                next = last + 1
            } else {
                try await Task.sleep(for: .milliseconds(2))
            }
        }
        try await untilClosed(numbers)
        await publisher.stop(waitingAtMost: .seconds(5))
        return state.withLock { state in
            numbers.compactMap { state.closed[$0]?.at }.max().map { $0.seconds(since: begun) } ?? 0
        }
    }

    /// Seconds from the message to the end, by case.
    func latencies(of numbers: ClosedRange<Int>) -> [Double] {
        state.withLock { state in
            numbers.compactMap { number in
                guard let from = state.published[number], let to = state.closed[number]?.at else { return nil }
                return to.seconds(since: from)
            }
        }
    }

    private var underWay: Int { state.withLock { $0.published.count - $0.closed.count } }

    private func untilClosed(_ numbers: ClosedRange<Int>) async throws {
        var (known, since) = (-1, ContinuousClock.now)
        while true {
            let (closed, refused) = state.withLock { state in
                (numbers.count { state.closed[$0] != nil }, state.refused)
            }
            if closed == numbers.count { return }
            if closed != known { (known, since) = (closed, .now) }
            guard refused == 0, ContinuousClock.now.seconds(since: since) < 60 else {
                throw fleet.voice.stop(
                    .refused,
                    zh: "\(numbers.count) 件中只办结 \(closed) 件，\(refused) 件未被接收。",
                    en: "Of \(numbers.count) cases \(closed) have ended; \(refused) were not taken."
                )
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func publish(_ numbers: ClosedRange<Int>, _ way: RelayWorkflow.Way, through publisher: Publisher) {
        let (now, time) = (clock.now(), ContinuousClock.now)
        state.withLock { state in for number in numbers { state.published[number] = time } }
        publisher.submit(numbers.map { Self.publication($0, way, at: now) })
    }

    private static func publication(_ number: Int, _ way: RelayWorkflow.Way, at now: Instant) -> Publication {
        let envelope = envelope(number, way, at: now)
        return Publication(
            token: UInt64(number),
            exchange: "huiban.intake",
            routingKey: "\(Self.user).\(way.rawValue)",
            properties: MessageProperties(
                contentType: Envelope.contentType,
                messageID: envelope.id,
                userID: Self.user
            ),
            body: envelope.bytes
        )
    }

    /// The message that brings a case.
    static func envelope(_ number: Int, _ way: RelayWorkflow.Way, at now: Instant) -> Envelope {
        let externalID = Self.externalID(number)
        let data: Value = [
            "caseType": .text(way.rawValue), "externalId": .text(externalID), "title": .text("接力\(number)"),
            "fields": [
                "text": .text(Self.text), "districtCode": "420102", "channel": "transfer",
                "receivedAt": "2023-04-20T09:10:00+08:00",
            ],
        ]
        return Envelope(
            id: MessageID.make(source: Self.user, subject: externalID, kind: "case.submit"),
            source: Self.user,
            type: .caseSubmit,
            time: now,
            data: data
        )
    }

    private static let prefix = "RELAY-"
    static func externalID(_ number: Int) -> String { "\(prefix)\(number)" }

    private func read(_ delivery: Delivery) {
        let now = ContinuousClock.now
        for event in JSONText.value(delivery.body).subject?["data"]?["events"]?.list ?? []
        where event["kind"]?.text == CaseEvent.Kind.closed.rawValue {
            guard let name = event["externalId"]?.text, name.hasPrefix(Self.prefix),
                let number = Int(name.dropFirst(Self.prefix.count)), let caseID = event["caseId"]?.text
            else { continue }
            state.withLock { state in if state.closed[number] == nil { state.closed[number] = (now, caseID) } }
        }
    }
}
