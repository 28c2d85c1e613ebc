/// Why a hook did not reach anybody; its words say nothing of the task and nothing of the hook.
enum HookFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case exited(Int32)
    case killed(signal: Int32)
    case notStarted(String)
    case status(Int)
    case unreachable
    case refused
    case timedOut
    /// The task could not be read from the file.
    case untold

    var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .killed(let signal): "signal \(signal)"
        case .notStarted(let reason): "cannot be started: \(reason)"
        case .status(let code): "HTTP \(code)"
        case .unreachable: "unreachable"
        case .refused: "connection refused"
        case .timedOut: "no answer within 10 s"
        case .untold: "the task cannot be read"
        }
    }
}
