extension MemoryBroker {
    /// Why a channel is closed.
    struct Offence: Error {
        var code: Int
        var text: String
    }

    /// Publishes in confirm mode.
    ///
    /// - Parameters:
    ///   - message: checked in the server's order: exchange permission, exchange, topic permission, user id.
    ///   - isMandatory: the broker sends it back when no queue takes it.
    ///   - connection: the publisher's.
    /// - Returns: the tag under which its outcome is told; 0 when the connection has ended.
    @discardableResult
    package func publish(_ message: Message, isMandatory: Bool, on connection: Connection) -> UInt64 {
        guard let link = links[connection.id] else { return 0 }
        let tag = link.nextTag()
        if isAlarmed && !link.isBlocked {
            link.isBlocked = true
            link.events.append(.blocked)
        }
        receive(.publish(message, isMandatory: isMandatory, tag: tag), link)
        return tag
    }

    /// Closes a connection's channel and opens it again, with nothing on the way: tags count from 1 once more.
    package func renewChannel(on connection: Connection) { links[connection.id]?.renewChannel() }

    /// Reads a frame, or leaves it unread.
    func receive(_ frame: BrokerLink.Frame, _ link: BrokerLink) {
        guard !link.isBlocked else {
            link.unread.append(frame)
            return
        }
        guard !link.isChannelClosed else { return }
        do throws(Offence) {
            switch frame {
            case .publish(let message, let isMandatory, let tag): try accept(message, isMandatory, tag, link)
            case .consume(let queue, let prefetch): try subscribe(queue, prefetch, link)
            case .cancel(let queue): unsubscribe(queue, link)
            case .acknowledge(let tag, let isMultiple): settle(link.take(tag, isMultiple: isMultiple))
            case .reject(let tag, let requeues): giveBack(link.take(tag, isMultiple: false), requeues)
            }
        } catch {
            endChannel(link)
            link.closeChannel()
            link.events.append(.channelClosed(code: error.code, text: error.text))
        }
    }

    private func accept(
        _ message: Message,
        _ isMandatory: Bool,
        _ tag: UInt64,
        _ link: BrokerLink
    ) throws(Offence) {
        try check(message, link.user)
        let queues = route(message)
        if queues.isEmpty && isMandatory { link.events.append(.returned(message, code: 312)) }
        let isTaken = queues.isEmpty || put(Letter(message), into: queues)
        link.events.append(isTaken ? .confirmed(tag: tag) : .nacked(tag: tag))
    }

    private func check(_ message: Message, _ user: String?) throws(Offence) {
        let name = message.exchange
        if let user, !definitions.rights.mayWrite(user, to: name.isEmpty ? "amq.default" : name) {
            throw Self.refused("exchange '\(name.isEmpty ? "amq.default" : name)'", user)
        }
        guard name.isEmpty || exchanges[name] != nil else {
            throw Offence(code: 404, text: "NOT_FOUND - no exchange '\(name)' in vhost '/'")
        }
        guard let user else { return }
        if exchanges[name]?.kind == .topic,
            !definitions.rights.mayWrite(user, to: name, key: message.routingKey)
        {
            throw Self.refused("topic '\(message.routingKey)' in exchange '\(name)'", user)
        }
        if let signed = message.userID, signed != user {
            let text = "user_id property set to '\(signed)' but authenticated user was '\(user)'"
            throw Offence(code: 406, text: "PRECONDITION_FAILED - \(text)")
        }
    }

    static func refused(_ what: String, _ user: String) -> Offence {
        Offence(code: 403, text: "ACCESS_REFUSED - access to \(what) in vhost '/' refused for user '\(user)'")
    }

    /// The queues for a message, by its exchange or else by the alternates behind it.
    private func route(_ message: Message) -> [BrokerQueue] {
        if message.exchange.isEmpty { return queues[message.routingKey].map { [$0] } ?? [] }
        var passed: Set<String> = []
        var name: String? = message.exchange
        while let next = name, passed.insert(next).inserted, let exchange = exchanges[next] {
            let queues = exchange.queues(for: message.routingKey)
            if !queues.isEmpty { return queues }
            name = exchange.alternate
        }
        return []
    }

    /// - Returns: false when one of the queues refused.
    private func put(_ letter: Letter, into queues: [BrokerQueue]) -> Bool {
        var isTaken = true
        for queue in queues {
            if queue.isRefusing {
                isTaken = false
            } else if let dropped = queue.append(letter) {
                bury(dropped, from: queue)
            }
        }
        return isTaken
    }

    /// Sends a message to its queue's dead-letter exchange; without one, or without a queue behind it, it is lost.
    func bury(_ held: Held, from queue: BrokerQueue) {
        guard let exchange = queue.options.deadLetterExchange else { return }
        var message = held.letter.message
        message.exchange = exchange
        let letter = Letter(message)
        for grave in route(message) {
            // A queue that drops its oldest for a dead letter loses it: burying it again might not end.
            _ = grave.append(letter)
        }
    }
}
