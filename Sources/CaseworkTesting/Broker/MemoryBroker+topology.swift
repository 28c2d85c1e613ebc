extension MemoryBroker {
    /// Loads a definitions file as a node does at every start: rights and policies are replaced, what is there stays.
    package func load(definitions: [UInt8]) throws { load(try Definitions(definitions)) }

    /// The same with a file that was read before; reading it costs more than a short simulation.
    package func load(_ definitions: Definitions) {
        self.definitions = definitions
        for queue in queues.values { queue.options = definitions.options(of: queue.name, queue.declared) }
        for exchange in definitions.exchanges {
            declareExchange(exchange.name, kind: exchange.kind, alternate: exchange.alternate)
        }
        for queue in definitions.queues { declareQueue(queue.name, queue.options) }
        for binding in definitions.bindings { bind(queue: binding.queue, to: binding.exchange, key: binding.key) }
    }

    /// Makes an exchange; one that is there stays as it is.
    package func declareExchange(_ name: String, kind: ExchangeKind, alternate: String? = nil) {
        if exchanges[name] == nil { exchanges[name] = BrokerExchange(name, kind, alternate: alternate) }
    }

    /// Makes a queue or stream; one that is there stays as it is.
    package func declareQueue(_ name: String, _ options: QueueOptions) {
        guard queues[name] == nil else { return }
        queues[name] = BrokerQueue(name, options, definitions.options(of: name, options), at: now)
    }

    /// Binds a queue to an exchange; both must be there.
    package func bind(queue: String, to exchange: String, key: String) {
        guard let queue = queues[queue], let exchange = exchanges[exchange] else {
            preconditionFailure("\(queue) or \(exchange) was not declared")
        }
        exchange.bind(queue, key)
    }

    /// Deletes a queue with its messages and bindings, and tells those who consumed from it.
    ///
    /// A queue that is declared again before the broker has told anybody is not `isNoticed`: the subscriptions seem to stand,
    /// nothing comes through them any more, and nobody is told.
    package func deleteQueue(_ name: String, isNoticed: Bool = true) {
        guard let queue = queues.removeValue(forKey: name) else { return }
        for exchange in exchanges.values { exchange.unbind(queue) }
        for link in links.values {
            let ended = link.consumers.count { $0.isSubscribed && $0.queue === queue }
            if isNoticed { link.events += repeatElement(.cancelled(queue: name), count: ended) }
            link.consumers.removeAll { $0.queue === queue }
        }
        queue.end()
    }

    /// Deletes an exchange with its bindings.
    package func deleteExchange(_ name: String) { exchanges[name] = nil }
}
