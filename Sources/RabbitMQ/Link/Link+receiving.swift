import CRabbitMQ

#if canImport(Glibc)
import Glibc
#endif

extension Link {
    /// The next frame that has arrived, copied, or nil when there is none; never waits.
    ///
    /// Also does what heartbeats need: sends one when due, and throws when the peer has been silent for two of them.
    func next() throws(AMQPError) -> Frame? {
        var frame = amqp_frame_t()
        var none = timeval(tv_sec: 0, tv_usec: 0)
        let status = amqp_simple_wait_frame_noblock(state, &frame, &none)
        if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
        try check(status, during: "receive from \(node)")
        // What the frame points to lives in the channel's pool until here.
        defer { amqp_maybe_release_buffers_on_channel(state, frame.channel) }
        switch Int32(frame.frame_type) {
        case AMQP_FRAME_METHOD:
            let method = frame.payload.method
            let copy = method.decoded.map { Method(method.id, $0) } ?? .unknown(id: method.id)
            return .method(channel: frame.channel, copy)
        case AMQP_FRAME_HEADER where frame.payload.properties.class_id == AMQP_BASIC_CLASS:
            let header = frame.payload.properties
            guard let decoded = header.decoded else { break }
            let properties = decoded.assumingMemoryBound(to: amqp_basic_properties_t.self).pointee
            return .header(channel: frame.channel, bodySize: header.body_size, MessageProperties(copying: properties))
        case AMQP_FRAME_BODY:
            return .body(channel: frame.channel, Array(copying: frame.payload.body_fragment))
        default:
            break
        }
        throw AMQPError(.violation, during: "receive from \(node)", "a frame of no known kind", isFatal: true)
    }
}

extension MessageProperties {
    /// A copy of the library's properties.
    fileprivate init(copying basic: amqp_basic_properties_t) {
        func has(_ flag: Int32) -> Bool { basic._flags & amqp_flags_t(flag) != 0 }
        func text(_ flag: Int32, _ bytes: amqp_bytes_t) -> String? { has(flag) ? String(copying: bytes) : nil }
        self.init(
            contentType: text(AMQP_BASIC_CONTENT_TYPE_FLAG, basic.content_type),
            contentEncoding: text(AMQP_BASIC_CONTENT_ENCODING_FLAG, basic.content_encoding),
            headers: has(AMQP_BASIC_HEADERS_FLAG) ? FieldValue.fields(copying: basic.headers) : [:],
            persistent: has(AMQP_BASIC_DELIVERY_MODE_FLAG) && basic.delivery_mode == 2,
            priority: has(AMQP_BASIC_PRIORITY_FLAG) ? basic.priority : nil,
            correlationID: text(AMQP_BASIC_CORRELATION_ID_FLAG, basic.correlation_id),
            replyTo: text(AMQP_BASIC_REPLY_TO_FLAG, basic.reply_to),
            expiration: text(AMQP_BASIC_EXPIRATION_FLAG, basic.expiration),
            messageID: text(AMQP_BASIC_MESSAGE_ID_FLAG, basic.message_id),
            timestamp: has(AMQP_BASIC_TIMESTAMP_FLAG) ? basic.timestamp : nil,
            type: text(AMQP_BASIC_TYPE_FLAG, basic.type),
            userID: text(AMQP_BASIC_USER_ID_FLAG, basic.user_id),
            appID: text(AMQP_BASIC_APP_ID_FLAG, basic.app_id)
        )
    }
}

extension Method {
    /// A copy of the library's method; the pointer is to the structure that belongs to the id.
    fileprivate init(_ id: amqp_method_number_t, _ decoded: UnsafeMutableRawPointer) {
        func fields<T>(_ type: T.Type) -> T { decoded.assumingMemoryBound(to: type).pointee }
        switch id {
        case AMQP_BASIC_DELIVER_METHOD:
            let deliver = fields(amqp_basic_deliver_t.self)
            self = .delivered(
                consumerTag: String(copying: deliver.consumer_tag),
                tag: deliver.delivery_tag,
                redelivered: deliver.redelivered != 0,
                exchange: String(copying: deliver.exchange),
                routingKey: String(copying: deliver.routing_key)
            )
        case AMQP_BASIC_ACK_METHOD:
            let ack = fields(amqp_basic_ack_t.self)
            self = .acked(tag: ack.delivery_tag, multiple: ack.multiple != 0)
        case AMQP_BASIC_NACK_METHOD:
            let nack = fields(amqp_basic_nack_t.self)
            self = .nacked(tag: nack.delivery_tag, multiple: nack.multiple != 0)
        case AMQP_BASIC_RETURN_METHOD:
            let returned = fields(amqp_basic_return_t.self)
            self = .returned(
                code: returned.reply_code,
                text: String(copying: returned.reply_text),
                exchange: String(copying: returned.exchange),
                routingKey: String(copying: returned.routing_key)
            )
        case AMQP_BASIC_GET_OK_METHOD:
            let got = fields(amqp_basic_get_ok_t.self)
            self = .got(
                tag: got.delivery_tag,
                redelivered: got.redelivered != 0,
                exchange: String(copying: got.exchange),
                routingKey: String(copying: got.routing_key),
                remaining: Int(got.message_count)
            )
        case AMQP_CHANNEL_CLOSE_METHOD:
            let close = fields(amqp_channel_close_t.self)
            self = .channelClosed(code: close.reply_code, text: String(copying: close.reply_text))
        case AMQP_CONNECTION_CLOSE_METHOD:
            let close = fields(amqp_connection_close_t.self)
            self = .connectionClosed(code: close.reply_code, text: String(copying: close.reply_text))
        case AMQP_CONNECTION_BLOCKED_METHOD:
            self = .blocked(reason: String(copying: fields(amqp_connection_blocked_t.self).reason))
        case AMQP_BASIC_CONSUME_OK_METHOD:
            self = .consuming(consumerTag: String(copying: fields(amqp_basic_consume_ok_t.self).consumer_tag))
        case AMQP_BASIC_CANCEL_METHOD:
            self = .consumeCancelled(consumerTag: String(copying: fields(amqp_basic_cancel_t.self).consumer_tag))
        case AMQP_QUEUE_DECLARE_OK_METHOD:
            let declared = fields(amqp_queue_declare_ok_t.self)
            self = .queueDeclared(
                name: String(copying: declared.queue),
                messages: Int(declared.message_count),
                consumers: Int(declared.consumer_count)
            )
        case AMQP_QUEUE_DELETE_OK_METHOD:
            self = .queueDeleted(messages: Int(fields(amqp_queue_delete_ok_t.self).message_count))
        case AMQP_QUEUE_PURGE_OK_METHOD:
            self = .queuePurged(messages: Int(fields(amqp_queue_purge_ok_t.self).message_count))
        default:
            self = Self.withoutFields[id] ?? .unknown(id: id)
        }
    }

    private static let withoutFields: [amqp_method_number_t: Method] = [
        AMQP_CONNECTION_UNBLOCKED_METHOD: .unblocked,
        AMQP_CONNECTION_CLOSE_OK_METHOD: .connectionCloseAnswered,
        AMQP_CHANNEL_OPEN_OK_METHOD: .channelOpened,
        AMQP_CHANNEL_CLOSE_OK_METHOD: .channelCloseAnswered,
        AMQP_BASIC_QOS_OK_METHOD: .prefetchSet,
        AMQP_BASIC_CANCEL_OK_METHOD: .cancelAnswered,
        AMQP_BASIC_GET_EMPTY_METHOD: .gotNothing,
        AMQP_CONFIRM_SELECT_OK_METHOD: .confirmsSelected,
        AMQP_EXCHANGE_DECLARE_OK_METHOD: .done,
        AMQP_EXCHANGE_DELETE_OK_METHOD: .done,
        AMQP_QUEUE_BIND_OK_METHOD: .done,
        AMQP_QUEUE_UNBIND_OK_METHOD: .done,
    ]
}
