/// How to reach the broker and how patient to be.
package struct ConnectionOptions: Sendable {
    /// The nodes of one cluster; they are tried in random order.
    package var endpoints: [Endpoint]
    /// Shown by the broker's tools, to tell connections apart.
    package var name: String
    /// Seconds between signs of life, at least 1; a peer that is silent for twice this is given up.
    package var heartbeatSeconds: Int
    /// For opening the TCP (and TLS) connection.
    package var connectTimeout: Duration
    /// For the login dialogue.
    package var handshakeTimeout: Duration
    /// How long the kernel lets sent data go unacknowledged (TCP_USER_TIMEOUT).
    package var silenceTimeout: Duration
    package var backoff: Backoff
    /// Consumer: bodies over this many bytes are thrown away while they arrive.
    package var bodyLimit: Int
    /// Publisher: how many unconfirmed messages may be on the way.
    package var window: Int
    /// Publisher: how long to wait for one confirm before the message is refused as unconfirmed.
    package var confirmTimeout: Duration
    /// Publisher: a queue that the broker gives to one connection alone; nothing is published before it is ours.
    ///
    /// It goes with the connection, so that whoever has it next knows that nothing more comes from here.
    package var lease: String?

    package init(
        endpoints: [Endpoint],
        name: String,
        heartbeatSeconds: Int = 10,
        connectTimeout: Duration = .seconds(5),
        handshakeTimeout: Duration = .seconds(10),
        silenceTimeout: Duration = .seconds(15),
        backoff: Backoff = Backoff(),
        bodyLimit: Int = 1 << 20,
        window: Int = 1000,
        confirmTimeout: Duration = .seconds(20),
        lease: String? = nil
    ) {
        precondition(!endpoints.isEmpty, "a connection needs at least one endpoint")
        precondition(heartbeatSeconds > 0, "without heartbeats a silent broker is never noticed")
        precondition(window > 0, "a window of zero publishes nothing")
        self.endpoints = endpoints
        self.name = name
        self.heartbeatSeconds = heartbeatSeconds
        self.connectTimeout = connectTimeout
        self.handshakeTimeout = handshakeTimeout
        self.silenceTimeout = silenceTimeout
        self.backoff = backoff
        self.bodyLimit = bodyLimit
        self.window = window
        self.confirmTimeout = confirmTimeout
        self.lease = lease
    }
}
