import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB

@testable import Coordinator
@testable import Fleet

/// After the storm: everything is healed, and whatever is open is brought to its end.
extension Simulation {
    /// Ends every fault that lasts.
    func calmDown() async throws {
        broker.isAlarmed = false
        kept = []
        for process in processes {
            process.isFrozen = false
            process.disk.reportTruly()
            try process.disk.makeRoom()
        }
        try restoreTopology()
        try await startAll()
    }

    /// Plays until every case has ended and everything is told; says what will not.
    func finish() async throws -> [String] {
        var (restless, patience) = (0, 12)
        for _ in 0..<300 {
            if try await !settle() { restless += 1 }
            // A fleet that goes round in circles is told from a slow one, and does not hold up the other seeds.
            if restless > 12 { break }
            if try insist() { continue }
            try await vote()
            var worked = 0
            while worked < 200, try rulings.act(at: coordinator, isDiligent: true, by: &chance) {
                try await exchangeInGusts(coordinator)
                worked += 1
            }
            for process in processes {
                while worked < 400, try people.act(at: process, isDiligent: true, by: &chance) {
                    try await exchangeInGusts(process)
                    worked += 1
                    if chance.next() % 4 == 0 { break }
                }
            }
            if worked > 0 { continue }
            if let due = try nextDue() {
                time.jump(to: due)
                // A fence that was lost with its queue is sent again when its patience is over.
                time.wait(5000)
                broker.now = time.elapsed()
            } else if patience > 0, try !unechoed().isEmpty {
                // Who has not been told of a task has not refused it: what was lost is said again first.
                patience -= 1
                time.wait(86_400_000)
                broker.now = time.elapsed()
            } else if try !endWhatNobodyCanDo() {
                let before = try openCases()
                let words = try await lastWords()
                // What was said again may have brought a case on: then there is something to do once more.
                if try openCases() == before { return words }
            }
        }
        let rest = restless > 12 ? ["does not come to rest"] : []
        let words = try untaken().map { "is not taken: \($0.caseType) \($0.externalID)" }.sorted()
        return try rest + words + openCases().map { "does not end: \($0)" }
            + ["refused meanwhile: \(witness.seen.refusals)"]
    }

    /// Exchanges messages until none is left anywhere; false when that does not come.
    @discardableResult
    private func settle() async throws -> Bool {
        for round in 0..<60 {
            try await startAll()
            for process in processes { try exchange(process) }
            if try isSettled() { return true }
            time.wait(round < 20 ? 50 : 6000)
            broker.now = time.elapsed()
        }
        return false
    }

    private func isSettled() throws -> Bool {
        try processes.allSatisfy { process in
            guard let life = process.life, life.link.isIdle, life.loop.pipeline.isIdle,
                life.engine.office.queues.allSatisfy({ broker.depth(of: $0) == 0 })
            else { return false }
            return try life.store.read { try Outbox.counts(in: $0).unsent } == 0
        }
    }

    /// Rolls that are waited for are brought before the bureau makes up figures, and owners use what is left of their time.
    private func vote() async throws {
        guard seed >= World.shipped, let housing = processes.first(where: { $0.owner == "housing" }) else { return }
        for _ in 0..<24 where try voters.act(at: housing, now: time.now(), by: &chance) {
            try await exchangeInGusts(housing)
        }
        voters.hear()
    }

    /// The integrator sends again what has no receipt; says whether anything was missing.
    private func insist() throws -> Bool {
        guard coordinator.life != nil else { return true }
        let missing = try untaken()
        publisher.insist(on: missing.contains, at: time.now())
        return !missing.isEmpty
    }

    /// What the integrator wants to be a case and what is none.
    private func untaken() throws -> Set<SimulatedPublisher.Intent> {
        let store = try coordinator.read()
        return Set(
            try publisher.intents.filter { intent in
                try store.read {
                    try Receipts.intent(user: SimulatedPublisher.user, externalID: intent.externalID, in: $0) == nil
                }
            }
        )
    }

    func nextDue() throws -> Instant? {
        guard let life = coordinator.life else { return time.now() }
        return try life.store.read { try life.engine.office.nextDue(in: $0) }
    }

    private func openCases() throws -> [String] {
        try states(where: "closed_at IS NULL").map { state in
            guard let workflow = world.books.workflows[state.workflow] else { return state.id }
            let reasons = state.waiting(by: workflow, at: time.now()).map(\.sentence.en)
            return "\(state.id) \(state.workflow): \(reasons.joined(separator: " "))"
        }
    }

    private func states(where condition: String) throws -> [Case] {
        try coordinator.read().read { db in
            try Row.fetchAll(db, sql: "SELECT id, body FROM cases WHERE \(condition) ORDER BY seq").map {
                try CaseBook.decode($0["body"], of: $0["id"])
            }
        }
    }

    /// The coordinator ends by ruling what nobody can do any more: everybody has had a part in it.
    ///
    /// A case that waits for nothing but a ruling, because a step was waived that its end asks for, goes back to that step.
    private func endWhatNobodyCanDo() throws -> Bool {
        for state in try states(where: "closed_at IS NULL") {
            if state.openTasks.isEmpty, let waived = state.tasks.last(where: { $0.outcome == "waived" }) {
                rulings.back(to: waived.ref.step, of: state.id, at: coordinator)
                return true
            }
            guard let task = state.openTasks.first, let workflow = world.books.workflows[state.workflow],
                let outcome = workflow[task.ref.step]?.outcomes.first
            else { continue }
            rulings.end(task.ref, outcome, of: state.id, at: coordinator)
            return true
        }
        return false
    }

    /// Nothing waits for people or time any more: what is still not echoed is said again until it is.
    private func lastWords() async throws -> [String] {
        for _ in 0..<12 {
            if try unechoed().isEmpty { break }
            time.wait(86_400_000)
            broker.now = time.elapsed()
            try await settle()
        }
        let open = try openCases().map { "not ended: \($0)" }
        return open + (try unechoed())
    }

    private func unechoed() throws -> [String] {
        var all = try states(where: "untold <> ''").flatMap { state in
            state.tasks.filter(\.isUntold).map { task in
                "nobody echoes \(task.ref.id(in: state.id)) (\(task.state) at \(task.holder.agency)): "
                    + "told \(task.sequence), seen \(task.seen)"
            }
        }
        for process in processes {
            all += try process.read().read { db in
                try String.fetchAll(db, sql: "SELECT case_id || '.' || step FROM desk_task WHERE unheard")
            }.map { "unheard at \(process.owner): \($0)" }
        }
        return all
    }
}
