extension MemoryBroker {
    /// Subscribes; a missing queue (404) or one that the user may not read (403) closes the channel.
    ///
    /// - Parameters:
    ///   - queue: a quorum queue.
    ///   - prefetch: how many unsettled deliveries may be outstanding; 0 stands for 2000.
    ///   - connection: the consumer's.
    package func consume(_ queue: String, prefetch: Int, on connection: Connection) {
        guard let link = links[connection.id] else { return }
        receive(.consume(queue: queue, prefetch: prefetch), link)
    }

    /// Ends a subscription as a client does who wants to finish what it holds.
    ///
    /// What it holds stays its own until it is settled or the connection ends. The queue's next consumer is sent what waits, so
    /// that then the older messages come back behind newer ones.
    package func cancel(_ queue: String, on connection: Connection) {
        guard let link = links[connection.id] else { return }
        receive(.cancel(queue: queue), link)
    }

    /// What the client reads now: deliveries in the order of each queue, one of each queue in turn.
    package func deliveries(on connection: Connection, limit: Int) -> [Delivery] {
        guard let link = links[connection.id] else { return [] }
        var deliveries: [Delivery] = []
        while deliveries.count < limit, let (tag, unsettled) = link.read() {
            deliveries.append(
                Delivery(
                    tag: tag,
                    queue: unsettled.consumer.queue.name,
                    message: unsettled.held.letter.message,
                    isRedelivered: unsettled.held.failures > 0,
                    deliveryCount: unsettled.held.failures
                )
            )
        }
        return deliveries
    }

    /// Settles a delivery, or every one up to it; a tag that names nothing is passed over.
    package func acknowledge(_ tag: UInt64, isMultiple: Bool, on connection: Connection) {
        guard let link = links[connection.id] else { return }
        receive(.acknowledge(tag: tag, isMultiple: isMultiple), link)
    }

    /// Refuses a delivery: it is buried, or comes again.
    package func reject(_ tag: UInt64, requeues: Bool, on connection: Connection) {
        guard let link = links[connection.id] else { return }
        receive(.reject(tag: tag, requeues: requeues), link)
    }

    func subscribe(_ name: String, _ prefetch: Int, _ link: BrokerLink) throws(Offence) {
        if let user = link.user, !definitions.rights.mayRead(user, from: name) {
            throw Self.refused("queue '\(name)'", user)
        }
        guard let queue = queues[name] else {
            throw Offence(code: 404, text: "NOT_FOUND - no queue '\(name)' in vhost '/'")
        }
        precondition(queue.options.kind == .quorum, "\(name) is a stream: read its records")
        let consumer = BrokerConsumer(queue, prefetch: prefetch)
        link.consumers.append(consumer)
        queue.attach(consumer)
        guard !queue.late.isEmpty else { return }
        let late = queue.late
        queue.late = []
        putBack(late, queue)
        queue.hand()
    }

    /// The link keeps the consumer for what it holds.
    func unsubscribe(_ name: String, _ link: BrokerLink) {
        for consumer in link.consumers where consumer.isSubscribed && consumer.queue.name == name {
            consumer.isSubscribed = false
            consumer.queue.detach(consumer)
            consumer.queue.hand()
        }
    }

    func settle(_ deliveries: [BrokerLink.Unsettled]) {
        for delivery in deliveries {
            delivery.consumer.release()
            delivery.consumer.queue.hand()
        }
    }

    func giveBack(_ deliveries: [BrokerLink.Unsettled], _ requeues: Bool) {
        for delivery in deliveries {
            let queue = delivery.consumer.queue
            guard !queue.isGone else { continue }
            let dead = requeues ? queue.takeBack(delivery.held, isRequest: true) : delivery.held
            delivery.consumer.release()
            if let dead { bury(dead, from: queue) }
            queue.hand()
        }
    }
}
