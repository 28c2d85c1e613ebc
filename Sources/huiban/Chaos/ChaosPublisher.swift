import Casework
import Contracts
import Fleet
import RabbitMQ
import Synchronization

/// The publishing system: sends its matters, keeps asking until it has a receipt for each, and never loses count.
final class ChaosPublisher: Sendable {
    /// A message without a receipt.
    private struct Pending: Sendable {
        let externalID: String
        let body: [UInt8]
        let kind: String
        /// When it is sent again.
        var again: ContinuousClock.Instant
    }

    private struct State {
        /// By message id.
        var pending: [String: Pending] = [:]
        var tokens: [UInt64: String] = [:]
        var nextToken: UInt64 = 1
        var published = 0
        var withdrawals: Set<String> = []
    }

    static let user = "suggestions"
    private static let replies = "reply.\(user).chaos"

    private let run: ChaosRun
    private let state = Mutex(State())
    private let publisher = Mutex<Publisher?>(nil)
    private let consumer = Mutex<Consumer?>(nil)
    private let clock: FleetClock

    init(run: ChaosRun) throws {
        self.run = run
        clock = try FleetClock(home: run.fleet.home)
    }

    /// Sound matters that were published so far.
    var published: Int { state.withLock { $0.published } }
    /// Messages without a receipt.
    var unanswered: [String] { state.withLock { $0.pending.keys.sorted() } }

    /// Connects, with a queue for the receipts that outlives every connection.
    func start() async throws {
        let endpoint = try Endpoint(Credentials(home: run.fleet.home).brokerURL(of: ChaosPublisher.user))
        let options = ConnectionOptions(
            endpoints: [endpoint],
            name: "chaos",
            backoff: Backoff(first: .milliseconds(100), most: .seconds(2))
        )
        _ = try await Session.with(options) { session in try await session.declareQueue(ChaosPublisher.replies) }
        let publisher = Publisher(options: options) { [self] token, outcome in settle(token, outcome) }
        let consumer = Consumer(
            options: options,
            subscriptions: [Subscription(queue: ChaosPublisher.replies)],
            onDelivery: { [self] delivery in
                receive(delivery)
                _ = self.consumer.withLock { $0 }?.settle([Settlement(tag: delivery.tag, .ack)])
            }
        )
        self.publisher.withLock { $0 = publisher }
        self.consumer.withLock { $0 = consumer }
        publisher.start()
        consumer.start()
    }

    func stop() async {
        await publisher.withLock { $0 }?.stop()
        await consumer.withLock { $0 }?.stop()
    }

    /// Publishes as fast as the people at their desks can follow, until `isEnough`; then asks on until every message has
    /// its receipt.
    func work(isEnough: () -> Bool) async {
        var number = 0
        while run.phase != .over {
            if run.phase == .load, !isEnough(), run.waiting < 100, published - run.registered < 150 {
                for _ in 0..<10 {
                    number += 1
                    submit(number)
                }
            }
            sendAgain()
            await run.pause(.milliseconds(50))
        }
    }

    /// Takes a case back.
    func withdraw(_ externalID: String) {
        guard state.withLock({ $0.withdrawals.insert(externalID).inserted }) else { return }
        send("case.withdraw", .caseWithdraw, externalID, ["externalId": .text(externalID), "reason": "代表撤回建议"])
    }

    private func submit(_ number: Int) {
        let externalID = "CHAOS-\(run.dice.seed)-\(number)"
        let isSound = !run.dice.oneIn(60, externalID, "unsound")
        run.note { $0.intend(externalID, isSound: isSound) }
        if isSound { state.withLock { $0.published += 1 } }
        let data = ChaosPublisher.data(externalID, title: Fate.title(externalID), isSound: isSound)
        send("case.submit", .caseSubmit, externalID, data)
        // A publisher that does not know whether it has sent something sends it again.
        if run.dice.oneIn(15, externalID, "twice") { send("case.submit.again", .caseSubmit, externalID, data) }
        // The same number for another matter: at most one of the two becomes a case.
        if isSound, run.dice.oneIn(40, externalID, "conflict") {
            let other = ChaosPublisher.data(externalID, title: "另一件事 \(externalID)", isSound: true)
            send("case.submit.other", .caseSubmit, externalID, other)
        }
    }

    private static func data(_ externalID: String, title: String, isSound: Bool) -> Value {
        var fields: [String: Value] = [
            "suggestionNo": "20230333", "title": .text(title), "text": "建议加强行业监管、健全多元调解。",
            "leadDeputy": "代表甲", "coSigners": [], "meeting": "recess", "leadUnit": "housing",
            "coHandlers": ["police", "justice", "civilAffairs"], "districtCode": "420100", "channel": "deputy",
            "receivedAt": "2023-04-20T09:10:00+08:00",
        ]
        if !isSound { fields["districtCode"] = "420101" }
        return [
            "caseType": "deputy-suggestion", "externalId": .text(externalID), "title": .text(title),
            "fields": .object(fields),
        ]
    }

    private func send(_ kind: String, _ type: MessageType, _ externalID: String, _ data: Value) {
        let envelope = Envelope(
            id: MessageID.make(source: ChaosPublisher.user, subject: externalID, kind: kind),
            source: ChaosPublisher.user,
            type: type,
            time: clock.now(),
            data: data
        )
        let pending = Pending(externalID: externalID, body: envelope.bytes, kind: kind, again: .now + .seconds(15))
        state.withLock { $0.pending[envelope.id] = pending }
        publish(envelope.id, pending)
    }

    private func sendAgain() {
        let now = ContinuousClock.now
        let due = state.withLock { state in
            let due = state.pending.filter { $0.value.again <= now }
            for id in due.keys { state.pending[id]?.again = now + .seconds(15) }
            return due
        }
        for (id, pending) in due { publish(id, pending) }
    }

    private func publish(_ id: String, _ pending: Pending) {
        let token = state.withLock { state in
            let token = state.nextToken
            state.nextToken += 1
            state.tokens[token] = pending.externalID
            return token
        }
        let publication = Publication(
            token: token,
            exchange: "huiban.intake",
            routingKey: "\(ChaosPublisher.user).deputy-suggestion",
            properties: MessageProperties(
                contentType: Envelope.contentType,
                correlationID: id,
                replyTo: ChaosPublisher.replies,
                messageID: id,
                userID: ChaosPublisher.user
            ),
            body: pending.body
        )
        _ = publisher.withLock { $0 }?.submit([publication])
    }

    private func settle(_ token: UInt64, _ outcome: PublishOutcome) {
        guard let externalID = state.withLock({ $0.tokens.removeValue(forKey: token) }) else { return }
        // What was refused is sent again when its time has come, as what was lost is.
        if outcome == .confirmed { run.note { $0.confirm(externalID) } }
    }

    private func receive(_ delivery: Delivery) {
        guard let receipt = JSONText.value(delivery.body).subject?["data"],
            let id = delivery.properties.correlationID ?? receipt["messageId"]?.text,
            let disposition = receipt["disposition"]?.text
        else { return }
        let externalID =
            state.withLock { $0.pending.removeValue(forKey: id)?.externalID }
            ?? receipt["externalId"]?.text
        guard let externalID else { return }
        // A conflict names the case of the other matter, which is the same intent's.
        run.note { $0.receive(externalID, disposition, caseID: receipt["caseId"]?.text) }
    }
}
