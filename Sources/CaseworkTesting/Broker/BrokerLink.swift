/// One connection as the broker sees it.
final class BrokerLink {
    /// What a client sent.
    enum Frame {
        case publish(MemoryBroker.Message, isMandatory: Bool, tag: UInt64)
        case consume(queue: String, prefetch: Int)
        case cancel(queue: String)
        case acknowledge(tag: UInt64, isMultiple: Bool)
        case reject(tag: UInt64, requeues: Bool)
    }

    /// A delivery that the client has read.
    struct Unsettled {
        let consumer: BrokerConsumer
        let held: Held
    }

    /// The login; nil is not checked.
    let user: String?
    /// Said and not yet heard.
    var events: [MemoryBroker.Event] = []
    var consumers: [BrokerConsumer] = []
    /// Frames are neither read nor lost: the connection published during an alarm.
    var isBlocked = false
    var unread: [Frame] = []
    /// Everything that comes is thrown away until the client has heard that its channel is gone.
    private(set) var isChannelClosed = false
    private var lastPublished: UInt64 = 0
    private var turn = 0
    private var settleable: [Unsettled?] = []
    private var firstTag: UInt64 = 1
    private var head = 0

    init(user: String?) { self.user = user }

    /// The number of the client's next publication.
    func nextTag() -> UInt64 {
        lastPublished += 1
        return lastPublished
    }

    /// The client has closed its channel and opened it again.
    func renewChannel() { lastPublished = 0 }

    /// What was said so far; with it the client learns that it has a new channel.
    func hear() -> [MemoryBroker.Event] {
        defer { events = [] }
        if isChannelClosed {
            isChannelClosed = false
            lastPublished = 0
        }
        return events
    }

    /// The next delivery that a client reads, one of each queue in turn.
    func read() -> (tag: UInt64, Unsettled)? {
        for step in consumers.indices {
            let index = (turn + step) % consumers.count
            guard let held = consumers[index].read() else { continue }
            turn = index + 1
            let unsettled = Unsettled(consumer: consumers[index], held: held)
            settleable.append(unsettled)
            return (firstTag + UInt64(settleable.count - 1), unsettled)
        }
        return nil
    }

    /// Takes out what a settlement names; what is settled already is passed over.
    func take(_ tag: UInt64, isMultiple: Bool) -> [Unsettled] {
        guard tag >= firstTag, tag - firstTag < UInt64(settleable.count) else { return [] }
        let last = Int(tag - firstTag)
        guard last >= head else { return [] }
        var taken: [Unsettled] = []
        for index in (isMultiple ? head : last)...last {
            guard let unsettled = settleable[index] else { continue }
            settleable[index] = nil
            taken.append(unsettled)
        }
        while head < settleable.count, settleable[head] == nil { head += 1 }
        if head > 64 && head * 2 > settleable.count {
            settleable.removeFirst(head)
            firstTag += UInt64(head)
            head = 0
        }
        return taken
    }

    /// The channel ends: takes out everything unsettled, by consumer and in the order of delivery.
    func end() -> [(consumer: BrokerConsumer, held: [Held])] {
        let ended = consumers.map { consumer in
            let read = settleable[head...].compactMap { $0?.consumer === consumer ? $0?.held : nil }
            return (consumer, read + consumer.recall())
        }
        consumers = []
        settleable = []
        (firstTag, head, turn) = (1, 0, 0)
        return ended
    }

    /// The broker closed the channel.
    func closeChannel() { isChannelClosed = true }
}
