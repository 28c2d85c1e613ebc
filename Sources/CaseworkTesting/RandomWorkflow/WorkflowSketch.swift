import Casework

/// A workflow that is being made up, with some runs that are possible in it.
struct WorkflowSketch {
    /// A bound of the states that the exploration of the finished workflow can have, a rough one.
    static let mostStates = 1_000.0

    /// Parts the dice for late steps from the others; with this one, the workflows of seeds that failed once
    /// (`SimulationTests`, `Tests/Mutations`) have none.
    static let passingSalt: UInt64 = 3_000_009

    var dice: Dice
    /// Whether late steps go to somebody else in this workflow.
    let passes: Bool
    /// The dice for that: of their own, so that everything else a seed makes stays as it was.
    var passing: Dice
    /// How many steps it is to have in all.
    let size: Int
    let lead: String
    var steps: [SketchStep] = []
    var ends: [(name: String, text: String)] = []
    var clock: String?
    var runs: [SketchRun] = []
    /// The product of what every choice made so far multiplies the states by.
    var states = 1.0
    /// Fields with choices by which the graph asks; intake is the only form that always gives one.
    var choices = ["meeting": ["in-session", "recess"]]
    /// Fields with choices that some need reads already, each of which multiplies the states once.
    var gates: Set<String> = []
    /// Names of fields that no form has yet: two givers of one field would decide by who came last.
    var freeFields = Set(SketchField.all.map(\.name))
    private var names: [(id: String, title: String)]

    init(seed: UInt64) {
        dice = Dice(seed: seed)
        passing = Dice(seed: seed ^ WorkflowSketch.passingSalt)
        passes = passing.chance(30)
        size = dice.number(3...9)
        lead = dice.chance(70) ? "case.leadUnit" : dice.pick(["police", "justice", "civil-affairs", "housing"])
        names = dice.shuffled(SketchNames.steps)
        for _ in 0..<200 { runs.append(SketchRun(fields: ["meeting": dice.pick(["in-session", "recess"])])) }
    }

    /// A name for one more ordinary step.
    mutating func newStep() -> SketchStep? {
        names.popLast().map { SketchStep(id: $0.id, title: $0.title) }
    }

    /// Multiplies the states if they stay few enough; false when what would do that has to be left out.
    mutating func afford(_ factor: Double) -> Bool {
        guard states * factor <= WorkflowSketch.mostStates else { return false }
        states *= factor
        return true
    }

    /// Adds a step and plays it in every run.
    mutating func add(_ step: SketchStep) {
        steps.append(step)
        for index in runs.indices { runs[index].play(step, &dice) }
    }

    subscript(step: String) -> SketchStep? { steps.first { $0.id == step } }

    /// The steps that `step` waits for, directly or not.
    func upstream(of needs: Need) -> Set<String> {
        var found: Set<String> = []
        var open = needs.steps
        while let next = open.popLast() {
            guard found.insert(next).inserted, let step = self[next] else { continue }
            open += step.needs.steps
        }
        return found
    }

    /// The text of the file.
    func yaml(name: String) -> String {
        """
        case: \(name)
        title: 随机流程
        version: 1
        lead: \(lead)
        \(clock.map { "clock: \($0)\n" } ?? "")
        form:
          title: line
          text: text
          leadUnit: agency
          coHandlers: (agencies)
          meeting: [in-session, recess]

        terms:
          short: 2wd
          by-meeting: {by: case.meeting, in-session: 1wd, recess: 4wd}

        steps:
        \(steps.map(\.yaml).joined(separator: "\n"))
        ends:
        \(ends.map { "  \($0.name): \($0.text)\n" }.joined())
        """
    }
}

/// Ids that `labels.yaml` has words for, and titles of steps.
enum SketchNames {
    /// Parties with a desk and without, as a list of departments or a body that penalises may name them.
    static let parties = ["housing", "police", "street", "fire-rescue", "utilities"]

    static let steps = [
        ("register", "登记"), ("assign", "交办"), ("inspect", "查看"), ("contact", "沟通"), ("survey", "勘察"),
        ("consult", "会商"), ("mediate", "调解"), ("draft", "拟稿"), ("review", "审核"), ("sign-off", "签发"),
        ("deliver", "送达"), ("publish", "公开"), ("evaluate", "评价"),
    ]
    static let pairs = [
        ["not-accepted", "accepted"], ["returned", "passed"], ["disagrees", "agreed"], ["returned", "signed"],
        ["dissatisfied", "satisfied"], ["changed", "solved"], ["not-for-publication", "published"],
    ]
    static let triples = [
        ["merged", "not-accepted", "accepted"], ["disagrees", "submitted", "no-opinion"],
        ["dissatisfied", "basically-satisfied", "satisfied"], ["ruled", "returned", "agreed"],
    ]
    static let outside = ["deputy", "street", "community", "committee", "owners", "city-office", "company"]
    static let agencies = ["police", "justice", "civil-affairs", "housing"]
}
