/// A message once for all queues that have it.
final class Letter {
    let message: MemoryBroker.Message

    init(_ message: MemoryBroker.Message) { self.message = message }
}

/// A message in one queue, with the number of deliveries there that came to nothing.
struct Held {
    let letter: Letter
    var failures = 0
}

/// A quorum queue or a stream.
///
/// As in the server, two lanes wait: what was given back goes out before everything else, in the order of its return.
final class BrokerQueue {
    let name: String
    let declared: MemoryBroker.QueueOptions
    /// The declaration with the policy that matches the name.
    var options: MemoryBroker.QueueOptions
    /// When, for `MemoryBroker.kill`.
    let declaredAt: Int64
    private(set) var isGone = false
    /// What a stream holds; the index is the offset.
    private(set) var records: [Letter] = []
    /// Whether a publication would be refused now.
    private(set) var isRefusing = false
    /// Held by consumers of a killed node, whose end the new one has not noticed yet.
    var late: [Held] = []
    private var waiting = Lane<Held>()
    private var returned = Lane<Held>()
    private var unsettled = 0
    private var consumers: [BrokerConsumer] = []
    private var turn = 0

    init(_ name: String, _ declared: MemoryBroker.QueueOptions, _ options: MemoryBroker.QueueOptions, at now: Int64) {
        self.name = name
        self.declared = declared
        self.options = options
        declaredAt = now
    }

    /// Everything that is not settled, or what a stream holds.
    var depth: Int { options.kind == .stream ? records.count : ready + unsettled }

    private var ready: Int { waiting.count + returned.count }

    /// Puts a new message at the end.
    ///
    /// - Returns: what had to go for it.
    func append(_ letter: Letter) -> Held? {
        guard options.kind == .quorum else {
            records.append(letter)
            return nil
        }
        waiting.append(Held(letter: letter))
        hand()
        guard let limit = options.maxLength, ready > limit else { return nil }
        if options.dropsOldest { return returned.popFirst() ?? waiting.popFirst() }
        isRefusing = true
        return nil
    }

    /// Takes back what a consumer had.
    ///
    /// - Parameters:
    ///   - held: as it was handed out.
    ///   - isRequest: the consumer asked for it; without a delivery limit the server then appends a copy at the end.
    /// - Returns: the message, when it has failed too often to stay.
    func takeBack(_ held: Held, isRequest: Bool) -> Held? {
        guard !isGone else { return nil }
        var held = held
        held.failures += 1
        if let limit = options.deliveryLimit, held.failures > limit { return held }
        if isRequest && options.deliveryLimit == nil {
            waiting.append(held)
        } else {
            returned.append(held)
        }
        return nil
    }

    /// A delivery is settled or on its way back.
    func release() { unsettled -= 1 }

    func attach(_ consumer: BrokerConsumer) {
        consumers.append(consumer)
        hand()
    }

    func detach(_ consumer: BrokerConsumer) { consumers.removeAll { $0 === consumer } }

    /// Gives the consumers what they have room for.
    ///
    /// A single active consumer is the one that came first; otherwise one after the other gets one message.
    func hand() {
        while ready > 0, let consumer = next, let held = returned.popFirst() ?? waiting.popFirst() {
            consumer.take(held)
            unsettled += 1
        }
        // Publishers may go on at four fifths, not at the limit itself.
        if isRefusing, ready <= Int(Double(options.maxLength ?? 0) * 0.8) { isRefusing = false }
    }

    private var next: BrokerConsumer? {
        if options.isSingleActive { return consumers.first.flatMap { $0.hasRoom ? $0 : nil } }
        for step in consumers.indices {
            let index = (turn + step) % consumers.count
            guard consumers[index].hasRoom else { continue }
            turn = index + 1
            return consumers[index]
        }
        return nil
    }

    /// Forgets every message, as if declared a moment ago.
    func empty() {
        waiting.removeAll()
        returned.removeAll()
        late = []
        unsettled = 0
        isRefusing = false
    }

    /// The queue is deleted: nobody gets anything from it and nothing comes back.
    func end() {
        isGone = true
        for consumer in consumers { consumer.end() }
        consumers = []
        empty()
    }
}
