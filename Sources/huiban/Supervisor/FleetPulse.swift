import Casework
import Contracts
import Fleet

/// What the processes say of themselves: what waits, what is kept aside, whether anything is left to do.
struct FleetPulse: Sendable {
    /// One process's own numbers (`GET /status`).
    struct Numbers: Sendable, Hashable {
        var unsent: Int
        var inFlight: Int
        var dead: Int
        var parked: Int
        var entries: Int
        /// What it wants somebody to know.
        var notes: [Words] = []
    }

    /// Whether anything is left to do (`GET /quiet` of the coordinator, and nothing on its way anywhere).
    struct Quiet: Sendable, Hashable {
        /// No machine has anything to do.
        var isQuiet: Bool
        /// The tasks that wait for a person.
        var openTasks: [String]
        /// When the next timer fires.
        var nextDue: Instant?
    }

    let file: FleetFile

    /// The numbers of each process that answers.
    func numbers() async -> [String: Numbers] { await statuses().mapValues(Numbers.init) }

    /// All that each process that answers says of itself.
    func statuses() async -> [String: Value] {
        await withTaskGroup(of: (String, Value?).self) { group in
            for process in file.processes {
                group.addTask { (process.name, await Self.get("\(process.url)/status")) }
            }
            return await group.reduce(into: [:]) { all, one in all[one.0] = one.1 }
        }
    }

    /// Whether anything is left to do; nil when a process does not answer.
    func quiet() async -> Quiet? {
        // The usual answer; only a quiet coordinator makes it worth asking everybody.
        guard let first = await coordinatorQuiet() else { return nil }
        guard first.isQuiet else { return first }
        let before = await numbers()
        guard var quiet = await coordinatorQuiet() else { return nil }
        let after = await numbers()
        guard after.count == file.processes.count else { return nil }
        // Equal log positions before and after: nothing moved while the coordinator was asked.
        let isStill = before == after && after.values.allSatisfy { $0.unsent == 0 && $0.inFlight == 0 }
        quiet.isQuiet = quiet.isQuiet && isStill
        return quiet
    }

    private func coordinatorQuiet() async -> Quiet? {
        guard let url = file.process("coordinator")?.url, let answer = await Self.get("\(url)/quiet") else {
            return nil
        }
        return Quiet(
            isQuiet: answer["isQuiet"] == .bool(true),
            openTasks: answer["open"]?.texts ?? [],
            nextDue: answer["nextDue"]?.text.flatMap { Instant($0) }
        )
    }

    /// What a process answers at an address, nil when it does not.
    static func get(_ address: String) async -> Value? {
        do {
            let answer = try await HTTPQuestion(address).ask(patience: 2)
            return answer.status == 200 ? JSONText.value(answer.body).subject : nil
        } catch {
            // A process that does not answer has no pulse; whoever asks says so.
            return nil
        }
    }
}

extension FleetPulse.Numbers {
    /// What a process says of itself (`GET /status`).
    init(_ answer: Value) {
        func number(_ name: String) -> Int { answer[name]?.integer.map(Int.init) ?? 0 }
        unsent = number("unsent")
        inFlight = number("inFlight")
        dead = number("dead")
        parked = number("parked")
        entries = number("entries")
        notes = (answer["notes"]?.list ?? []).map { note in
            let place = note["pointer"]?.text ?? ""
            return Words(zh: "\(place) \(note["zh"]?.text ?? "")", en: "\(place) \(note["en"]?.text ?? "")")
        }
    }
}
