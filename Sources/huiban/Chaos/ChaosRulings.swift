import Casework
import Foundation
import Synchronization

/// The coordinator's people who rule on what agencies ask for.
final class ChaosRulings: Sendable {
    /// A request that waits for its ruling.
    struct Question: Sendable {
        let task: Value
        let request: String
        /// What the task is to the dice.
        let key: String
    }

    private let run: ChaosRun
    private let open = Mutex<[String: Question]>([:])

    init(run: ChaosRun) { self.run = run }

    /// A request was made.
    func ask(_ question: Question) {
        guard let id = question.task["id"]?.text else { return }
        open.withLock { $0[id] = question }
    }

    /// Whether a task waits for its ruling.
    func awaits(_ task: String) -> Bool { open.withLock { $0[task] != nil } }

    /// Rules until the run is over.
    func work() async {
        while run.phase != .over {
            let questions = open.withLock { $0 }
            // Together: one whose request was refused by rule keeps its person busy for a while.
            await withTaskGroup(of: Void.self) { group in
                for (id, question) in questions {
                    group.addTask { [self] in
                        await rule(question)
                        open.withLock { $0[id] = nil }
                    }
                }
            }
            await run.pause(.milliseconds(100))
        }
    }

    private func rule(_ question: Question) async {
        guard let caseID = question.task["caseID"]?.text else { return }
        // Cases that one case has called are one to the dice; their rulings are not.
        let name = "chaos:\(caseID):\(question.key):\(question.request)"
        let body = body(question, name)
        // A leader asks for more time, and whoever asked does not rule.
        let person = question.request.hasPrefix("extend") ? "coordinator-fang" : "coordinator-luo"
        var refusals = 0
        while run.phase != .over {
            let reply = await run.door.post("coordinator", "/cases/\(caseID)/rulings", as: person, body)
            switch reply {
            case .answered(200, _): return run.note { $0.note(ruling: name, in: caseID, .yes) }
            case .answered(202, _): return run.note { $0.note(ruling: name, in: caseID, .kept) }
            case .answered(409, _), .answered(404, _):
                // The request is still on its way, or the task has ended without it.
                refusals += 1
                if refusals > 30 { return }
            case .answered(400..<500, let body):
                return run.refused(question.key, "ruling: \(body["problems"] ?? .null)")
            case .answered, .silent:
                run.note { $0.note(ruling: name, in: caseID, .unknown) }
            }
            await run.pause(.milliseconds(100))
        }
    }

    private func body(_ question: Question, _ name: String) -> Value {
        let task = question.task
        let isReturn = question.request.hasPrefix("return")
        let isGranted = run.dice.oneIn(2, question.key, "grant")
        var body: [String: Value] = [
            "id": .text(name), "decision": .text(isGranted ? "grant" : "deny"), "request": .text(question.request),
            "reason": .text(ChaosRulings.reason(name)), "consent": "已复函同意",
            "task": [
                "step": task["step"] ?? .null, "instance": task["instance"] ?? .null, "attempt": task["attempt"] ?? 1,
            ],
        ]
        // An opinion that nobody else need give may fall away; any other step needs somebody to do it.
        let needsAgency = task["step"]?.text != "opinions" || run.dice.oneIn(2, question.key, "elsewhere")
        if isReturn, isGranted, needsAgency {
            body["agency"] = .text(task["agency"]?.text == "justice" ? "police" : "justice")
        }
        return .object(body)
    }

    /// The reason of a ruling carries its id, so that it can be found in a case's history.
    private static func reason(_ name: String) -> String { "依据「\(name)」" }

    /// The id of a ruling in a sentence of a case's history.
    static func name(inSentence sentence: String) -> String? {
        guard let begin = sentence.range(of: "依据「"),
            let end = sentence.range(of: "」", range: begin.upperBound..<sentence.endIndex)
        else { return nil }
        return String(sentence[begin.upperBound..<end.lowerBound])
    }
}
