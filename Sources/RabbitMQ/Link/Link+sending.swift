import CRabbitMQ

extension Link {
    /// Writes a message; its confirm comes later as a frame.
    ///
    /// Call `next` and look at `room` before: 0.11 otherwise waits without end for a peer that has gone silent.
    func publish(_ publication: Publication, on channel: UInt16) throws(AMQPError) {
        defer { memory.reset() }
        var properties = memory.properties(publication.properties)
        let exchange = memory.bytes(publication.exchange)
        let routingKey = memory.bytes(publication.routingKey)
        let mandatory: amqp_boolean_t = publication.mandatory ? 1 : 0
        let status = publication.body.withUnsafeBytes { body in
            // The library reads the body only.
            let bytes = amqp_bytes_t(len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress))
            return amqp_basic_publish(state, channel, exchange, routingKey, mandatory, 0, &properties, bytes)
        }
        try check(status, during: "publish to \(node)")
    }

    /// Writes a method; its answer, if it has one, comes later as a frame.
    func send(_ command: Command) throws(AMQPError) {
        defer { memory.reset() }
        let operation = "send to \(node)"
        switch command {
        case .ack(let channel, let tag, let multiple):
            try check(amqp_basic_ack(state, channel, tag, multiple ? 1 : 0), during: operation)
        case .reject(let channel, let tag):
            try check(amqp_basic_reject(state, channel, tag, 0), during: operation)
        case .requeue(let channel, let tag):
            try check(amqp_basic_nack(state, channel, tag, 0, 1), during: operation)
        case .openChannel(let channel):
            try send(amqp_channel_open_t(), AMQP_CHANNEL_OPEN_METHOD, channel, operation)
        case .closeChannel(let channel):
            let close = amqp_channel_close_t(reply_code: 200, reply_text: amqp_bytes_t(), class_id: 0, method_id: 0)
            try send(close, AMQP_CHANNEL_CLOSE_METHOD, channel, operation)
        case .answerChannelClose(let channel):
            try send(amqp_channel_close_ok_t(), AMQP_CHANNEL_CLOSE_OK_METHOD, channel, operation)
        case .closeConnection:
            let close = amqp_connection_close_t(reply_code: 200, reply_text: amqp_bytes_t(), class_id: 0, method_id: 0)
            try send(close, AMQP_CONNECTION_CLOSE_METHOD, 0, operation)
        case .answerConnectionClose:
            try send(amqp_connection_close_ok_t(), AMQP_CONNECTION_CLOSE_OK_METHOD, 0, operation)
        case .selectConfirms(let channel):
            try send(amqp_confirm_select_t(), AMQP_CONFIRM_SELECT_METHOD, channel, operation)
        case .setPrefetch(let channel, let count):
            let qos = amqp_basic_qos_t(prefetch_size: 0, prefetch_count: count, global: 0)
            try send(qos, AMQP_BASIC_QOS_METHOD, channel, operation)
        case .consume(let channel, let queue, let consumerTag, let arguments):
            var consume = amqp_basic_consume_t()
            consume.queue = memory.bytes(queue)
            consume.consumer_tag = memory.bytes(consumerTag)
            consume.arguments = memory.table(arguments)
            try send(consume, AMQP_BASIC_CONSUME_METHOD, channel, operation)
        case .get(let channel, let queue):
            let get = amqp_basic_get_t(ticket: 0, queue: memory.bytes(queue), no_ack: 0)
            try send(get, AMQP_BASIC_GET_METHOD, channel, operation)
        case .declareQueue, .deleteQueue, .purgeQueue, .declareExchange, .deleteExchange, .bind, .unbind:
            try sendTopology(command, operation)
        }
    }

    private func sendTopology(_ command: Command, _ operation: String) throws(AMQPError) {
        switch command {
        case .declareQueue(let channel, let name, let passive, let durable, let exclusive, let arguments):
            var declare = amqp_queue_declare_t()
            declare.queue = memory.bytes(name)
            declare.passive = passive ? 1 : 0
            declare.durable = durable ? 1 : 0
            declare.exclusive = exclusive ? 1 : 0
            declare.arguments = memory.table(arguments)
            try send(declare, AMQP_QUEUE_DECLARE_METHOD, channel, operation)
        case .deleteQueue(let channel, let name):
            var delete = amqp_queue_delete_t()
            delete.queue = memory.bytes(name)
            try send(delete, AMQP_QUEUE_DELETE_METHOD, channel, operation)
        case .purgeQueue(let channel, let name):
            let purge = amqp_queue_purge_t(ticket: 0, queue: memory.bytes(name), nowait: 0)
            try send(purge, AMQP_QUEUE_PURGE_METHOD, channel, operation)
        case .declareExchange(let channel, let name, let kind, let passive, let durable, let isInternal, let arguments):
            var declare = amqp_exchange_declare_t()
            declare.exchange = memory.bytes(name)
            declare.type = memory.bytes(kind)
            declare.passive = passive ? 1 : 0
            declare.durable = durable ? 1 : 0
            declare.`internal` = isInternal ? 1 : 0
            declare.arguments = memory.table(arguments)
            try send(declare, AMQP_EXCHANGE_DECLARE_METHOD, channel, operation)
        case .deleteExchange(let channel, let name):
            var delete = amqp_exchange_delete_t()
            delete.exchange = memory.bytes(name)
            try send(delete, AMQP_EXCHANGE_DELETE_METHOD, channel, operation)
        case .bind(let channel, let queue, let exchange, let routingKey, let arguments):
            var bind = amqp_queue_bind_t()
            bind.queue = memory.bytes(queue)
            bind.exchange = memory.bytes(exchange)
            bind.routing_key = memory.bytes(routingKey)
            bind.arguments = memory.table(arguments)
            try send(bind, AMQP_QUEUE_BIND_METHOD, channel, operation)
        case .unbind(let channel, let queue, let exchange, let routingKey, let arguments):
            var unbind = amqp_queue_unbind_t()
            unbind.queue = memory.bytes(queue)
            unbind.exchange = memory.bytes(exchange)
            unbind.routing_key = memory.bytes(routingKey)
            unbind.arguments = memory.table(arguments)
            try send(unbind, AMQP_QUEUE_UNBIND_METHOD, channel, operation)
        default:
            preconditionFailure("\(command) is not about topology")
        }
    }

    private func send<T>(
        _ fields: T,
        _ method: UInt32,
        _ channel: UInt16,
        _ operation: String
    ) throws(AMQPError) {
        var fields = fields
        let status = withUnsafeMutableBytes(of: &fields) { amqp_send_method(state, channel, method, $0.baseAddress) }
        try check(status, during: operation)
    }
}

extension OutgoingMemory {
    /// The properties as the library's structure.
    func properties(_ values: MessageProperties) -> amqp_basic_properties_t {
        var basic = amqp_basic_properties_t()
        func set(_ value: String?, _ flag: Int32, _ field: WritableKeyPath<amqp_basic_properties_t, amqp_bytes_t>) {
            guard let value else { return }
            basic._flags |= amqp_flags_t(flag)
            basic[keyPath: field] = bytes(value)
        }
        set(values.contentType, AMQP_BASIC_CONTENT_TYPE_FLAG, \.content_type)
        set(values.contentEncoding, AMQP_BASIC_CONTENT_ENCODING_FLAG, \.content_encoding)
        set(values.correlationID, AMQP_BASIC_CORRELATION_ID_FLAG, \.correlation_id)
        set(values.replyTo, AMQP_BASIC_REPLY_TO_FLAG, \.reply_to)
        set(values.expiration, AMQP_BASIC_EXPIRATION_FLAG, \.expiration)
        set(values.messageID, AMQP_BASIC_MESSAGE_ID_FLAG, \.message_id)
        set(values.type, AMQP_BASIC_TYPE_FLAG, \.type)
        set(values.userID, AMQP_BASIC_USER_ID_FLAG, \.user_id)
        set(values.appID, AMQP_BASIC_APP_ID_FLAG, \.app_id)
        basic._flags |= amqp_flags_t(AMQP_BASIC_DELIVERY_MODE_FLAG)
        basic.delivery_mode = values.persistent ? 2 : 1
        if let priority = values.priority {
            basic._flags |= amqp_flags_t(AMQP_BASIC_PRIORITY_FLAG)
            basic.priority = priority
        }
        if let timestamp = values.timestamp {
            basic._flags |= amqp_flags_t(AMQP_BASIC_TIMESTAMP_FLAG)
            basic.timestamp = timestamp
        }
        if !values.headers.isEmpty {
            basic._flags |= amqp_flags_t(AMQP_BASIC_HEADERS_FLAG)
            basic.headers = table(values.headers)
        }
        return basic
    }
}
