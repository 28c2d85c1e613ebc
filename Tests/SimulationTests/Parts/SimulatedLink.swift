import CaseworkTesting
import EventStore

@testable import Fleet
@testable import RabbitMQ

/// A process's two connections to the broker in memory: the real publishing ledger over one, deliveries over the other.
final class SimulatedLink {
    private let broker: MemoryBroker
    private let owner: String
    private let queues: [String]
    private let engine: Engine
    private let outlet: SimulatedOutlet
    private let time: SimulatedTime
    private let witness: Witness
    private var ledger = PublishLedger(window: 1000, patience: .seconds(86_400))
    private var tokens: [UInt64: Parcel.Token] = [:]
    private var nextToken: UInt64 = 1
    private var publishing: MemoryBroker.Connection
    private var consuming: MemoryBroker.Connection?
    private var opening = 0
    private var subscribed: Set<String> = []
    /// When something last came from a queue, the subscription's beginning included.
    private var heardAt: [String: Int64] = [:]
    private var unsettled: [UInt64: MemoryBroker.Delivery] = [:]
    private var delayed: [MemoryBroker.Delivery] = []
    private var isBlocked = false

    init(
        broker: MemoryBroker,
        engine: Engine,
        outlet: SimulatedOutlet,
        time: SimulatedTime,
        witness: Witness
    ) {
        self.broker = broker
        self.engine = engine
        owner = engine.office.owner
        queues = engine.office.queues
        self.outlet = outlet
        self.time = time
        self.witness = witness
        publishing = broker.connect(as: owner)
    }

    /// True when nothing of this process is on the wire.
    var isIdle: Bool { outlet.isEmpty && ledger.unresolved == 0 && unsettled.isEmpty }

    /// Begins to consume.
    func consume() { if consuming == nil { reopenConsuming() } }

    private func reopenConsuming() {
        consuming = broker.connect(as: owner)
        opening += 1
        subscribed = []
        unsettled = [:]
        delayed = []
        subscribe()
    }

    private func subscribe() {
        guard let consuming else { return }
        for queue in queues where !subscribed.contains(queue) && broker.isThere(queue) {
            broker.consume(queue, prefetch: 500, on: consuming)
            subscribed.insert(queue)
            heardAt[queue] = time.elapsed()
        }
    }

    /// Writes what waits to the broker.
    func publish(atMost limit: Int) {
        let parcels = outlet.takeParcels()
        let publications = parcels.map { parcel in
            defer { nextToken += 1 }
            tokens[nextToken] = parcel.token
            return Publication(token: nextToken, parcel.message)
        }
        tell(ledger.submit(publications))
        var count = 0
        if ledger.needsNewChannel {
            broker.renewChannel(on: publishing)
            ledger.channelRenewed()
        }
        while !isBlocked, count < limit, let next = ledger.next {
            _ = ledger.take(at: time.continuous)
            let message = MemoryBroker.Message(next)
            _ = broker.publish(message, isMandatory: next.mandatory, on: publishing)
            let arrived = !broker.isAlarmed && broker.isThere("reports")
            witness.published(message, by: owner, at: time.now(), arrived: arrived)
            count += 1
        }
    }

    /// Hears what the broker says of what was written.
    func hear() {
        for event in broker.events(on: publishing) {
            switch event {
            case .confirmed(let tag): tell(ledger.confirmed(tag: tag, multiple: false))
            case .nacked(let tag): tell(ledger.nacked(tag: tag, multiple: false))
            case .returned(let message, let code):
                ledger.returned(code: UInt16(code), text: "", InboundMessage(returned: message, code: UInt16(code)))
            case .channelClosed(let code, let text): tell(ledger.channelClosed(code: UInt16(code), text: text))
            case .blocked: isBlocked = true
            case .unblocked: isBlocked = false
            case .cancelled: break
            }
        }
    }

    /// Tells the broker what is settled.
    func acknowledge() {
        guard let consuming else { return }
        for settled in outlet.takeSettled() where settled.opening == opening {
            guard let delivery = unsettled.removeValue(forKey: settled.tag) else { continue }
            switch settled.settlement {
            case .acknowledge:
                broker.acknowledge(settled.tag, isMultiple: false, on: consuming)
                witness.acknowledged(delivery.message, from: delivery.queue)
            case .reject: broker.reject(settled.tag, requeues: false, on: consuming)
            }
        }
        for case .cancelled(let queue) in broker.events(on: consuming) { subscribed.remove(queue) }
        for queue in subscribed.sorted() where isTooSilent(queue) {
            broker.cancel(queue, on: consuming)
            subscribed.remove(queue)
        }
        subscribe()
    }

    /// As the real consumer does: nothing came for long and nothing is unsettled.
    private func isTooSilent(_ queue: String) -> Bool {
        Duration.milliseconds(time.elapsed() - (heardAt[queue] ?? 0)) >= BrokerLink.longestSilence
            && !unsettled.values.contains { $0.queue == queue }
    }

    /// Takes what the broker hands over; `disturb` may change the order or keep some for later.
    func receive(atMost limit: Int, _ disturb: (inout [MemoryBroker.Delivery]) -> [MemoryBroker.Delivery] = { _ in [] })
    {
        guard let consuming else { return }
        var deliveries = broker.deliveries(on: consuming, limit: limit)
        for delivery in deliveries {
            unsettled[delivery.tag] = delivery
            heardAt[delivery.queue] = time.elapsed()
        }
        if deliveries.isEmpty {
            deliveries = delayed
            delayed = []
        } else {
            delayed += disturb(&deliveries)
            // What a broker hands over in the order of its queue comes apart here, but no fence overtakes what lay before it.
            let fences = deliveries.filter(\.isFence)
            deliveries.removeAll(where: \.isFence)
            if delayed.isEmpty { deliveries += fences } else { delayed += fences }
        }
        for delivery in deliveries { hand(delivery) }
    }

    private func hand(_ delivery: MemoryBroker.Delivery) {
        let (opening, tag, outlet) = (opening, delivery.tag, outlet)
        engine.deliver(RawMessage(delivery)) { settlement in
            outlet.settle(SimulatedOutlet.Settled(opening: opening, tag: tag, settlement: settlement))
        }
    }

    /// The publishing socket is lost with everything the broker had not said.
    func losePublishing() {
        broker.drop(publishing)
        publishing = broker.connect(as: owner)
        isBlocked = false
        tell(ledger.disconnected(reason: nil))
    }

    /// The consuming socket is lost: what was not acknowledged comes again.
    func loseConsuming() {
        guard let consuming else { return }
        broker.drop(consuming)
        reopenConsuming()
    }

    /// A farewell, after which what was not acknowledged comes behind newer messages.
    func sayGoodbye() {
        guard let consuming else { return }
        for queue in subscribed.sorted() { broker.cancel(queue, on: consuming) }
        broker.close(consuming)
        reopenConsuming()
    }

    /// The kernel sends what a dead process had written.
    func flush() {
        acknowledge()
        publish(atMost: .max)
    }

    /// The process is gone, and its sockets with it.
    func vanish() {
        broker.drop(publishing)
        if let consuming { broker.drop(consuming) }
    }

    /// The node went down and came back: both sockets are gone.
    func reconnect() {
        losePublishing()
        if consuming != nil { loseConsuming() }
    }

    private func tell(_ resolutions: [PublishLedger.Resolution]) {
        for (token, outcome) in resolutions {
            guard let parcel = tokens.removeValue(forKey: token) else { continue }
            engine.settled(parcel, ParcelOutcome(outcome))
        }
    }
}

extension MemoryBroker.Message {
    init(_ publication: Publication) {
        let properties = publication.properties
        self.init(
            exchange: publication.exchange,
            routingKey: publication.routingKey,
            contentType: properties.contentType,
            messageID: properties.messageID,
            type: properties.type,
            correlationID: properties.correlationID,
            replyTo: properties.replyTo,
            body: publication.body
        )
    }
}

extension InboundMessage {
    fileprivate init(returned message: MemoryBroker.Message, code: UInt16) {
        self.init(
            channel: 1,
            source: .returned(code: code, text: ""),
            exchange: message.exchange,
            routingKey: message.routingKey,
            properties: MessageProperties(messageID: message.messageID),
            body: message.body,
            oversized: nil
        )
    }
}

extension RawMessage {
    fileprivate init(_ delivery: MemoryBroker.Delivery) {
        let message = delivery.message
        self.init(
            queue: delivery.queue,
            exchange: message.exchange,
            routingKey: message.routingKey,
            contentType: message.contentType,
            messageID: message.messageID,
            type: message.type,
            correlationID: message.correlationID,
            replyTo: message.replyTo,
            userID: message.userID,
            isRedelivered: delivery.isRedelivered,
            body: message.body
        )
    }
}

extension MemoryBroker.Delivery {
    /// Whether it is a process's question to itself how far it has read (promise 6).
    fileprivate var isFence: Bool { message.type == "huiban.fence.v1" }
}
