import Casework
import Fleet
import Foundation

/// Timers that come due one by one while very many others are pending.
///
/// A few cases are opened a day before the others, and a ruling gives each a minute more than the one before; so the clock
/// can be moved to one of them at a time, with nothing else due.
struct LatenessProbe {
    let fleet: PlayedFleet
    let door: Door

    static let count = 100
    /// Who may rule.
    static let person = "coordinator-luo"
    /// When the first steps of cases of 27 April are due; 29 April to 3 May is a holiday.
    private static let due = "2023-04-29T00:00:00+08:00"

    /// A ruling that was not taken, or a timer that did not fire.
    struct Failed: Error {
        var what: String
    }

    /// Gives the cases that are there their minutes.
    func spread() async throws {
        guard
            case .answered(200, let list) = await door.get("coordinator", "/cases?limit=\(Self.count)", as: Self.person)
        else { throw Failed(what: "no list of cases") }
        let cases = (list.list ?? []).compactMap { $0["id"]?.text }
        guard cases.count == Self.count else { throw Failed(what: "\(cases.count) cases") }
        for (index, caseID) in cases.enumerated() {
            let ruling: Value = [
                "id": "bench", "decision": "extend", "term": .text("\(index + 1)min"), "reason": "测量",
                "task": ["step": "register", "attempt": 1],
            ]
            let reply = await door.post("coordinator", "/cases/\(caseID)/rulings", as: Self.person, ruling)
            guard case .answered(200...202, _) = reply else { throw Failed(what: "\(reply)") }
        }
    }

    /// Moves the clock from one timer to the next; how long each took, in seconds.
    func measure() async throws -> [Double] {
        guard let due = Instant(Self.due) else { throw Failed(what: Self.due) }
        var seen: [Double] = []
        for minute in 1...Self.count {
            let before = try await entries()
            let begun = ContinuousClock.now
            try FleetClock.jump(fleet.home, to: due + Int64(minute) * 60_000)
            while try await entries() == before {
                guard ContinuousClock.now - begun < .seconds(30) else { throw Failed(what: "timer \(minute)") }
            }
            let passed = (ContinuousClock.now - begun).components
            seen.append(Double(passed.seconds) + Double(passed.attoseconds) / 1e18)
            try await rest()
        }
        return seen
    }

    /// Entries that the journal holds.
    private func entries() async throws -> Int64 {
        while true {
            if case .answered(200, let status) = await door.get("coordinator", "/status"),
                let safe = status["safe"]?.integer
            {
                return safe
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// What the timer has caused is over once nothing is added for a moment.
    private func rest() async throws {
        var known = try await entries()
        while true {
            try await Task.sleep(for: .milliseconds(150))
            let now = try await entries()
            if now == known { return }
            known = now
        }
    }
}
