extension Session {
    /// Makes a queue or stream, or checks that it exists with the same arguments (406 if not).
    ///
    /// A quorum queue needs about three seconds before its node may be killed: until then the broker's directory of queues is
    /// not on disk, and confirmed messages would be lost (measured on 3.10.8).
    ///
    /// - Parameters:
    ///   - name: the queue's name.
    ///   - durable: it survives a restart of the broker.
    ///   - exclusive: only this connection may use it, and it goes with the connection.
    ///   - arguments: such as `x-queue-type`, `x-single-active-consumer`.
    /// - Returns: what is in it.
    /// - Throws: 406 when it exists with other arguments, 403 when the user may not.
    @discardableResult
    package func declareQueue(
        _ name: String,
        durable: Bool = true,
        exclusive: Bool = false,
        arguments: [String: FieldValue] = [:]
    ) async throws(AMQPError) -> QueueState {
        let command = Command.declareQueue(
            SessionConnection.channel,
            name: name,
            passive: false,
            durable: durable,
            exclusive: exclusive,
            arguments: arguments
        )
        return try await queueState(command, "declare queue \(name)")
    }

    /// Asks for a queue without making it; throws 404 when it does not exist.
    package func inspectQueue(_ name: String) async throws(AMQPError) -> QueueState {
        let command = Command.declareQueue(
            SessionConnection.channel,
            name: name,
            passive: true,
            durable: true,
            exclusive: false,
            arguments: [:]
        )
        return try await queueState(command, "inspect queue \(name)")
    }

    /// Deletes a queue with its messages; one that does not exist is no error (RabbitMQ).
    ///
    /// - Returns: how many messages went with it.
    @discardableResult
    package func deleteQueue(_ name: String) async throws(AMQPError) -> Int {
        let answer = try await order(.deleteQueue(SessionConnection.channel, name: name), "delete queue \(name)")
        guard case .queueDeleted(let messages) = answer else { throw Self.unexpected("delete queue \(name)", answer) }
        return messages
    }

    /// Throws a queue's waiting messages away; deliveries that are not settled stay.
    ///
    /// - Returns: how many messages went.
    @discardableResult
    package func purgeQueue(_ name: String) async throws(AMQPError) -> Int {
        let answer = try await order(.purgeQueue(SessionConnection.channel, name: name), "purge queue \(name)")
        guard case .queuePurged(let messages) = answer else { throw Self.unexpected("purge queue \(name)", answer) }
        return messages
    }

    /// Makes an exchange, or checks that it exists with the same properties (406 if not).
    ///
    /// - Parameters:
    ///   - name: the exchange's name.
    ///   - kind: direct, fanout, topic, headers or a plug-in's.
    ///   - durable: it survives a restart of the broker.
    ///   - isInternal: no client may publish to it, only other exchanges.
    ///   - arguments: such as `alternate-exchange`.
    /// - Throws: 406 when it exists with other properties, 403 when the user may not.
    package func declareExchange(
        _ name: String,
        kind: String = "topic",
        durable: Bool = true,
        isInternal: Bool = false,
        arguments: [String: FieldValue] = [:]
    ) async throws(AMQPError) {
        let command = Command.declareExchange(
            SessionConnection.channel,
            name: name,
            kind: kind,
            passive: false,
            durable: durable,
            isInternal: isInternal,
            arguments: arguments
        )
        _ = try await order(command, "declare exchange \(name)")
    }

    /// Checks that an exchange exists, of whatever kind; throws 404 when it does not.
    package func inspectExchange(_ name: String) async throws(AMQPError) {
        let command = Command.declareExchange(
            SessionConnection.channel,
            name: name,
            kind: "topic",
            passive: true,
            durable: true,
            isInternal: false,
            arguments: [:]
        )
        _ = try await order(command, "inspect exchange \(name)")
    }

    /// Deletes an exchange with its bindings; one that does not exist is no error (RabbitMQ).
    package func deleteExchange(_ name: String) async throws(AMQPError) {
        _ = try await order(.deleteExchange(SessionConnection.channel, name: name), "delete exchange \(name)")
    }

    /// Routes what an exchange gets under a routing key to a queue as well.
    package func bind(
        queue: String,
        to exchange: String,
        routingKey: String,
        arguments: [String: FieldValue] = [:]
    ) async throws(AMQPError) {
        let command = Command.bind(
            SessionConnection.channel,
            queue: queue,
            exchange: exchange,
            routingKey: routingKey,
            arguments: arguments
        )
        _ = try await order(command, "bind queue \(queue) to \(exchange)")
    }

    /// Removes a binding; one that does not exist is no error (RabbitMQ).
    package func unbind(
        queue: String,
        from exchange: String,
        routingKey: String,
        arguments: [String: FieldValue] = [:]
    ) async throws(AMQPError) {
        let command = Command.unbind(
            SessionConnection.channel,
            queue: queue,
            exchange: exchange,
            routingKey: routingKey,
            arguments: arguments
        )
        _ = try await order(command, "unbind queue \(queue) from \(exchange)")
    }

    private func queueState(_ command: Command, _ operation: String) async throws(AMQPError) -> QueueState {
        let answer = try await order(command, operation)
        guard case .queueDeclared(let name, let messages, let consumers) = answer else {
            throw Self.unexpected(operation, answer)
        }
        return QueueState(name: name, messages: messages, consumers: consumers)
    }

    private func order(_ command: Command, _ operation: String) async throws(AMQPError) -> Method {
        try await perform { connection, deadline throws(AMQPError) in
            try connection.openChannel(by: deadline)
            return try connection.ask(command, SessionConnection.channel, operation, deadline)
        }
    }

    /// The error for an answer that does not belong to the question.
    static func unexpected(_ operation: String, _ answer: Method) -> AMQPError {
        AMQPError(.violation, during: operation, "the broker answered something else", isFatal: true)
    }
}
