/// What is wrong after a run, in three lists: gone, there twice, not moving.
struct Verdict: Hashable, Codable, Sendable {
    var lost: [String] = []
    var doubled: [String] = []
    var stuck: [String] = []

    /// Compares what was told with what is there.
    init(_ ledger: ChaosLedger, _ outside: Outside) {
        judgeIntents(ledger, outside)
        judgeActs(ledger, outside)
        judgeRulings(ledger, outside)
        judgeEvents(outside)
        judgeNumbers(ledger, outside)
        judgeRest(outside)
        lost.sort()
        doubled.sort()
        stuck.sort()
    }

    var isClean: Bool { lost.isEmpty && doubled.isEmpty && stuck.isEmpty }

    /// Every intent that got its receipt is exactly one case, and the case that the receipt named.
    private mutating func judgeIntents(_ ledger: ChaosLedger, _ outside: Outside) {
        for id in ledger.unanswered { stuck.append("\(id) has no receipt") }
        let cases = Dictionary(grouping: outside.cases, by: \.externalID)
        for (id, intent) in ledger.intents {
            let found = cases[id] ?? []
            if found.count > (intent.isSound ? 1 : 0) {
                doubled.append("\(id) is the cases \(found.map(\.id).sorted().joined(separator: ", "))")
            }
            guard intent.isSound else { continue }
            if found.isEmpty, intent.confirmed > 0 || !intent.receipts.isEmpty {
                lost.append(
                    "\(id) was confirmed \(intent.confirmed) times, has \(intent.receipts.values.reduce(0, +)) receipts and is no case"
                )
            }
            for named in intent.cases where !found.contains(where: { $0.id == named }) {
                lost.append("\(id) was told to be \(named), which is not there")
            }
            if intent.cases.count > 1 {
                doubled.append("\(id) was told to be \(intent.cases.sorted().joined(separator: " and "))")
            }
        }
        let known = Set(outside.cases.map(\.id))
        for (id, found) in cases where ledger.intents[id] == nil {
            let names = found.map(\.id).sorted().joined(separator: ", ")
            // A case that another one called is known by the calling task.
            let isCalled = id.split(separator: ".").first.map { known.contains(String($0)) } ?? false
            if !isCalled {
                doubled.append("\(names): nobody submitted \(id)")
            } else if found.count > 1 {
                doubled.append("\(names) were called by \(id)")
            }
        }
    }

    /// Every deed stands in the history as often as it was told to have been done; nobody's deed never.
    private mutating func judgeActs(_ ledger: ChaosLedger, _ outside: Outside) {
        for (act, tally) in ledger.acts {
            count(
                outside.acts[act] ?? 0,
                tally,
                "\(act.word) of \(act.task) by \(act.by)\(act.note.map { " “\($0)”" } ?? "")"
            )
        }
        for (act, found) in outside.acts where ledger.acts[act] == nil && !act.by.isEmpty {
            doubled.append("\(act.word) of \(act.task) by \(act.by) is there \(found) times and was never told")
        }
        let ends = outside.acts.filter { $0.key.word == "complete" }
        for (task, found) in Dictionary(grouping: ends, by: \.key.task) {
            let times = found.reduce(0) { $0 + $1.value }
            if times > 1 { doubled.append("\(task) was completed \(times) times") }
        }
    }

    private mutating func judgeRulings(_ ledger: ChaosLedger, _ outside: Outside) {
        for (id, ruling) in ledger.rulings {
            // A ruling said again under its id is the same ruling: one effect, however often it was told.
            let found = outside.rulings[id] ?? 0
            if found < min(1, ruling.tally.least) { lost.append("ruling \(id) in \(ruling.caseID)") }
            if found > 1 { doubled.append("ruling \(id) in \(ruling.caseID) is there \(found) times") }
        }
    }

    private mutating func count(_ found: Int, _ tally: ChaosLedger.Tally, _ what: String) {
        if found < tally.least {
            lost.append("\(what): told \(tally.yes) times yes and \(tally.kept) times kept, there \(found) times")
        }
        if found > tally.most {
            doubled.append("\(what): tried \(tally.most) times without refusal, there \(found) times")
        }
    }

    /// The events of each case are numbered from 1 without gap, begin with its opening, end with its closing, and are
    /// word for word the same whenever they are said again.
    private mutating func judgeEvents(_ outside: Outside) {
        var events: [String: [Int: Outside.Event]] = [:]
        for event in outside.events {
            if let known = events[event.caseID]?[event.number], known != event {
                doubled.append("event \(event.number) of \(event.caseID) was told in two ways")
            }
            events[event.caseID, default: [:]][event.number] = event
        }
        for one in outside.cases {
            guard let own = events.removeValue(forKey: one.id) else {
                lost.append("\(one.id) has no events")
                continue
            }
            let last = own.keys.max() ?? 0
            let missing = (1...max(1, last)).filter { own[$0] == nil }
            if !missing.isEmpty { lost.append("events \(missing) of \(one.id)") }
            let opened = own.values.count { $0.kind == "case.opened" }
            if opened > 1 || own[1].map({ $0.kind != "case.opened" }) == true {
                doubled.append("\(one.id) was opened \(opened) times")
            }
            let ends = own.values.filter { $0.kind == "case.closed" || $0.kind == "case.reopened" }
            if !one.isOpen, ends.max(by: { $0.number < $1.number })?.kind != "case.closed" {
                lost.append("the closing of \(one.id)")
            }
        }
        for id in events.keys { doubled.append("\(id) has events and is no case") }
    }

    /// The numbers of every series begin with 1, have no gap and no double; a number that was told stands for its task.
    private mutating func judgeNumbers(_ ledger: ChaosLedger, _ outside: Outside) {
        for (series, lines) in Dictionary(grouping: outside.numbers, by: { "\($0.owner) \($0.document) \($0.year)" }) {
            let counts = Dictionary(grouping: lines, by: \.n).mapValues(\.count)
            let missing = (1...(counts.keys.max() ?? 1)).filter { counts[$0] == nil }
            if !missing.isEmpty { lost.append("numbers \(missing) of \(series)") }
            for (n, count) in counts where count > 1 { doubled.append("number \(n) of \(series)") }
        }
        let lines = Dictionary(grouping: outside.numbers, by: \.number)
        for (number, task) in ledger.numbers {
            let found = lines[number] ?? []
            if !found.contains(where: { $0.task == task }) { lost.append("\(number), told for \(task)") }
            if found.count > 1 { doubled.append("\(number) was given \(found.count) times") }
        }
    }

    /// Every case has closed; nothing waits to be sent, nothing is kept aside, every table is what its log says.
    private mutating func judgeRest(_ outside: Outside) {
        for one in outside.cases where one.isOpen {
            stuck.append("\(one.id) \(one.clockStopped ?? one.waits.joined(separator: "; "))")
        }
        for one in outside.cases where !one.isOpen && one.clockStopped != nil {
            stuck.append("\(one.id) its clock stands: \(one.clockStopped ?? "")")
        }
        if !outside.isQuiet { stuck.append("the coordinator does not come to rest") }
        for task in outside.openTasks { stuck.append("\(task) is open and nobody can do it") }
        for condition in outside.conditions {
            let kept = [
                ("unsent", condition.unsent), ("refused by the broker", condition.stuck), ("dead", condition.dead),
                ("parked", condition.parked),
            ]
            for (word, count) in kept where count > 0 { stuck.append("\(condition.process): \(count) \(word)") }
        }
        for owner in outside.differing { lost.append("the tables of \(owner) differ from its log") }
    }
}
