import Casework
import CaseworkTesting

@testable import Fleet

/// What goes wrong when the storm is over: the late steps of a case, numbers above all, are reached by few storms.
extension Simulation {
    /// What people did is worked off, and now and then that goes wrong once.
    func exchangeInGusts(_ process: SimulatedProcess) async throws {
        guard chance.next() % 12 == 0, let life = process.life else { return try exchange(process) }
        let gusts: [FaultKind] = [
            .crashInTurn, .crashInTurn, .commitMisreported, .diskFull, .publishingLost, .queueWiped, .unreadWhenDue,
        ]
        guard let gust = gusts.randomElement(using: &chance) else { return }
        switch gust {
        case .crashInTurn: life.mortality.dieAfter(Int(chance.next() % 4))
        case .diskFull: try process.disk.fill(sparing: Int(chance.next() % 3))
        case .commitMisreported: process.disk.misreportNext()
        default: break
        }
        try exchange(process)
        switch gust {
        case .publishingLost: process.life?.link.losePublishing()
        case .queueWiped: try loseEchoes()
        case .unreadWhenDue: try comeDueUnread()
        default: break
        }
        count(gust)
        process.life?.mortality.live()
        process.disk.reportTruly()
        try process.disk.makeRoom()
        try await startAll()
    }

    /// What the agencies answered to the coordinator's last word is lost with its queue: nothing else tells that it came.
    private func loseEchoes() throws {
        for process in processes { try exchange(process) }
        _ = wipe(["reports"])
        try restoreTopology()
    }

    /// What is due next comes due, and so does what follows it, while the coordinator has not read its queue (promise 6).
    private func comeDueUnread() throws {
        for _ in 0..<4 {
            guard let due = try nextDue() else { return }
            time.jump(to: due)
            try coordinator.turn(limit: 500)
        }
    }
}
