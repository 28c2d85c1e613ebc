import Casework
import Fleet
import Synchronization

/// Moves a jumping clock: when neither a machine nor a person has anything left to do, to the next due instant.
///
/// A person's open task is something left to do, so a deadline is never jumped over while somebody reads; `huiban clock
/// jump` moves on all the same.
final class ClockJumper: Sendable {
    private let home: Home
    private let jumps = Mutex<[Instant]>([])

    init(home: Home) { self.home = home }

    /// The jumps since the last call.
    func takeJumps() -> [Instant] {
        jumps.withLock { all in
            defer { all = [] }; return all
        }
    }

    /// Looks several times a second until it is cancelled.
    func run() async {
        var pause = Duration.milliseconds(50)
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: pause)
                // Ever longer while there is nothing to jump to, so that an idle fleet stays idle.
                pause = try await look() ? .milliseconds(50) : min(pause * 2, .milliseconds(800))
            } catch {
                // Stopping, or the clock was changed by hand to one that cannot jump: the next look sees.
                continue
            }
        }
    }

    private func look() async throws -> Bool {
        guard try FleetClock(home: home).anchor.mode == .jumping, let file = try FleetFile.read(from: home),
            file.phase == .running, let quiet = await FleetPulse(file: file).quiet(),
            quiet.isQuiet, quiet.openTasks.isEmpty, let due = quiet.nextDue
        else { return false }
        guard try FleetClock(home: home).now() < due else { return true }
        try FleetClock.jump(home, to: due)
        jumps.withLock { $0.append(due) }
        return true
    }
}
