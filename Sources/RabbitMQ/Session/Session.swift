/// A connection for a few questions and orders: deployment, diagnosis, tests, replay of a stream.
///
/// Every call waits on the session's own thread, none on the caller's, and ends by its deadline. The connection is made at
/// the first call and again after it was lost; a refusal (403, 404, 406) throws and leaves the session usable. For a steady
/// flow of messages use `Consumer` and `Publisher`.
package final class Session: Sendable {
    /// How many messages and consumers the broker counts in a queue; up to five seconds old for a quorum queue.
    package struct QueueState: Sendable, Equatable {
        package var name: String
        package var messages: Int
        package var consumers: Int
    }

    private let mailbox = Mailbox<SessionJob>()
    private let options: ConnectionOptions
    private let patience: Duration

    /// Starts the session's thread; connects at the first call.
    ///
    /// - Parameters:
    ///   - options: how to reach the broker.
    ///   - patience: how long one call may take after the connection is there.
    package init(options: ConnectionOptions, patience: Duration = .seconds(10)) {
        self.options = options
        self.patience = patience
        _ = mailbox.start()
        SessionThread.start(options, mailbox)
    }

    deinit {
        mailbox.stop(StopOrder(manner: .sayGoodbye, deadline: .now))
    }

    /// Makes a session for the time of a closure.
    package static func with<T>(
        _ options: ConnectionOptions,
        patience: Duration = .seconds(10),
        _ work: (Session) async throws -> T
    ) async throws -> T {
        let session = Session(options: options, patience: patience)
        do {
            let result = try await work(session)
            await session.close()
            return result
        } catch {
            await session.close()
            throw error
        }
    }

    /// Connects and logs in, if that has not happened.
    package func connect() async throws(AMQPError) {
        try await perform { _, _ throws(AMQPError) in }
    }

    /// Ends the connection and the thread; calls that wait throw `stopped`.
    package func close() async {
        mailbox.stop(StopOrder(manner: .sayGoodbye, deadline: .now))
        await mailbox.untilEnded()
    }

    /// Runs work on the session's thread, with a connection.
    func perform<T: Sendable>(
        atMost patience: Duration? = nil,
        _ work: @escaping @Sendable (SessionConnection, ContinuousClock.Instant) throws(AMQPError) -> T
    ) async throws(AMQPError) -> T {
        let patience = patience ?? self.patience
        let result: Result<T, AMQPError> = await withCheckedContinuation { continuation in
            let job = SessionJob { connection throws(AMQPError) in
                do throws(AMQPError) {
                    let connection = try connection()
                    let value = try work(connection, .now + patience)
                    continuation.resume(returning: .success(value))
                } catch {
                    continuation.resume(returning: .failure(error))
                    throw error
                }
            } abandon: {
                continuation.resume(returning: .failure(Self.stopped))
            }
            if !mailbox.post(job) { continuation.resume(returning: .failure(Self.stopped)) }
        }
        return try result.get()
    }

    private static let stopped = AMQPError(.stopped, during: "ask the broker", "the session is closed", isFatal: true)
}
