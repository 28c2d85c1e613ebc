import Foundation
import Synchronization

/// A program run for one call: the call in its environment and as one line on its standard input.
struct CommandHook {
    let words: [String]

    /// Where a run stands; kept so that a call given up in whatever moment leaves no program behind.
    private struct Run {
        var pid: pid_t?
        var isGivenUp = false
    }

    /// Runs the program to its end; cancelled, it kills it with everything that it started.
    func call(_ call: UrgentCall) async throws(HookFailure) {
        let process: Process
        do { process = try prepared(call) } catch { throw HookFailure(notStarted: error) }
        let run = Mutex(Run())
        let failure: HookFailure? = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                process.terminationHandler = { ended in
                    run.withLock { $0.pid = nil }
                    continuation.resume(returning: HookFailure(ended.terminationReason, ended.terminationStatus))
                }
                do {
                    try run.withLock { run in
                        guard !run.isGivenUp else { throw CancellationError() }
                        try process.run()
                        run.pid = process.processIdentifier
                    }
                } catch {
                    continuation.resume(returning: HookFailure(notStarted: error))
                }
            }
        } onCancel: {
            run.withLock { run in
                run.isGivenUp = true
                // Foundation makes every program the leader of a process group of its own.
                if let pid = run.pid { kill(-pid, SIGKILL) }
            }
        }
        if let failure { throw failure }
    }

    private func prepared(_ call: UrgentCall) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = ProcessInfo.processInfo.environment.merging(call.environment) { _, new in new }
        // What a program prints may be anything; only its exit code is ours to keep.
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let input = Pipe()
        process.standardInput = input
        // A pipe holds far more than a call: written before anybody reads, it waits for nobody and misses nobody.
        try input.fileHandleForWriting.write(contentsOf: try call.json() + Data("\n".utf8))
        try input.fileHandleForWriting.close()
        return process
    }
}

extension HookFailure {
    /// What the end of a program says, nil when it ended well.
    fileprivate init?(_ reason: Process.TerminationReason, _ status: Int32) {
        switch reason {
        case .exit where status == 0: return nil
        case .exit: self = .exited(status)
        case .uncaughtSignal: self = .killed(signal: status)
        @unknown default: self = .exited(status)
        }
    }

    /// What kept a program from being started, without its path.
    fileprivate init(notStarted error: any Error) {
        switch error {
        case let error as CocoaError where error.code == .fileNoSuchFile || error.code == .fileReadNoSuchFile:
            self = .notStarted("no such program")
        case let error as CocoaError: self = .notStarted("code \(error.code.rawValue)")
        case let error as NSError: self = .notStarted("code \(error.code)")
        }
    }
}
