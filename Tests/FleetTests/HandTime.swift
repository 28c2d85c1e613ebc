import Foundation
import Synchronization

@testable import Fleet

/// Time that passes only when a test lets it, and that tells how long its sleepers mean to sleep.
final class HandTime: PassingTime {
    private typealias Watcher = (moment: Duration, continuation: CheckedContinuation<Void, Never>)

    private struct State {
        var now = Duration.zero
        var next = 0
        var sleepers: [Int: (moment: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var watchers: [Watcher] = []
    }

    private let state = Mutex(State())

    func elapsed() -> Duration { state.withLock { $0.now } }

    func sleep(until moment: Duration) async throws {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // Resumed outside the lock: a cancellation holds the task's own lock while it waits for this one.
                let (isOver, isCancelled, seen) = state.withLock { state in
                    if moment <= state.now { return (true, false, [Watcher]()) }
                    if Task.isCancelled { return (false, true, [Watcher]()) }
                    state.sleepers[id] = (moment, continuation)
                    defer { state.watchers.removeAll { $0.moment == moment } }
                    return (false, false, state.watchers.filter { $0.moment == moment })
                }
                if isOver { continuation.resume() }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
                for watcher in seen { watcher.continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Returns as soon as somebody sleeps until exactly this moment: all that comes before it has been done.
    func someoneSleeps(until moment: Duration) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.sleepers.values.contains(where: { $0.moment == moment }) { return true }
                state.watchers.append((moment, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Lets time pass.
    func pass(_ duration: Duration) {
        let woken = state.withLock { state in
            state.now += duration
            let due = state.sleepers.filter { $0.value.moment <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }
}
