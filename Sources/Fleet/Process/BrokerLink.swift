import EventStore
import Logging
import RabbitMQ
import Synchronization

/// A process's two connections: one consumes and acknowledges, one publishes and is confirmed (amqp notes 0.6).
final class BrokerLink: Outlet, Sendable {
    private struct Tokens {
        var next: UInt64 = 1
        var waiting: [UInt64: Parcel.Token] = [:]
    }

    private let tokens = Mutex(Tokens())
    private let publisher = Mutex<Publisher?>(nil)
    private let consumer = Mutex<Consumer?>(nil)
    private let standing = Mutex(BrokerStanding())
    private let options: ConnectionOptions
    private let log: Logger

    init(options: ConnectionOptions, log: Logger) {
        self.options = options
        self.log = log
    }

    /// How the two connections stand now.
    var condition: BrokerStanding { standing.withLock { $0 } }

    /// To subscribe anew costs a few frames; not to notice that a queue has fallen silent would cost everything.
    static let longestSilence = Duration.seconds(15)

    func startPublishing(engine: Engine) {
        var publishing = options.named("publish")
        publishing.lease = Lease.queue(of: engine.office.owner)
        let publisher = Publisher(
            options: publishing,
            onOutcome: { [self] token, outcome in settle(token, outcome, engine) },
            onEvent: { [self] event in note(event, of: .publish) }
        )
        publisher.start()
        self.publisher.withLock { $0 = publisher }
    }

    func startConsuming(queues: [String], engine: Engine) {
        standing.withLock { $0.mustHear(queues) }
        let consumer = Consumer(
            options: options.named("consume"),
            subscriptions: queues.map {
                Subscription(queue: $0, prefetch: 500, longestSilence: BrokerLink.longestSilence)
            },
            onDelivery: { [self] delivery in
                engine.deliver(RawMessage(delivery)) { [self] settlement in
                    _ = self.consumer.withLock { $0 }?.settle([Settlement(tag: delivery.tag, Self.verdict(settlement))])
                }
            },
            onEvent: { [self] event in note(event, of: .consume) }
        )
        self.consumer.withLock { $0 = consumer }
        consumer.start()
    }

    /// Drops the consuming socket: unacknowledged messages go back in their order (amqp notes 0.5).
    func stopConsuming() async { await consumer.withLock { $0 }?.stop() }

    func stopPublishing() async { _ = await publisher.withLock { $0 }?.stop(waitingAtMost: .seconds(1)) }

    func send(_ parcels: [Parcel]) {
        guard !parcels.isEmpty else { return }
        let publications = tokens.withLock { tokens in
            parcels.map { parcel in
                let token = tokens.next
                tokens.next += 1
                tokens.waiting[token] = parcel.token
                return Publication(token: token, parcel.message)
            }
        }
        _ = publisher.withLock { $0 }?.submit(publications)
    }

    private func settle(_ token: UInt64, _ outcome: PublishOutcome, _ engine: Engine) {
        guard let parcel = tokens.withLock({ $0.waiting.removeValue(forKey: token) }) else { return }
        if case .refused(let reason, _) = outcome {
            log.warning("the broker refused a message", metadata: ["reason": "\(reason)"])
        }
        engine.settled(parcel, ParcelOutcome(outcome))
    }

    private static func verdict(_ settlement: Engine.Settlement) -> Settlement.Verdict {
        switch settlement {
        case .acknowledge: .ack
        case .reject: .reject
        }
    }

    private func note(_ event: ConnectionEvent, of connection: BrokerStanding.Connection) {
        standing.withLock { $0.note(event, of: connection) }
        log.info("broker connection", metadata: ["connection": "\(connection)", "event": "\(event)"])
    }
}

extension ParcelOutcome {
    /// What the broker's word means for a parcel.
    init(_ outcome: PublishOutcome) {
        switch outcome {
        case .confirmed: self = .confirmed
        case .refused(let reason, _):
            switch reason {
            case .returned, .notFound: self = .unroutable(reason: "\(reason)")
            case .nacked, .accessRefused, .tooLarge, .preconditionFailed, .malformed, .protocolRefused, .unconfirmed:
                self = .refused(reason: "\(reason)")
            }
        }
    }
}

extension RawMessage {
    fileprivate init(_ delivery: Delivery) {
        self.init(
            queue: delivery.queue,
            exchange: delivery.exchange,
            routingKey: delivery.routingKey,
            contentType: delivery.properties.contentType,
            messageID: delivery.properties.messageID,
            type: delivery.properties.type,
            correlationID: delivery.properties.correlationID,
            replyTo: delivery.properties.replyTo,
            userID: delivery.properties.userID,
            isRedelivered: delivery.redelivered,
            body: delivery.body,
            oversized: delivery.oversized
        )
    }
}

extension ConnectionOptions {
    /// The same for another connection of a process.
    func named(_ part: String) -> ConnectionOptions {
        var options = self
        options.name += ".\(part)"
        return options
    }
}

extension Publication {
    /// A message as it is published, under a number of the link's own.
    init(token: UInt64, _ message: Outgoing) {
        self.init(
            token: token,
            exchange: message.exchange,
            routingKey: message.routingKey,
            mandatory: message.mandatory,
            properties: MessageProperties(
                contentType: message.contentType,
                correlationID: message.correlationID,
                messageID: message.messageID,
                type: message.type
            ),
            body: message.body
        )
    }
}
