import Casework
package import Contracts
import Foundation
package import Logging
import ServiceLifecycle
import Synchronization

/// Calls people for urgent tasks that nobody has signed for: beside the engine, which it never keeps waiting.
///
/// What it remembers lives in memory only: after a restart whoever has not signed is called at once.
package final class UrgentNotice: Service {
    private struct State {
        var schedule = CallSchedule()
        var counts = HookReport.Counts()
        /// Why the last call of a place failed.
        var failing: [String: String] = [:]
    }

    private let tasks: any UrgentTasks
    private let engine: Engine
    private let file: HooksFile
    private let time: any PassingTime
    private let log: Logger
    /// Where the desk's door is, for the links that calls carry.
    private let door: String
    private let state = Mutex(State())

    private static let patience = Duration.seconds(10)
    /// How long to wait when the file cannot be read.
    private static let pause = Duration.seconds(5)

    package init(
        tasks: any UrgentTasks,
        engine: Engine,
        file: HooksFile,
        door: String,
        time: any PassingTime = MachineTime(),
        log: Logger
    ) {
        self.tasks = tasks
        self.engine = engine
        self.file = file
        self.door = door
        self.time = time
        self.log = log
    }

    /// Calls until the process is asked to stop.
    package func run() async {
        await cancelWhenGracefulShutdown { await self.work() }
    }

    /// What the person on duty is told.
    package var report: HookReport {
        state.withLock { state in
            HookReport(
                problems: file.problems.map { "\($0.code) \($0.pointer)" },
                failing: state.failing,
                unsigned: state.schedule.count,
                counts: state.counts
            )
        }
    }

    private func work() async {
        let (bell, ringer) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        engine.onCommit { ringer.yield() }
        ringer.yield()
        await withDiscardingTaskGroup { group in
            var alarm: Task<Void, any Error>?
            for await _ in bell {
                alarm?.cancel()
                let (calls, next) = await turn()
                for call in calls {
                    group.addTask { [self] in
                        await make(call)
                        ringer.yield()
                    }
                }
                alarm = next.map { moment in
                    Task { [time] in
                        try await time.sleep(until: moment)
                        ringer.yield()
                    }
                }
            }
            alarm?.cancel()
            group.cancelAll()
        }
    }

    /// Looks at what is unsigned now; gives the calls to make, and when to look again if nothing changes before.
    private func turn() async -> (calls: [CallSchedule.Call], next: Duration?) {
        do {
            let unsigned = try await engine.read { [tasks] in try tasks.unsigned(in: $0) }
            let held = unsigned.reduce(into: [:]) { held, task in
                held[task.id] = file.hooks.hook(agency: tasks.agency, unit: task.unit)?.every
            }
            let now = time.elapsed()
            return state.withLock { state in
                state.schedule.hold(held, at: now)
                return (state.schedule.begin(at: now), state.schedule.next)
            }
        } catch {
            log.error("urgent tasks cannot be read", metadata: ["error": "\(type(of: error))"])
            return ([], time.elapsed() + Self.pause)
        }
    }

    private func make(_ call: CallSchedule.Call) async {
        var place: String?
        var failure: HookFailure?
        do {
            if let task = try await engine.read({ [tasks] in try tasks.urgentTask(call.task, in: $0) }),
                let hook = file.hooks.hook(agency: task.agency, unit: task.unit)
            {
                place = hook.place
                let url = "\(door)/tasks/\(task.id)"
                failure = await reach(hook, UrgentCall(task: task, number: call.number, url: url))
            }
        } catch {
            failure = .untold
        }
        // A call broken off because the process ends says nothing of its hook.
        if !Task.isCancelled { note(call, of: place, failure) }
    }

    private func note(_ call: CallSchedule.Call, of place: String?, _ failure: HookFailure?) {
        if let failure {
            log.warning("a hook failed", metadata: ["task": "\(call.task)", "reason": "\(failure)"])
        }
        let now = time.elapsed()
        state.withLock { state in
            state.schedule.end(call.task, isReached: failure == nil, at: now)
            guard let place else { return }
            state.failing[place] = failure?.description
            if failure == nil { state.counts.reached += 1 } else { state.counts.failed += 1 }
        }
    }

    /// Calls a hook, which has ten seconds.
    private func reach(_ hook: Hook, _ call: UrgentCall) async -> HookFailure? {
        await withTaskGroup(of: HookFailure?.self) { [time] group in
            let end = time.elapsed() + Self.patience
            group.addTask {
                do throws(HookFailure) {
                    switch hook.way {
                    case .command(let words): try await CommandHook(words: words).call(call)
                    case .url(let url): try await WebHook(url: url).call(call)
                    }
                    return nil
                } catch {
                    return error
                }
            }
            group.addTask {
                // Cancelled when the hook was faster; then nobody hears this.
                do { try await time.sleep(until: end) } catch { return nil }
                return .timedOut
            }
            let first = await group.next() ?? .timedOut
            group.cancelAll()
            return first
        }
    }
}
