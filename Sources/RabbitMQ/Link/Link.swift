import CRabbitMQ

#if canImport(Glibc)
import Glibc
#endif

/// One AMQP connection: the owner of the library's connection state.
///
/// Not `Sendable`, and the state is not thread safe either (rabbitmq-c issue 428): it is made, used and freed on one thread.
/// Pointers of the library do not leave the files of this folder; what goes in and out are values.
final class Link {
    let state: amqp_connection_state_t
    let memory = OutgoingMemory()
    /// Host and port.
    let node: String
    /// The broker's socket, to be polled.
    let descriptor: Int32

    /// Connects and logs in; blocks until done or until one of the timeouts.
    init(_ endpoint: Endpoint, _ options: ConnectionOptions) throws(AMQPError) {
        node = endpoint.node
        let connecting = "connect to \(endpoint.node)"
        guard let state = amqp_new_connection() else {
            throw AMQPError(.system(ENOMEM), during: connecting, "out of memory", isFatal: true)
        }
        do throws(AMQPError) {
            var connect = options.connectTimeout.timeval
            let socket = try Self.socket(for: endpoint, in: state)
            let opened = amqp_socket_open_noblock(socket, endpoint.host, Int32(endpoint.port), &connect)
            // The library keeps the system's reason to itself.
            if opened == AMQP_STATUS_SOCKET_ERROR.rawValue {
                throw AMQPError(.library(opened), during: connecting, "nothing answers at that port", isFatal: true)
            }
            try check(opened, during: connecting)
            descriptor = amqp_get_sockfd(state)
            try Self.setSilenceTimeout(options.silenceTimeout, of: descriptor, connecting)
            var handshake = options.handshakeTimeout.timeval
            try check(amqp_set_handshake_timeout(state, &handshake), during: connecting)
            try Self.login(endpoint, options, state, memory)
        } catch {
            amqp_destroy_connection(state)
            throw error
        }
        self.state = state
    }

    deinit {
        // Nothing may be waited for here: TLS would otherwise exchange its farewell with a silent peer (rabbitmq-c issue 313).
        shutdown(descriptor, Int32(SHUT_RDWR))
        amqp_destroy_connection(state)
    }

    /// Whether frames or bytes wait inside the library, where `poll` cannot see them.
    var hasBufferedInput: Bool {
        amqp_frames_enqueued(state) != 0 || amqp_data_in_buffer(state) != 0
    }

    /// How many bytes can be written without waiting for the peer, or nil when nothing is on its way and any size may be tried.
    ///
    /// The library waits for room without a deadline, so a stopped broker would hold the thread until TCP_USER_TIMEOUT. Half
    /// of the kernel's buffer is left for acknowledgements and heartbeats, and since the kernel counts its own overhead in it.
    var room: Int? {
        let unsent = Int(huiban_unsent(descriptor))
        // A socket that is gone has room: the next call then says why it is gone.
        return unsent <= 0 ? nil : max(0, Int(huiban_send_buffer(descriptor)) / 2 - unsent)
    }

    /// How long the kernel lets sent data go unacknowledged before it cuts the connection; nil waits while the peer answers.
    func setSilenceTimeout(_ timeout: Duration?) throws(AMQPError) {
        try Self.setSilenceTimeout(timeout ?? .zero, of: descriptor, "watch \(node)")
    }

    /// Says goodbye and waits up to a second for the answer.
    func close() {
        let patience = ContinuousClock.now + .seconds(1)
        do throws(AMQPError) {
            try send(.closeConnection)
            while ContinuousClock.now < patience {
                guard let frame = try next() else {
                    _ = waitForInput(.milliseconds(100))
                    continue
                }
                if case .method(_, .connectionCloseAnswered) = frame { return }
            }
        } catch {
            // The connection is gone before its end was agreed: what was wanted.
            return
        }
    }

    /// Ends the connection as a crash would, after what was written has gone out.
    ///
    /// On 3.10.8 an abrupt end kept the order of the unsettled deliveries in every measurement. The rest of the input is read away, since closing a socket with unread input sends a reset, which could overtake
    /// the last acknowledgements.
    func drop() {
        shutdown(descriptor, Int32(SHUT_WR))
        let patience = ContinuousClock.now + .milliseconds(500)
        var waste = [UInt8](repeating: 0, count: 65536)
        while ContinuousClock.now < patience {
            guard waitForInput(.milliseconds(100)) else { continue }
            let count = recv(descriptor, &waste, waste.count, Int32(MSG_DONTWAIT))
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { return }
        }
    }

    /// Waits until bytes arrive; false when none came in time.
    @discardableResult
    func waitForInput(_ patience: Duration) -> Bool {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, Int32(clamping: patience.milliseconds)) > 0
    }

    private static func setSilenceTimeout(
        _ timeout: Duration,
        of descriptor: Int32,
        _ operation: String
    ) throws(AMQPError) {
        guard huiban_set_user_timeout(descriptor, UInt32(clamping: timeout.milliseconds)) == 0 else {
            throw AMQPError(.system(errno), during: operation, "TCP_USER_TIMEOUT was refused", isFatal: true)
        }
    }

    private static func socket(
        for endpoint: Endpoint,
        in state: amqp_connection_state_t
    ) throws(AMQPError) -> OpaquePointer {
        let operation = "prepare a connection to \(endpoint.node)"
        guard endpoint.usesTLS else {
            guard let socket = amqp_tcp_socket_new(state) else {
                throw AMQPError(.system(ENOMEM), during: operation, "out of memory", isFatal: true)
            }
            return socket
        }
        // 0.11 compares addresses wrongly with the names in a certificate (fixed in rabbitmq-c issue 784).
        guard endpoint.host.contains(where: { $0.isLetter }), !endpoint.host.contains(":") else {
            throw AMQPError(.unusable, during: operation, "TLS needs a host name, not an address", isFatal: true)
        }
        guard let socket = amqp_ssl_socket_new(state) else {
            throw AMQPError(.system(ENOMEM), during: operation, "TLS is not available", isFatal: true)
        }
        amqp_ssl_socket_set_verify_peer(socket, 1)
        amqp_ssl_socket_set_verify_hostname(socket, 1)
        try check(amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST), during: operation)
        let authorities = endpoint.authorityFile ?? "/etc/ssl/certs/ca-certificates.crt"
        try check(amqp_ssl_socket_set_cacert(socket, authorities), during: "read the authorities in \(authorities)")
        return socket
    }

    private static func login(
        _ endpoint: Endpoint,
        _ options: ConnectionOptions,
        _ state: amqp_connection_state_t,
        _ memory: OutgoingMemory
    ) throws(AMQPError) {
        defer { memory.reset() }
        // Without consumer_cancel_notify a deleted queue is silent; without connection.blocked so is an alarm.
        let capabilities: [String: FieldValue] = [
            "authentication_failure_close": true, "basic.nack": true, "connection.blocked": true,
            "consumer_cancel_notify": true, "publisher_confirms": true,
        ]
        var properties = memory.table([
            "connection_name": .text(options.name), "product": "huiban", "capabilities": .table(capabilities),
        ])
        let reply = huiban_login_plain(
            state,
            endpoint.virtualHost,
            0,
            131_072,
            Int32(options.heartbeatSeconds),
            &properties,
            endpoint.user,
            endpoint.password
        )
        try check(reply, during: "log in to \(endpoint.node) as \(endpoint.user)")
    }
}

/// Turns a status of the library into an error; everything below zero means that the connection cannot be used any more.
func check(_ status: Int32, during operation: String) throws(AMQPError) {
    guard status < 0 else { return }
    let text = amqp_error_string2(status).map { String(cString: $0) } ?? "unknown status"
    throw AMQPError(.library(status), during: operation, text, isFatal: true)
}

/// Turns the reply of the login dialogue into an error.
private func check(_ reply: amqp_rpc_reply_t, during operation: String) throws(AMQPError) {
    switch reply.reply_type {
    case AMQP_RESPONSE_NORMAL:
        return
    case AMQP_RESPONSE_SERVER_EXCEPTION:
        guard reply.reply.id == AMQP_CONNECTION_CLOSE_METHOD, let decoded = reply.reply.decoded else {
            throw AMQPError(.violation, during: operation, "unexpected answer", isFatal: true)
        }
        let close = decoded.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
        throw AMQPError(.broker(close.reply_code), during: operation, String(copying: close.reply_text), isFatal: true)
    default:
        try check(reply.library_error < 0 ? reply.library_error : -0x0010, during: operation)
    }
}

extension Duration {
    /// Whole milliseconds, rounded up so that a wait is never cut to nothing.
    var milliseconds: Int64 {
        let parts = components
        return parts.seconds * 1000 + (parts.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }

    fileprivate var timeval: timeval {
        let parts = components
        return Glibc.timeval(tv_sec: Int(parts.seconds), tv_usec: Int(parts.attoseconds / 1_000_000_000_000))
    }
}
