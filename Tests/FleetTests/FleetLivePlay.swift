import Casework
import Contracts
import Foundation
import FoundationNetworking
import Testing

@testable import Fleet

/// A task of a case as the coordinator knows it.
struct KnownTask: Sendable {
    let id: String
    let step: String
    let instance: String
    let attempt: Int
    let agency: String
    let state: String
    let outcome: String?
    let due: Instant?
    let isBreached: Bool
    let cards: [String]
    let document: String?

    init?(_ value: Value) {
        guard let id = value["id"]?.text, let step = value["step"]?.text, let agency = value["agency"]?.text,
            let state = value["state"]?.text
        else { return nil }
        self.id = id
        self.step = step
        self.agency = agency
        self.state = state
        instance = value["instance"]?.text ?? ""
        attempt = Int(value["attempt"]?.integer ?? 0)
        outcome = value["outcome"]?.text
        due = value["due"]?.text.flatMap { Instant($0) }
        isBreached = value["isBreached"] == .bool(true)
        cards = value["cards"]?.texts ?? []
        document = value["document"]?.text
    }

    /// The step, with the instance of an `each` step.
    var place: String { instance.isEmpty ? step : "\(step).\(instance)" }
}

extension LiveFleet {
    /// The people of each desk, those first who may do what anybody may.
    static let staff = [
        "coordinator": [
            "coordinator-shen", "coordinator-fang", "coordinator-qin", "coordinator-yao", "coordinator-luo",
        ],
        "housing": ["housing-li", "housing-zhou", "housing-chen", "housing-zhao", "housing-peng"],
        "police": ["police-wang", "police-he", "police-tan", "police-liu", "police-sun"],
        "justice": ["justice-xu", "justice-tian", "justice-gao", "justice-ma"],
        "civil-affairs": ["civil-affairs-lin", "civil-affairs-hu", "civil-affairs-guo", "civil-affairs-deng"],
    ]

    /// How somebody in a play ends a task: with this outcome, and these fields instead of the example's.
    struct Choice: Sendable {
        var outcome: String?
        var fields: [String: Value] = [:]
    }

    /// Every task of a case.
    func tasks(of caseID: String) async throws -> [KnownTask] {
        try await read("/cases/\(caseID)")["tasks"]?.list?.compactMap(KnownTask.init) ?? []
    }

    /// Whether a case has closed.
    func isClosed(_ caseID: String) async throws -> Bool {
        try await read("/cases/\(caseID)")["line"]?["isOpen"] == .bool(false)
    }

    /// Does an act on a task.
    func act(_ act: String, on task: String, as person: String, _ body: Value = [:]) async throws -> Reply {
        let desk = try #require(LiveFleet.staff.first { $0.value.contains(person) }?.key)
        return try await ask(desk, "POST", "/tasks/\(task)/\(act)", as: person, body: JSONText.write(body))
    }

    /// Somebody who may do a task, and the task as that person sees it; nil while the desk has not got it yet.
    func opened(_ task: KnownTask) async throws -> (person: String, detail: Value)? {
        for person in LiveFleet.staff[task.agency] ?? [] {
            let reply = try await ask(task.agency, "GET", "/tasks/\(task.id)", as: person)
            guard reply.status == 200 else { return nil }
            if reply.body["objections"]?.list?.isEmpty ?? true { return (person, reply.body) }
        }
        return nil
    }

    /// An example answer of a task, changed as a choice says.
    static func answer(_ detail: Value, _ choice: Choice) -> Value? {
        let examples = detail["schema"]?["examples"]?.list ?? []
        let example =
            choice.outcome.map { outcome in examples.first { $0["outcome"]?.text == outcome } } ?? examples.first
        guard var answer = example?.object, var fields = answer["fields"]?.object else { return nil }
        fields.merge(choice.fields) { _, chosen in chosen }
        answer["fields"] = .object(fields)
        return .object(answer)
    }

    /// What was chosen for this attempt, this instance, this step; else the example.
    private static func choice(for task: KnownTask, _ choices: [String: Choice]) -> Choice {
        choices["\(task.place)#\(task.attempt)"] ?? choices[task.place] ?? choices[task.step] ?? Choice()
    }

    /// Plays the people of some cases until it is enough; time stands still meanwhile.
    ///
    /// - Parameters:
    ///   - cases: their ids.
    ///   - choices: by step, `step.instance` or either with `#attempt`, what is answered otherwise than by the example.
    ///   - leave: what nobody does.
    ///   - limit: how long it may take.
    ///   - after: called after each task that was done, with the number of tasks done so far.
    ///   - isEnough: what is played for.
    /// - Throws: `Late`, or what one of the closures threw.
    func play(
        _ cases: [String],
        choices: [String: Choice] = [:],
        leave: (KnownTask) -> Bool = { _ in false },
        within limit: Duration = .seconds(60),
        after: (Int) async throws -> Void = { _ in },
        until isEnough: () async throws -> Bool
    ) async throws {
        var done = 0
        var looks = Looks()
        do {
            try await until("what was played for in \(cases)", within: limit) {
                if try await isEnough() { return true }
                looks.begin()
                for caseID in cases {
                    for task in try await tasks(of: caseID) where task.state == "open" {
                        if leave(task) { continue }
                        guard let (person, detail) = try await opened(task) else {
                            looks.saw(task, "nobody there may do it, or it is not there")
                            continue
                        }
                        guard detail["task"]?["state"]?.text == "open",
                            let answer = LiveFleet.answer(detail, LiveFleet.choice(for: task, choices))
                        else {
                            looks.saw(task, "its desk says \(detail["task"]?["state"]?.text ?? "nothing")")
                            continue
                        }
                        let reply = try await act("complete", on: task.id, as: person, answer)
                        looks.saw(task, "\(person) was told \(reply.status) \(reply.codes)")
                        if reply.status == 503 || reply.codes == ["TASK_NOT_OPEN"] { continue }
                        guard reply.status == 200 || reply.status == 202 else {
                            throw Refused(task: task.id, person: person, reply: reply.text)
                        }
                        done += 1
                        try await after(done)
                    }
                }
                return nil
            }
        } catch var late as Late {
            late.last += looks.description
            throw late
        }
    }

    /// What a play saw when it last looked, for whoever has to find out why it did not come to its end.
    private struct Looks: CustomStringConvertible {
        private var count = 0
        private var tasks: [String] = []
        private let began = ContinuousClock.now
        private var lastAt = ContinuousClock.now

        mutating func begin() {
            count += 1
            tasks = []
            lastAt = .now
        }

        mutating func saw(_ task: KnownTask, _ what: String) { tasks.append("\(task.id): \(what)") }

        var description: String { "look \(count) after \(lastAt - began): \(tasks)" }
    }

    /// Plays the people of a case until it has closed.
    func close(_ caseID: String, choices: [String: Choice] = [:]) async throws {
        try await play([caseID], choices: choices) { try await isClosed(caseID) }
    }

    /// Plays the people of a case until a task is open there.
    func bring(
        _ caseID: String,
        to place: String,
        attempt: Int = 1,
        choices: [String: Choice] = [:]
    ) async throws -> KnownTask {
        try await play([caseID], choices: choices, leave: { $0.place == place && $0.attempt == attempt }) {
            try await find(place, attempt, in: caseID)?.state == "open"
        }
        return try #require(try await find(place, attempt, in: caseID))
    }

    /// One task of a case.
    func find(_ place: String, _ attempt: Int = 1, in caseID: String) async throws -> KnownTask? {
        try await tasks(of: caseID).first { $0.place == place && $0.attempt == attempt }
    }

    /// An answer that should have been taken and was not.
    struct Refused: Error, CustomStringConvertible {
        let task: String
        let person: String
        let reply: String
        var description: String { "\(person) could not end \(task): \(reply)" }
    }
}
