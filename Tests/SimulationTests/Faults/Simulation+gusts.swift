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
        case .queueWiped: try loseWords(with: process)
        case .unreadWhenDue: try comeDueUnread()
        default: break
        }
        count(gust)
        process.life?.mortality.live()
        process.disk.reportTruly()
        try process.disk.makeRoom()
        try await startAll()
    }

    /// The last word of one side is lost with its queue, and nothing else tells that it came.
    ///
    /// Either what the agencies answered to the coordinator, or what it answered to an agency: a task that is done is not
    /// spoken of again, unless the agency asks.
    private func loseWords(with process: SimulatedProcess) throws {
        let isAnswer = chance.next() % 2 == 0
        // A word leaves only when its record is confirmed, with the second exchange.
        for each in isAnswer ? [process, coordinator, coordinator] : processes { try exchange(each) }
        _ = wipe([isAnswer ? "assignments.\(process.owner)" : "reports"])
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
