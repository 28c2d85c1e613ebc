import Casework
import Contracts
import Fleet
import Foundation

/// People at work: publish the examples, do what lies on the desks, let time jump when nothing does.
struct DemoPlay {
    let cast: Cast
    let dice: Dice
    let copies: Int
    let deadline: Date
    /// The case types, by name.
    private let workflows: [String: Workflow]
    private var score = DemoScore()
    /// Tasks left alone, by seed: nobody does them, so that deadlines have something to do.
    private var ignored: Set<String> = []
    private var done: Set<String> = []
    /// How often nobody could do a task.
    private var failures: [String: Int] = [:]
    /// Returns and extensions that somebody asked for.
    private var quarrels: DemoQuarrels
    /// How many tasks of a case were done.
    private var progress: [String: Int] = [:]

    init(cast: Cast, workflows: [String: Workflow], seed: UInt64, copies: Int, deadline: Date) {
        self.cast = cast
        self.workflows = workflows
        dice = Dice(seed: seed)
        self.copies = copies
        self.deadline = deadline
        quarrels = DemoQuarrels(cast: cast, dice: dice)
    }

    mutating func run() async throws -> DemoScore {
        try await DemoRegister(cast: cast).bring()
        try await publish()
        while Date.now < deadline {
            do {
                let didRule = try await quarrels.rule()
                if try await workThroughDesks() || didRule { continue }
                if try await letTimePass() { break }
            } catch let stop as Stop where stop.code == .unreachable {
                // A process is being started again; its desk comes back.
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        try await count()
        return score
    }

    private mutating func publish() async throws {
        let clock = try FleetClock(home: cast.home)
        let examples = try examples()
        for copy in 1...max(1, copies) {
            for example in examples {
                let user = JSONText.value(example).subject?["source"]?.text ?? "suggestions"
                let publisher = IntakePublisher(home: cast.home, user: user, voice: cast.voice)
                let message = IntakeMessage(renamed(example, copy), from: user, at: clock.now())
                var receipt: Value?
                while receipt == nil, Date.now < deadline {
                    do {
                        receipt = try await publisher.publish(message, patience: .seconds(5))
                    } catch let stop as Stop where stop.code == .unreachable {
                        try await Task.sleep(for: .milliseconds(200))
                    }
                }
                switch receipt?["disposition"]?.text {
                case "accepted", "held", "duplicate": score.cases += 1
                default: score.refused += 1
                }
            }
        }
    }

    private func examples() throws -> [[UInt8]] {
        let folder = "\(try Installation.find(voice: cast.voice).contracts)/examples"
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
            .map { Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))) }
    }

    /// The same example under another number, for every copy after the first.
    private func renamed(_ bytes: [UInt8], _ copy: Int) -> [UInt8] {
        guard copy > 1, var message = JSONText.value(bytes).subject?.object, var data = message["data"]?.object,
            let id = data["externalId"]?.text
        else { return bytes }
        data["externalId"] = .text("\(id)-\(copy)")
        message["data"] = .object(data)
        message["id"] = message["id"]?.text.map { .text("\($0)-\(copy)") }
        return JSONText.write(.object(message))
    }

    /// Does every task that is there; says whether any was done.
    private mutating func workThroughDesks() async throws -> Bool {
        var didAny = false
        for desk in Cast.desks {
            guard let reader = cast.people.first(where: { $0.agency == desk }) else { continue }
            let list = try await cast.client(reader).get(["tasks"], query: ["state": "open"])
            for task in Listing.rows(list.body) {
                guard let id = task["id"]?.text, !ignored.contains(id), !done.contains(id), !quarrels.isWaiting(id),
                    task["state"]?.text != "offered" || isTakenUp(task, id)
                else { continue }
                // It ends with the case that it opened.
                if task["state"]?.text == "open", task["child"]?.text != nil { ignored.insert(id) }
                guard !ignored.contains(id) else { continue }
                if isLeftAlone(task, id) {
                    ignored.insert(id)
                    continue
                }
                if try await perform(task, id) { didAny = true }
            }
        }
        return didAny
    }

    /// Only what ends by itself is left alone, so that nobody's silence stops a case.
    private func isLeftAlone(_ task: Value, _ id: String) -> Bool {
        guard task["isUndo"] != .bool(true), let name = task["step"]?.text, DemoPlay.mayBeLeft.contains(name),
            let step = workflows[task["caseType"]?.text ?? ""]?[name], step.overdueOutcome != nil
        else { return false }
        return dice.oneIn(6, id, "left alone")
    }

    /// Steps that people are sometimes silent about.
    private static let mayBeLeft = [
        "opinions", "talk", "rectify", "check-in", "clear", "organise", "evaluate", "rate", "supplement", "consent",
        "facts",
        "apply", "correct", "oversee", "take-seal", "keep-service", "leave",
    ]

    /// Whether somebody takes up an offer (a withdrawal, a stand-down, another level) now that so much of the case is done.
    private func isTakenUp(_ task: Value, _ id: String) -> Bool {
        dice.oneIn(40, "\(id)#\(progress[task["caseID"]?.text ?? ""] ?? 0)", "taken up")
    }

    private mutating func perform(_ task: Value, _ id: String) async throws -> Bool {
        var excluded: Set<String> = []
        let holder = task["holder"]?.text.flatMap { id in cast.people.first { $0.id == id } }
        while let person = excluded.isEmpty && holder != nil ? holder : cast.somebody(for: task, not: excluded) {
            let client = try cast.client(person)
            do {
                let detail = try await client.get(["tasks", id]).body
                if task["state"]?.text == "offered" {
                    _ = try await client.post(["tasks", id, "raise"], [:])
                    return true
                }
                let objections = (detail["objections"]?.list ?? []).compactMap { $0["code"]?.text }
                if objections.contains("ANSWERED_BY_REGISTER") {
                    // The households answer it, or nobody does until its time is over.
                    ignored.insert(id)
                    return false
                }
                if try await quarrels.ask(task, id, detail, client, by: person) { return true }
                guard let answer = choose(detail["schema"]?["examples"]?.list ?? [], id) else { return false }
                // To claim is to sign, and may be done again when a crash hid that it was done; to sign may not.
                _ = try await client.post(["tasks", id, "claim"], [:])
                _ = try await client.post(["tasks", id, "complete"], answer)
                done.insert(id)
                score.steps += 1
                progress[task["caseID"]?.text ?? "", default: 0] += 1
                return true
            } catch let stop as Stop where stop.code == .refused {
                let codes = (stop.json?["problems"]?.list ?? []).compactMap { $0["code"]?.text }
                // It was raised a moment ago, and is about to open or has opened since: the next round sees.
                if task["state"]?.text == "offered", codes.contains("ALREADY_RAISED") || codes.contains("TASK_NOT_OPEN")
                {
                    return false
                }
                score.refused += 1
                // It has ended meanwhile, or a crash hid that it was done: nothing is left to do here.
                if codes.contains("TASK_NOT_OPEN") {
                    done.insert(id)
                    return true
                }
                excluded.insert(person.id)
                // A desk that has just been started again may lag behind; one that refuses for ever is a fault.
                if cast.somebody(for: task, not: excluded) == nil {
                    failures[id, default: 0] += 1
                    if failures[id, default: 0] > 5 { throw stop }
                }
            }
        }
        return false
    }

    /// Mostly the usual answer, sometimes, by seed, another one the task may have.
    private func choose(_ examples: [Value], _ id: String) -> Value? {
        guard let first = examples.first else { return nil }
        // Whoever was told why an answer cannot be tries another one.
        if let failed = failures[id] { return examples[failed % examples.count] }
        let roll = dice.roll(id, "choice")
        return roll % 5 == 0 ? examples[Int(roll / 5 % UInt64(examples.count))] : first
    }

    /// Lets the clock jump when nothing is left to do; says whether everything has ended.
    private mutating func letTimePass() async throws -> Bool {
        guard let person = cast.people.first(where: { $0.agency == "coordinator" }) else { return true }
        let quiet = try await cast.client(person).get(["quiet"]).body
        let open = quiet["open"]?.texts ?? []
        let isKnown = open.allSatisfy { done.contains($0) || ignored.contains($0) }
        if open.isEmpty, quiet["isQuiet"] == .bool(true), quiet["nextDue"]?.text == nil { return true }
        let waits = open.contains { done.contains($0) }
        guard isKnown, !waits, quiet["isQuiet"] == .bool(true),
            let due = quiet["nextDue"]?.text.flatMap({ Instant($0) })
        else {
            // Something is under way between the processes: look again at once, it takes milliseconds.
            try await Task.sleep(for: .milliseconds(10))
            return false
        }
        try FleetClock.jump(cast.home, to: due)
        return false
    }

    private mutating func count() async throws {
        guard let person = cast.people.first(where: { $0.agency == "coordinator" }) else { return }
        let client = try cast.client(person)
        let cases = Listing.rows(try await client.get(["cases"], query: ["limit": "100000"]).body)
        score.cases = cases.count
        score.closed = cases.count { $0["isOpen"] == .bool(false) }
        for id in cases.compactMap({ $0["id"]?.text }) {
            let detail = try await client.get(["cases", id]).body
            score.breaches += (detail["tasks"]?.list ?? []).count { $0["isBreached"] == .bool(true) }
        }
    }
}
