extension MemoryBroker {
    /// AMQP's farewell: what is unsettled comes back behind what the queue's next consumer has been sent meanwhile.
    package func close(_ connection: Connection) {
        guard let link = links.removeValue(forKey: connection.id) else { return }
        // What a blocked connection says is not read, its farewell included.
        if link.isBlocked { lose(link) } else { farewell(link) }
    }

    /// The socket is gone: what is unsettled comes back in its order, in front.
    package func drop(_ connection: Connection) {
        guard let link = links.removeValue(forKey: connection.id) else { return }
        lose(link)
    }

    /// Kills the node at once and starts it again; the owner loads the definitions as the node would.
    ///
    /// Every connection is gone. What was confirmed is there, except in quorum queues declared less than a second ago.
    package func kill() {
        for id in links.keys.sorted() { drop(Connection(id: id)) }
        for queue in queues.values where queue.options.kind == .quorum && now - queue.declaredAt < Self.youth {
            queue.empty()
        }
        isAlarmed = false
    }

    /// All data is gone, rights included: a new node, without anything until the owner loads the definitions.
    package func wipe() {
        links = [:]
        for queue in queues.values { queue.end() }
        queues = [:]
        exchanges = [:]
        definitions = .none
        isAlarmed = false
    }

    /// How long the server may forget a quorum queue's member after its declaration, in milliseconds.
    private static var youth: Int64 { 1000 }

    /// The consumers go first and their deliveries come back after: between the two the next consumers get what waits.
    func farewell(_ link: BrokerLink) {
        let ended = link.end()
        for (consumer, _) in ended {
            consumer.queue.detach(consumer)
            consumer.queue.hand()
        }
        putBack(ended)
    }

    private func lose(_ link: BrokerLink) {
        let ended = link.end()
        for (consumer, _) in ended { consumer.queue.detach(consumer) }
        putBack(ended)
    }

    private func putBack(_ ended: [(consumer: BrokerConsumer, held: [Held])]) {
        for (consumer, held) in ended {
            for held in held {
                consumer.release()
                if let dead = consumer.queue.takeBack(held, isRequest: false) { bury(dead, from: consumer.queue) }
            }
        }
        for (consumer, _) in ended { consumer.queue.hand() }
    }

    /// Those who were blocked are read again, each from where the broker stopped.
    func endAlarm() {
        for (_, link) in links.sorted(by: { $0.key < $1.key }) where link.isBlocked {
            link.isBlocked = false
            link.events.append(.unblocked)
            let frames = link.unread
            link.unread = []
            for frame in frames { receive(frame, link) }
        }
    }
}
