import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// When and how a connection's thread ends.
struct StopOrder: Sendable {
    /// What happens to the connection.
    enum Manner: Sendable {
        /// As a crash would: the broker gives back what is unsettled in its order.
        case dropSocket
        /// With the protocol's farewell.
        case sayGoodbye
    }

    var manner: Manner
    /// Until then the thread may finish what it has begun.
    var deadline: ContinuousClock.Instant
}

/// What other threads and tasks want of a connection's thread; never blocks them.
final class Mailbox<Request: Sendable>: Sendable {
    private struct State {
        var requests: [Request] = []
        var order: StopOrder?
        var hasStarted = false
        var hasEnded = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    /// Readable while something new is inside; to be polled beside the socket.
    let wake: Int32

    init() {
        wake = makeWakeDescriptor()
    }

    deinit {
        Glibc.close(wake)
    }

    /// Leaves a request.
    ///
    /// - Returns: false when the thread has ended or was told to, and nobody will read it.
    func post(_ request: Request) -> Bool {
        let (taken, isFirst) = state.withLock { state in
            guard state.order == nil, !state.hasEnded else { return (false, false) }
            state.requests.append(request)
            return (true, state.requests.count == 1)
        }
        if isFirst { signal() }
        return taken
    }

    /// Takes everything that was left, in order, and the order to stop if there is one.
    func take() -> (requests: [Request], order: StopOrder?) {
        var count: UInt64 = 0
        // Emptied before the look inside: what is posted in between wakes the thread once more, and nothing is missed.
        _ = read(wake, &count, MemoryLayout<UInt64>.size)
        return state.withLock { state in
            defer { state.requests = [] }
            return (state.requests, state.order)
        }
    }

    /// Tells the thread to end; the first order counts.
    func stop(_ order: StopOrder) {
        state.withLock { state in
            if state.order == nil { state.order = order }
        }
        signal()
    }

    /// Notes that the thread runs.
    ///
    /// - Returns: false when it was started before.
    func start() -> Bool {
        state.withLock { state in
            defer { state.hasStarted = true }
            return !state.hasStarted
        }
    }

    /// The thread's last act.
    ///
    /// - Returns: requests that came too late to be read.
    func end() -> [Request] {
        let (waiters, requests) = state.withLock { state in
            state.hasEnded = true
            defer { (state.waiters, state.requests) = ([], []) }
            return (state.waiters, state.requests)
        }
        for waiter in waiters { waiter.resume() }
        return requests
    }

    /// Waits until the thread has ended; at once when it was never started.
    func untilEnded() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                guard state.hasStarted, !state.hasEnded else { return true }
                state.waiters.append(continuation)
                return false
            }
            if isOver { continuation.resume() }
        }
    }

    private func signal() {
        var one: UInt64 = 1
        // Full means that it is readable already.
        _ = write(wake, &one, MemoryLayout<UInt64>.size)
    }
}
