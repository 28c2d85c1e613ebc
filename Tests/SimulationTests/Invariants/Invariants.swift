import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB

@testable import Coordinator
@testable import Desk
@testable import Fleet

/// What must hold when a simulated fleet has come to rest (design section 3).
struct Invariants {
    let simulation: Simulation

    /// Everything that does not hold, in words.
    func violations() async throws -> [String] {
        var found = try everythingIsSent()
        found += try keptMessagesAreRubbish()
        found += try everythingAcknowledgedHasItsEffect()
        found += try everyYesIsInTheLog()
        found += try numbersHaveNoGapAndNoDouble()
        found += try noStepHasTwoEffects()
        found += try cardsComeOnce()
        found += try everyBallotCountsOnce()
        found += try everyCallOpensOneCaseAndHearsOfItsEnd()
        found += try countsOfDesksAreTrue()
        found += try nothingDueBeatWhatHadArrived()
        found += try eventsHaveNoGapAndNoConflict()
        found += try journalsAreTheLogs()
        if found.isEmpty { found += try repetitionChangesNothing() }
        found += try tablesAreTheLogs()
        if found.isEmpty { found += try destructionLeavesLogsThatFold() }
        return found
    }

    var coordinator: Store { get throws { try simulation.coordinator.read() } }

    /// What the tabs of a desk say is what lies there.
    private func countsOfDesksAreTrue() throws -> [String] {
        try simulation.processes.flatMap { process in
            try process.read().read { db in
                let counted = try Row.fetchAll(
                    db,
                    sql: "SELECT class, state, count(*) FROM desk_line GROUP BY 1, 2 ORDER BY 1, 2"
                )
                let told = try Row.fetchAll(
                    db,
                    sql: "SELECT class, state, n FROM desk_tally WHERE n <> 0 ORDER BY 1, 2"
                )
                let isSame = counted.map { Array($0.databaseValues) } == told.map { Array($0.databaseValues) }
                return isSame ? [] : ["counts of \(process.owner): \(told) are \(counted)"]
            }
        }
    }

    private func everythingIsSent() throws -> [String] {
        try simulation.processes.flatMap { process in
            let counts = try process.read().read { try Outbox.counts(in: $0) }
            return counts.unsent == 0 ? [] : ["unsent at \(process.owner): \(counts.unsent), stuck \(counts.stuck)"]
        }
    }

    /// Only what nobody can read is dead; a message that three deaths fell on may be, too.
    private func keptMessagesAreRubbish() throws -> [String] {
        try simulation.processes.flatMap { process in
            try process.read().read { db in
                let dead = try String.fetchAll(db, sql: "SELECT DISTINCT reasons FROM dead").filter { reasons in
                    !reasons.hasPrefix("JSON_SYNTAX") && reasons != "POISON"
                }
                let parked = try String.fetchAll(db, sql: "SELECT DISTINCT reasons FROM parked")
                let stopped =
                    process.owner == "coordinator"
                    ? try String.fetchAll(db, sql: "SELECT stopped FROM cases WHERE stopped IS NOT NULL") : []
                return dead.map { "dead at \(process.owner): \($0)" }
                    + parked.map { "parked at \(process.owner): \($0)" }
                    + stopped.map { "a clock stopped: \($0)" }
            }
        }
    }

    /// Promise 1: what was acknowledged has a receipt in the log, or is kept.
    private func everythingAcknowledgedHasItsEffect() throws -> [String] {
        try coordinator.read { db in
            let receipts = Set(try String.fetchAll(db, sql: "SELECT message_id FROM receipts"))
            let kept = Set(try String.fetchAll(db, sql: "SELECT sha256 FROM dead"))
            let lost = simulation.witness.seen.acknowledged.filter { message in
                !receipts.contains(message.messageID ?? "") && !kept.contains(ContentHash.of(message.body))
            }
            let intents = try Row.fetchAll(db, sql: "SELECT case_id, count(*) FROM intents GROUP BY case_id")
            let cases = try Int.fetchOne(db, sql: "SELECT count(*) FROM cases") ?? 0
            let doubled = cases == intents.count ? [] : ["\(intents.count) intents are \(cases) cases"]
            return doubled + Set(lost.map { "lost: acknowledged \($0.messageID ?? "")" }).sorted()
        }
    }

    /// Promise 1: what a person was told is safe stands in the log that survived.
    private func everyYesIsInTheLog() throws -> [String] {
        let acts = Dictionary(grouping: simulation.witness.seen.acts, by: \.owner)
        return try simulation.processes.flatMap { process in
            try process.read().read { db in
                try (acts[process.owner] ?? []).compactMap { act in
                    guard let entry = try Store.entry(at: act.n, in: db), entry.kind == EntryKind.act.rawValue,
                        try entry.decode(ActEntry.self).task.id == act.task
                    else { return "lost: an act of \(process.owner) on \(act.task), entry \(act.n)" }
                    guard let number = act.number else { return nil }
                    let isThere = try Bool.fetchOne(
                        db,
                        sql: "SELECT EXISTS (SELECT 1 FROM desk_number WHERE text = ?)",
                        arguments: [number]
                    )
                    return isThere == true ? nil : "lost: the number \(number)"
                }
            }
        }
    }

    private func numbersHaveNoGapAndNoDouble() throws -> [String] {
        try simulation.processes.flatMap { process in
            try process.read().read { db in
                let series = try Row.fetchAll(
                    db,
                    sql:
                        "SELECT document, year, count(*) AS count, max(n) AS last FROM desk_number GROUP BY document, year"
                )
                return series.compactMap { row -> String? in
                    let (count, last): (Int64, Int64) = (row["count"], row["last"])
                    return count == last ? nil : "numbers of \(process.owner): \(count) up to \(last)"
                }
            }
        }
    }

    /// Promise 5: each journal holds the whole log, and the same.
    private func journalsAreTheLogs() throws -> [String] {
        try simulation.processes.compactMap { process in
            let journal = try Journal.entries(of: process.owner, in: simulation.broker)
            let store = try process.read()
            let wrong = try store.entries(after: 0, limit: .max).first { journal.chains[$0.n] != $0.chain }
            let end = try store.end().n
            if let wrong { return "the journal of \(process.owner) is not its log from entry \(wrong.n) on" }
            let beyond = journal.chains.keys.max() ?? 0
            return beyond > end ? "the journal of \(process.owner) goes on to \(beyond), its log ends at \(end)" : nil
        }
    }

    /// Rule J: dropped and folded again, every table is what it was.
    private func tablesAreTheLogs() throws -> [String] {
        try simulation.processes.flatMap { process in
            let report = try process.read().refold()
            return report.different.map { "refolded, \($0) of \(process.owner) differs" }
        }
    }
}
