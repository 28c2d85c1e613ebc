import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB

@testable import Coordinator
@testable import Desk

/// What must hold of the history of cases.
extension Invariants {
    /// Every fact of every case, in the order of the log.
    private func facts() throws -> [(caseID: String, fact: Casework.CaseEvent, at: Instant)] {
        try coordinator.entries(after: 0, limit: .max).filter { $0.kind == CaseFacts.kind }.flatMap { entry in
            try entry.decode(CaseFacts.self).facts.map { (entry.caseID, $0, entry.at) }
        }
    }

    /// One answer for each attempt at the coordinator, one completion for each task at its desk.
    func noStepHasTwoEffects() throws -> [String] {
        var ended: [String: Int] = [:]
        for (caseID, fact, _) in try facts() {
            if case .taskEnded(let end) = fact { ended[end.ref.id(in: caseID), default: 0] += 1 }
        }
        var found = ended.filter { $0.value > 1 }.map { "\($0.key) ended \($0.value) times" }
        for process in simulation.processes {
            let twice = try process.read().read { db in
                try String.fetchAll(
                    db,
                    sql: "SELECT task FROM desk_history WHERE word = 'complete' GROUP BY task HAVING count(*) > 1"
                )
            }
            found += twice.map { "completed twice at \(process.owner): \($0)" }
        }
        return found.sorted()
    }

    /// Each rung of a ladder once for each attempt, each breach once.
    func cardsComeOnce() throws -> [String] {
        var seen: Set<String> = []
        var found: [String] = []
        for (caseID, fact, _) in try facts() {
            let key: String
            switch fact {
            case .noticed(let notice): key = "\(notice.ref.id(in: caseID)) rung \(notice.rung)"
            case .breached(let breach): key = "\(breach.ref.id(in: caseID)) breach \(breach.kind.rawValue)"
            case .clockBreached(let breach):
                key = "\(caseID) clock \(breach.kind.rawValue) \(breach.due)"
            case .excused(let excuse): key = "\(excuse.ref.id(in: caseID)) excused \(excuse.kind.rawValue)"
            case .rulingDue(let ruling):
                guard ruling.isOver else { continue }
                key = "\(ruling.ref.id(in: caseID)) ruling \(ruling.request)"
            case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .heard, .signed, .held,
                .requested, .ruled, .taskEnded, .taskRevoked, .stepEnded, .stepSkipped, .repeated, .reassigned,
                .deadlineChanged, .paused, .resumed, .late, .ignored, .clockChanged, .clockStopped, .endingBegun,
                .child, .undoOpened, .closed, .reopened:
                continue
            }
            if !seen.insert(key).inserted { found.append("twice: \(key)") }
        }
        return found
    }

    /// Promise 6: a step whose answer lay in the queue before its deadline is not late.
    func nothingDueBeatWhatHadArrived() throws -> [String] {
        let arrivals = simulation.witness.seen.arrivals
        let facts = try facts()
        let refused = Set(
            facts.compactMap { caseID, fact, _ in
                if case .ignored(let ignored) = fact { "\(caseID) \(ignored.key)" } else { nil as String? }
            }
        )
        return facts.compactMap { caseID, fact, _ in
            guard case .breached(let breach) = fact else { return nil }
            let task = breach.ref.id(in: caseID)
            guard let arrival = arrivals[task], arrival.at < breach.due else { return nil }
            if refused.contains(where: { $0.hasPrefix("\(caseID) ") && $0.contains(breach.ref.step) }) { return nil }
            return "\(task) is late since \(breach.due), its answer lay there at \(arrival.at)"
        }
    }

    /// What the world is told of a case is numbered without a gap, and a number never means two things.
    func eventsHaveNoGapAndNoConflict() throws -> [String] {
        var told: [String: [Int: String]] = [:]
        var found: [String] = []
        for record in simulation.broker.records(from: Simulation.eventStream) {
            let properties = Wire.Properties(contentType: record.message.contentType)
            guard let envelope = Wire.read(body: record.message.body, properties: properties).subject,
                let events = envelope.payload(CaseEvents.self).subject?.events
            else {
                found.append("an event that cannot be read: \(record.message.messageID ?? "")")
                continue
            }
            for event in events {
                let text = String(decoding: JSONText.write(try ValueEncoding.value(event)), as: UTF8.self)
                if let known = told[event.caseID]?[event.number], known != text {
                    found.append("event \(event.number) of \(event.caseID) means two things")
                }
                told[event.caseID, default: [:]][event.number] = text
            }
        }
        guard !simulation.hasLostEvents else { return found }
        let counts = try coordinator.read { db in
            try Row.fetchAll(db, sql: "SELECT id, told FROM cases").map { ($0["id"] as String, $0["told"] as Int) }
        }
        for (id, count) in counts {
            let numbers = (told[id] ?? [:]).keys.sorted()
            if numbers != Array(1...max(1, count)) { found.append("events of \(id): \(numbers), told \(count)") }
        }
        return found
    }
}
