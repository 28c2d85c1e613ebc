import Casework
import Contracts

/// The people of one agency at work: several tasks at once, each until it is answered.
struct ChaosDesk: Sendable {
    let run: ChaosRun
    let desk: String
    let rulings: ChaosRulings
    let publisher: ChaosPublisher

    /// So many people work at a time.
    static let hands = 6

    private var dice: Dice { run.dice }

    /// Works until the run is over.
    func work() async {
        guard let reader = run.cast.people.first(where: { $0.agency == desk })?.id else { return }
        while run.phase != .over {
            let reply = await run.door.get(desk, "/tasks?state=open&limit=300", as: reader)
            guard case .answered(200, let body) = reply else {
                await run.pause(.milliseconds(200))
                continue
            }
            let tasks = (body["tasks"]?.list ?? []).filter { isToBeDone($0) }
            run.lies(tasks.count, on: desk)
            if tasks.isEmpty {
                await run.pause(.milliseconds(50))
                continue
            }
            await withTaskGroup(of: Void.self) { group in
                // Not the whole desk: what is due first changes while it is worked at.
                for (index, task) in tasks.prefix(8 * ChaosDesk.hands).enumerated() {
                    if index >= ChaosDesk.hands { await group.next() }
                    group.addTask { await perform(task) }
                }
            }
        }
    }

    /// Whether somebody does it now: not an offer, not what waits for a ruling, not what seed and time leave until late.
    private func isToBeDone(_ task: Value) -> Bool {
        // A task with a child ends with that.
        guard task["state"] == "open", task["child"]?.text == nil, let id = task["id"]?.text, !rulings.awaits(id) else {
            return false
        }
        guard run.phase == .load, task["isBreached"] != true, let key = key(task) else { return true }
        switch task["step"]?.text {
        case "opinions", "evaluate": return !dice.oneIn(6, key, "late")
        case "contact", "assign", "draft", "review", "deliver": return !dice.oneIn(20, key, "late")
        default: return true
        }
    }

    /// What a task is to the dice: the publisher's number and the step, not the number that the fleet gave.
    private func key(_ task: Value) -> String? {
        guard let title = task["subject"]?.text, let externalID = Fate.externalID(inTitle: title) else { return nil }
        let attempt = task["attempt"]?.integer ?? 1
        return "\(externalID)/\(task["step"]?.text ?? "")/\(task["instance"]?.text ?? "")/\(attempt)"
    }

    private func perform(_ task: Value) async {
        guard let id = task["id"]?.text, let key = key(task) else { return }
        var people = dice.shuffled(run.cast.candidates(for: task).map(\.id), key, "who")
        if let holder = task["holder"]?.text { people = [holder] + people.filter { $0 != holder } }
        for person in people {
            let deed = TriedDeed(run: run, desk: desk, task: id, person: person)
            guard let (answer, detail) = await answer(task, deed, key) else { return }
            guard let answer else { continue }
            if await asks(deed, task, detail, key) { return }
            if dice.oneIn(10, key, "note") { _ = await deed.annotate("note \(key)") }
            if dice.oneIn(3, key, "claim") || task["holder"]?.text != nil { _ = await deed.perform("claim") }
            switch await deed.perform("complete", answer) {
            case .done:
                run.stepped()
                run.refused(id, nil)
                await follow(task, key)
                return
            case .refused(let codes):
                // It has ended meanwhile, or an answer that was lost had been yes.
                if codes.contains("TASK_NOT_OPEN") { return await follow(task, key) }
                run.refused(id, "\(person): \(codes.joined(separator: " "))")
            case .brokenOff: return
            }
        }
    }

    /// The answer that a person gives; nil inside when four-eyes or a role keeps this person away, nil when the task
    /// cannot be read now.
    private func answer(_ task: Value, _ deed: TriedDeed, _ key: String) async -> (answer: Value?, detail: Value)? {
        guard case .answered(200, let detail) = await run.door.get(desk, "/tasks/\(deed.task)", as: deed.person) else {
            return nil
        }
        guard detail["objections"]?.list?.isEmpty ?? true else { return (nil, detail) }
        return (choose(detail["schema"]?["examples"]?.list ?? [], task, key), detail)
    }

    /// By the fate of the case, mostly the usual answer, sometimes another one the task may have.
    private func choose(_ examples: [Value], _ task: Value, _ key: String) -> Value? {
        guard let first = examples.first, let title = task["subject"]?.text,
            let externalID = Fate.externalID(inTitle: title)
        else { return nil }
        if task["step"]?.text == "register" {
            let isBrief = Fate(externalID, dice) == .brief
            let fitting = examples.filter { ($0["outcome"]?.text != "accepted") == isBrief }
            return fitting.isEmpty ? first : fitting[Int(dice.roll(key, "choice") % UInt64(fitting.count))]
        }
        let roll = dice.roll(key, "choice")
        return roll % 5 == 0 ? examples[Int(roll / 5 % UInt64(examples.count))] : first
    }

    /// Sometimes a task is first asked to be given back, or more time is asked for; then it waits for the ruling.
    private func asks(_ deed: TriedDeed, _ task: Value, _ detail: Value, _ key: String) async -> Bool {
        guard run.phase == .load, detail["requests"]?.list?.isEmpty ?? true else { return false }
        let word: String
        let end: TriedDeed.End
        if detail["mayReturn"] == true, dice.oneIn(12, key, "return") {
            word = "return"
            end = await deed.perform(word, ["reason": .text("不属本单位职责"), "basis": .text("三定方案")])
        } else if detail["mayExtend"] == true, dice.oneIn(12, key, "extend"),
            let leader = run.cast.people.first(where: { $0.agency == desk && $0.roles.contains(.leader) })?.id
        {
            word = "extend"
            let asking = TriedDeed(run: run, desk: desk, task: deed.task, person: leader)
            end = await asking.perform(word, ["term": .text("3wd"), "reason": .text("需现场核实")])
        } else {
            return false
        }
        guard case .done = end else { return false }
        rulings.ask(ChaosRulings.Question(task: task, request: "\(word)-1", key: key))
        return true
    }

    /// What the end of a step brings about elsewhere: the publisher may send more, or takes back what is under way.
    private func follow(_ task: Value, _ key: String) async {
        guard let title = task["subject"]?.text, let externalID = Fate.externalID(inTitle: title) else { return }
        switch task["step"]?.text {
        case "register": run.register(externalID)
        case "assign" where Fate(externalID, dice) == .withdrawn: publisher.withdraw(externalID)
        default: break
        }
    }
}
