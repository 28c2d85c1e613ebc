import RabbitMQ

/// One connection of a consumer and one of a publisher, both with a broker that does as it pleases.
struct FramePlay {
    private var choices: ByteChoices
    private var router = FrameRouter(bodyLimit: 64)
    private var consumer: SubscriptionMachine
    private var ledger = PublishLedger(window: 8, patience: .seconds(5))
    private var now = ContinuousClock.now
    private var unsettled: [DeliveryTag] = []
    private var tokens: UInt64 = 0
    private var open: Set<UInt64> = []
    /// The machine gave the connection up, as it should after a violation.
    private(set) var isOver = false
    private(set) var broken: [String] = []

    init(_ bytes: [UInt8]) {
        choices = ByteChoices(bytes)
        let subscriptions = [
            Subscription(queue: "q", prefetch: 10, longestSilence: .seconds(60)),
            Subscription(queue: "s", prefetch: 10, arguments: ["x-stream-offset": "first"]),
        ]
        consumer = SubscriptionMachine(subscriptions, backoff: Backoff(), patience: .seconds(5), at: now)
    }

    mutating func run() {
        consumer.connected()
        act(on: consumer.turn(at: now))
        while !choices.isEmpty {
            let channel = UInt16(choices.choose(4))
            switch choices.choose(16) {
            case 0: route(.method(channel: channel, settlementOfBroker()))
            case 1: route(.method(channel: channel, answer()))
            case 2: route(.method(channel: channel, content()))
            case 3: route(.header(channel: channel, bodySize: choices.number(), properties()))
            case 4: route(.body(channel: channel, Array(repeating: 1, count: choices.choose(80))))
            case 5: route(.method(channel: channel, notice()))
            case 6: settle()
            case 7: pass()
            case 8: publish()
            case 9: reconnect()
            case let kind: route(.method(channel: channel, kind.isMultiple(of: 2) ? answer() : content()))
            }
        }
        let known = Set(ledger.unresolvedTokens)
        if known != open { broken.append("a publication was resolved twice or never: \(known) \(open)") }
        if ledger.unresolved != open.count { broken.append("the ledger counts \(ledger.unresolved) of \(open.count)") }
    }

    private mutating func route(_ frame: Frame) {
        for effect in router.route(frame) {
            act(on: consumer.handle(effect, at: now, chance: Double(choices.byte()) / 255))
            switch effect {
            case .confirmed(_, let tag, let multiple): resolve(ledger.confirmed(tag: tag, multiple: multiple))
            case .nacked(_, let tag, let multiple): resolve(ledger.nacked(tag: tag, multiple: multiple))
            case .message(let message):
                if case .returned(let code, let text) = message.source {
                    ledger.returned(code: code, text: text, message)
                }
                if message.body.count > 64 { broken.append("a body over the limit was kept") }
            case .channelClosed(_, let code, let text): resolve(ledger.channelClosed(code: code, text: text))
            case .connectionClosed(let code, let text): resolve(ledger.disconnected(reason: (code, text)))
            case .unblocked: ledger.unblocked(at: now)
            case .violated: isOver = true
            case .cancelled, .answered, .blocked, .send: break
            }
        }
    }

    private mutating func act(on actions: [SubscriptionMachine.Action]) {
        for action in actions {
            switch action {
            case .deliver(let delivery):
                unsettled.append(delivery.tag)
                _ = delivery.deliveryCount
            case .giveUp: isOver = true
            case .send(.consume(_, queue: "q", _, let arguments)):
                if !arguments.isEmpty { broken.append("a queue is asked for what only a stream has") }
            case .send, .report: break
            }
        }
    }

    private mutating func settle() {
        let verdict = [Settlement.Verdict.ack, .reject, .requeue][choices.choose(3)]
        let tags = unsettled.suffix(choices.choose(4) + 1)
        _ = consumer.settle(tags.map { Settlement(tag: $0, verdict) })
        while consumer.nextSettlement() != nil {}
    }

    private mutating func pass() {
        now += .milliseconds(Int(choices.number() % 100_000))
        act(on: consumer.turn(at: now))
        resolve(ledger.expire(at: now))
        if let next = consumer.nextTurn, next < now, !isOver { act(on: consumer.turn(at: now)) }
    }

    private mutating func publish() {
        tokens += 1
        open.insert(tokens)
        let publication = Publication(
            token: tokens,
            exchange: "",
            routingKey: "q",
            properties: properties(),
            body: Array(repeating: 1, count: choices.choose(80))
        )
        resolve(ledger.submit([publication]))
        if ledger.needsNewChannel { ledger.channelRenewed() }
        while ledger.next != nil { _ = ledger.take(at: now) }
    }

    private mutating func reconnect() {
        resolve(ledger.disconnected(reason: nil))
        consumer.disconnected(at: now, chance: 0)
        router = FrameRouter(bodyLimit: 64)
        isOver = false
        consumer.connected()
        pass()
    }

    private mutating func resolve(_ resolutions: [PublishLedger.Resolution]) {
        for resolution in resolutions where open.remove(resolution.token) == nil {
            broken.append("token \(resolution.token) was resolved twice")
        }
    }
}

extension FramePlay {
    private mutating func settlementOfBroker() -> Method {
        let tag = choices.number()
        let multiple = choices.choose(2) == 1
        return choices.choose(2) == 0 ? .acked(tag: tag, multiple: multiple) : .nacked(tag: tag, multiple: multiple)
    }

    private mutating func answer() -> Method {
        switch choices.choose(10) {
        case 0: .channelCloseAnswered
        case 1: .cancelAnswered
        case 2: .confirmsSelected
        case 3: .gotNothing
        case 4: .queueDeclared(name: "q", messages: Int(choices.byte()), consumers: 0)
        case 5: .done
        case 6: .unknown(id: UInt32(truncatingIfNeeded: choices.number()))
        case 7: .channelOpened
        case 8: .prefetchSet
        case _: .consuming(consumerTag: "c")
        }
    }

    private mutating func content() -> Method {
        switch choices.choose(3) {
        case 0: .delivered(consumerTag: "c", tag: choices.number(), redelivered: true, exchange: "", routingKey: "q")
        case 1: .got(tag: choices.number(), redelivered: false, exchange: "", routingKey: "q", remaining: 0)
        case _: .returned(code: 312, text: "NO_ROUTE", exchange: "", routingKey: "q")
        }
    }

    private mutating func notice() -> Method {
        switch choices.choose(5) {
        case 0: .blocked(reason: "memory")
        case 1: .unblocked
        case 2: .consumeCancelled(consumerTag: "c")
        case 3: .channelClosed(code: UInt16(truncatingIfNeeded: choices.number()), text: "larger than")
        case _: .connectionClosed(code: UInt16(truncatingIfNeeded: choices.number()), text: "")
        }
    }

    /// Headers that the broker sets, which on a queue any publisher can set as well.
    private mutating func properties() -> MessageProperties {
        var headers: [String: FieldValue] = [:]
        switch choices.choose(4) {
        case 1: headers["x-stream-offset"] = .integer(Int64(truncatingIfNeeded: choices.number()))
        case 2: headers["x-delivery-count"] = .integer(Int64(truncatingIfNeeded: choices.number()))
        case _: break
        }
        return MessageProperties(headers: headers, messageID: choices.choose(2) == 0 ? nil : "m")
    }
}
