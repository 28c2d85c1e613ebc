import Fleet
import Foundation

/// A process started by this one, in a process group of its own so that a terminal's Ctrl-C reaches only the supervisor.
struct Child {
    /// How a process ended.
    enum End: Hashable {
        case exited(Int32)
        case killed(signal: Int32)

        /// The end in words for logs and `fleet.json`.
        var text: String {
            switch self {
            case .exited(let code): "exit code \(code)"
            case .killed(let signal): "signal \(signal)"
            }
        }
    }

    /// What keeps a process from being started.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let code: Int32

        var description: String { "\(path): \(String(cString: strerror(code)))" }
    }

    /// What is to be started.
    struct Plan {
        var path: String
        var arguments: [String]
        var environment: [String: String]
        var log: String
        /// True to start it in a session of its own, away from the terminal.
        var isDetached = false
    }

    let pid: pid_t

    /// Starts a process with its output appended to a log and nothing else of ours open in it.
    ///
    /// - Throws: `Failure`.
    init(_ plan: Plan) throws {
        LogTail.turnOver(plan.log)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, plan.log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        Self.keepOwnFiles()

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var every = sigset_t()
        sigfillset(&every)
        posix_spawnattr_setsigdefault(&attributes, &every)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // POSIX_SPAWN_SETSID is a macro of <spawn.h> that Swift does not import.
        let session = plan.isDetached ? 0x80 : POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(session | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        var arguments: [UnsafeMutablePointer<CChar>?] = ([plan.path] + plan.arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = plan.environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + environment { free(pointer) } }
        var started: pid_t = 0
        let code = posix_spawn(&started, plan.path, &actions, &attributes, &arguments, &environment)
        guard code == 0 else { throw Failure(path: plan.path, code: code) }
        pid = started
    }

    /// Marks every open file of this process as not for children; libraries do not always do it themselves.
    private static func keepOwnFiles() {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap(Int32.init) where descriptor > 2 {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
    }

    /// How it ended, once; nil while it runs.
    func reap() -> End? {
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
    }
}
