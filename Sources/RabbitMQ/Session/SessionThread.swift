import Foundation

/// One call of a session; exactly one of the two closures is called, once.
struct SessionJob: Sendable {
    /// Does the work with the connection that the argument gives or makes, and throws when that was lost.
    var run: @Sendable (() throws(AMQPError) -> SessionConnection) throws(AMQPError) -> Void
    /// Answers the caller when the work will not be done.
    var abandon: @Sendable () -> Void
}

/// The thread of a session: runs its calls one after the other and keeps the connection alive in between.
enum SessionThread {
    /// Starts the thread; it ends with an order in the mailbox.
    static func start(_ options: ConnectionOptions, _ mailbox: Mailbox<SessionJob>) {
        let thread = Thread { run(options, mailbox) }
        thread.name = options.name
        thread.start()
    }

    private static func run(_ options: ConnectionOptions, _ mailbox: Mailbox<SessionJob>) {
        var connection: SessionConnection?
        while true {
            let (jobs, order) = mailbox.take()
            for job in jobs {
                do throws(AMQPError) {
                    try job.run { () throws(AMQPError) in
                        if let connection { return connection }
                        let made = try SessionConnection(options)
                        connection = made
                        return made
                    }
                } catch {
                    // The caller has the error; what is left to decide is whether the connection can be used again.
                    if error.isFatal { connection = nil }
                }
            }
            if order != nil { break }
            do throws(AMQPError) {
                try connection?.keepAlive()
            } catch {
                // Nobody waits for anything: the next call connects again.
                connection = nil
            }
            let pause = Duration.seconds(options.heartbeatSeconds) / 4
            waitForNews(mailbox: mailbox.wake, socket: connection?.descriptor, atMost: pause)
        }
        connection?.close()
        for job in mailbox.end() { job.abandon() }
    }
}

/// A session's connection, used on its thread only: sends a method and waits for the answer.
final class SessionConnection {
    /// The channel for everything but reading; in confirm mode.
    static let channel: UInt16 = 1
    /// A channel that is open only while a queue is read.
    static let readingChannel: UInt16 = 2

    private let link: Link
    private var router: FrameRouter
    private var arrived = Fifo<Effect>()
    private var isChannelOpen = false
    private var published: UInt64 = 0

    init(_ options: ConnectionOptions) throws(AMQPError) {
        router = FrameRouter(bodyLimit: options.bodyLimit)
        var failure = AMQPError(.unusable, during: "connect", "there is no endpoint", isFatal: true)
        for node in options.endpoints.shuffled() {
            do throws(AMQPError) {
                link = try Link(node, options)
                return
            } catch {
                failure = error
            }
        }
        throw failure
    }

    var descriptor: Int32 { link.descriptor }

    /// Reads what has arrived, so that heartbeats are served.
    func keepAlive() throws(AMQPError) {
        while let frame = try link.next() {
            for effect in router.route(frame) {
                if case .send(let command) = effect { try link.send(command) }
                try throwIfOver(effect, during: "stay connected")
            }
        }
    }

    /// Says goodbye.
    func close() {
        link.close()
    }

    /// Opens the channel, if a refusal has closed it or nothing has opened it.
    func openChannel(by deadline: ContinuousClock.Instant) throws(AMQPError) {
        guard !isChannelOpen else { return }
        let operation = "open a channel"
        _ = try ask(.openChannel(Self.channel), Self.channel, operation, deadline)
        _ = try ask(.selectConfirms(Self.channel), Self.channel, operation, deadline)
        isChannelOpen = true
        published = 0
    }

    /// Writes without waiting for an answer.
    func send(_ command: Command) throws(AMQPError) {
        try link.send(command)
    }

    /// Writes a message on the channel.
    ///
    /// - Returns: the tag under which it will be confirmed.
    func publish(_ publication: Publication) throws(AMQPError) -> UInt64 {
        try link.publish(publication, on: Self.channel)
        published += 1
        return published
    }

    /// Sends a method and waits for its answer.
    func ask(
        _ command: Command,
        _ channel: UInt16,
        _ operation: String,
        _ deadline: ContinuousClock.Instant
    ) throws(AMQPError) -> Method {
        try link.send(command)
        while true {
            guard case .answered(channel, let method) = try effect(during: operation, by: deadline) else { continue }
            return method
        }
    }

    /// The next effect that concerns the caller.
    ///
    /// - Throws: when the channel or the connection ended, or the deadline passed; the latter ends the connection too, since
    ///   a late answer would be taken for the next one.
    func effect(during operation: String, by deadline: ContinuousClock.Instant) throws(AMQPError) -> Effect {
        guard let effect = try effectIfAny(during: operation, by: deadline) else {
            throw AMQPError(.timeout, during: operation, "no answer in time", isFatal: true)
        }
        return effect
    }

    /// The next effect that concerns the caller; nil when the deadline passed.
    func effectIfAny(during operation: String, by deadline: ContinuousClock.Instant) throws(AMQPError) -> Effect? {
        while true {
            if let effect = arrived.popFirst() {
                if case .send(let command) = effect {
                    try link.send(command)
                    continue
                }
                try throwIfOver(effect, during: operation)
                return effect
            }
            if let frame = try link.next() {
                arrived.append(contentsOf: router.route(frame))
                continue
            }
            let left = deadline - .now
            guard left > .zero else { return nil }
            if !link.hasBufferedInput { link.waitForInput(min(left, .seconds(1))) }
        }
    }

    private func throwIfOver(_ effect: Effect, during operation: String) throws(AMQPError) {
        switch effect {
        case .channelClosed(let channel, let code, let text):
            if channel == Self.channel { isChannelOpen = false }
            throw AMQPError(.broker(code), during: operation, text, isFatal: false)
        case .connectionClosed(let code, let text):
            throw AMQPError(.broker(code), during: operation, text, isFatal: true)
        case .violated(let text):
            throw AMQPError(.violation, during: operation, text, isFatal: true)
        case .message, .confirmed, .nacked, .cancelled, .answered, .blocked, .unblocked, .send:
            return
        }
    }
}
