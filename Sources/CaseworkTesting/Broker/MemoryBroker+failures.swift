extension MemoryBroker {
    /// AMQP's farewell to a whole connection, which is to the queues what its loss is.
    ///
    /// The order suffers from a `cancel` before it, which some clients send of their own accord.
    package func close(_ connection: Connection) { drop(connection) }

    /// The socket is gone: what is unsettled comes back in its order, in front of what waits.
    ///
    /// The broker does not notice the end of a connection that it does not read: what was sent during an alarm is read when
    /// that ends, and only then comes back what the connection held.
    package func drop(_ connection: Connection) {
        guard let link = links.removeValue(forKey: connection.id) else { return }
        if link.isBlocked { unnoticed[connection.id] = link } else { endChannel(link) }
    }

    /// Kills the node at once and starts it again; the owner loads the definitions as the node would.
    ///
    /// Every connection is gone. What was confirmed is there, except in quorum queues declared less than a second ago. It takes
    /// the new node a while to find its old consumers dead: one that comes meanwhile to a queue without single active consumer
    /// gets newer messages first.
    package func kill() {
        let ended = allLinks.flatMap { $0.end() }
        (links, unnoticed) = ([:], [:])
        for (consumer, _) in ended { consumer.queue.detach(consumer) }
        for (consumer, held) in ended {
            if consumer.queue.options.isSingleActive {
                putBack(held, consumer.queue)
            } else {
                consumer.queue.late += held
            }
        }
        for queue in queues.values where queue.options.kind == .quorum && now - queue.declaredAt < Self.youth {
            queue.empty()
        }
        isAlarmed = false
    }

    /// All data is gone, rights included: a new node, without anything until the owner loads the definitions.
    package func wipe() {
        (links, unnoticed) = ([:], [:])
        for queue in queues.values { queue.end() }
        queues = [:]
        exchanges = [:]
        definitions = .none
        isAlarmed = false
    }

    /// How long the server may forget a quorum queue's member after its declaration, in milliseconds.
    private static var youth: Int64 { 1000 }

    private var allLinks: [BrokerLink] {
        links.merging(unnoticed) { link, _ in link }.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Everything unsettled goes back before any other consumer gets something.
    func endChannel(_ link: BrokerLink) {
        let ended = link.end()
        for (consumer, _) in ended { consumer.queue.detach(consumer) }
        for (consumer, held) in ended { putBack(held, consumer.queue) }
        for (consumer, _) in ended { consumer.queue.hand() }
    }

    /// Unsettled deliveries have failed.
    func putBack(_ held: [Held], _ queue: BrokerQueue) {
        for held in held {
            queue.release()
            if let dead = queue.takeBack(held, isRequest: false) { bury(dead, from: queue) }
        }
    }

    /// Those who were blocked are read again, each from where the broker stopped.
    func endAlarm() {
        for link in allLinks where link.isBlocked {
            link.isBlocked = false
            link.events.append(.unblocked)
            let frames = link.unread
            link.unread = []
            for frame in frames { receive(frame, link) }
        }
        for (_, link) in unnoticed.sorted(by: { $0.key < $1.key }) { endChannel(link) }
        unnoticed = [:]
    }
}
