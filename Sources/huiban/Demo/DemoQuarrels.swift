import Casework
import Contracts

/// What the people of a demo ask for besides doing their work: now and then, by seed, a return or more time.
struct DemoQuarrels {
    let cast: Cast
    let dice: Dice
    /// Tasks whose people have asked, each once.
    private var asked: Set<String> = []
    /// Who asked for what and waits for a ruling, by task.
    private var waiting: [String: (task: Value, request: String, by: String)] = [:]

    /// How often a ruling came too early.
    private var tries: [String: Int] = [:]

    init(cast: Cast, dice: Dice) {
        self.cast = cast
        self.dice = dice
    }

    /// Whether a task waits for its ruling, so that nobody does it meanwhile.
    func isWaiting(_ id: String) -> Bool { waiting[id] != nil }

    /// Asks for something, once for a task; says whether it did.
    mutating func ask(
        _ task: Value,
        _ id: String,
        _ detail: Value,
        _ client: APIClient,
        by person: Registry.Person
    ) async throws -> Bool {
        guard asked.insert(id).inserted else { return false }
        let kind: String
        let body: Value
        switch dice.roll(id, "asks") % 16 {
        case 0 where detail["mayReturn"] == .bool(true):
            (kind, body) = ("return", ["reason": "不属本单位职责", "basis": "职责分工"])
        case 1 where detail["mayExtend"] == .bool(true):
            (kind, body) = ("extend", ["reason": "情况复杂", "term": "2wd"])
        default: return false
        }
        do {
            _ = try await client.post(["tasks", id, kind], body)
        } catch let stop as Stop where stop.code == .refused {
            // Not his to ask (only a leader extends), or too late.
            return false
        }
        waiting[id] = (task, "\(kind)-1", person.id)
        return true
    }

    /// Rules on what was asked: more time is granted or denied by seed, a return is upheld where nobody else could do it.
    ///
    /// - Returns: whether anything was ruled on.
    mutating func rule() async throws -> Bool {
        var didAny = false
        for (id, question) in waiting.sorted(by: { $0.key < $1.key }) {
            let judge = cast.people.first { person in
                person.agency == "coordinator" && person.roles.contains(.coordinator) && person.id != question.by
            }
            guard let judge, let caseID = question.task["caseID"]?.text else { continue }
            let isGranted = question.request == "extend-1" && dice.oneIn(2, id, "granted")
            let body: Value = [
                "id": .text("demo:\(id)"), "decision": .text(isGranted ? "grant" : "deny"),
                "request": .text(question.request), "reason": "按规定裁定",
                "task": [
                    "step": question.task["step"] ?? .null, "instance": question.task["instance"] ?? "",
                    "attempt": question.task["attempt"] ?? 1,
                ],
            ]
            do {
                _ = try await cast.client(judge).post(["cases", caseID, "rulings"], body)
            } catch let stop as Stop where stop.code == .refused {
                // Still on its way, or the case has gone on without it: the next round sees.
                tries[id, default: 0] += 1
                if tries[id, default: 0] < 500 { continue }
            }
            waiting[id] = nil
            didAny = true
        }
        return didAny
    }
}
