import Dispatch
import Synchronization

/// One caller waiting for a commit: answered once, when it is safe or when patience ends after the commit.
final class Answer<Value: Sendable>: Sendable {
    private struct State {
        var continuation: CheckedContinuation<Saved<Value>, any Error>?
        var value: Value?
        var isCommitted = false
        var isLate = false
    }

    private let state: Mutex<State>

    init(_ continuation: CheckedContinuation<Saved<Value>, any Error>, patience milliseconds: Int) {
        state = Mutex(State(continuation: continuation))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [self] in patienceEnded() }
    }

    func keep(_ value: Value) { state.withLock { $0.value = value } }

    func tell(_ progress: Pipeline.Progress) {
        switch progress {
        case .committed:
            if state.withLock({
                $0.isCommitted = true
                return $0.isLate
            }) {
                resume { .success(.notYetSafe($0)) }
            }
        case .safe: resume { .success(.safe($0)) }
        case .failed(let error): fail(error)
        case .notCommitted(let error): fail(EngineError.cannotSave(reason: "\(type(of: error))"))
        }
    }

    func fail(_ error: any Error) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(throwing: error)
    }

    private func patienceEnded() {
        if state.withLock({
            $0.isLate = true
            return $0.isCommitted
        }) {
            resume { .success(.notYetSafe($0)) }
        }
    }

    private func resume(_ result: (Value) -> Result<Saved<Value>, any Error>) {
        let (continuation, value) = state.withLock { state in
            defer { state.continuation = nil }
            return (state.continuation, state.value)
        }
        guard let continuation, let value else { return }
        continuation.resume(with: result(value))
    }
}
