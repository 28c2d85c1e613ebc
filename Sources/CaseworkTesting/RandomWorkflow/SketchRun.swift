import Casework

/// One run of a workflow that is being made up, without time: each step ends as chance says, in the order of the file.
///
/// It knows the language from its text alone, not from the core, so that core and checker are judged by it. What happens
/// in such a run can happen; what happens in none may happen all the same.
struct SketchRun {
    enum Standing: Equatable {
        case waiting
        /// Nobody took it up.
        case offered
        case skipped
        case ended(String)
    }

    private(set) var standings: [String: Standing] = [:]
    private(set) var fields: [String: String]
    private(set) var end: String?

    init(fields: [String: String], standings: [String: Standing] = [:]) {
        self.fields = fields
        self.standings = standings
    }

    /// True when the step opened in this run.
    func hasOpened(_ step: String) -> Bool { if case .ended = standings[step] { true } else { false } }

    /// Plays one more step; what it needs has been played before.
    mutating func play(_ step: SketchStep, canBeTaken: Bool = true, _ dice: inout Dice) {
        let isTaken = canBeTaken && dice.chance(40)
        switch value(step.needs) {
        case nil: standings[step.id] = .waiting
        case false: standings[step.id] = .skipped
        case true where step.isOffer && !isTaken: standings[step.id] = .offered
        case true:
            standings[step.id] = .ended(dice.pick(results(of: step)))
            for (field, values) in step.choices.sorted(by: { $0.key < $1.key }) { fields[field] = dice.pick(values) }
        }
    }

    /// What the step may end with here.
    private func results(of step: SketchStep) -> [String] {
        step.results.filter { result in
            // A repeat opens its first step whatever that one needs, so a run in which it was skipped goes another way.
            let opens = step.repeats.contains { $0.outcome == result && $0.from != step.id && !hasOpened($0.from) }
            return !opens && !step.uncertain.contains(result)
        }
    }

    /// Closes the case: what still waits is skipped.
    mutating func close(_ end: String) {
        self.end = end
        for (step, standing) in standings where standing == .waiting || standing == .offered {
            standings[step] = .skipped
        }
    }

    /// The run as it stands when nothing more happens, before an end is chosen.
    var atRest: SketchRun {
        var rest = self
        rest.close("")
        rest.end = nil
        return rest
    }

    /// True, false or undecided (workflow language, section 2.1).
    func value(_ need: Need) -> Bool? {
        switch need {
        case .always: true
        case .step(let step): value(step) { _ in true }
        case .outcome(let step, let outcomes):
            standings[step] == .skipped ? outcomes.contains("skipped") : value(step, outcomes.contains)
        case .ifStarted(let step):
            switch standings[step] {
            case .ended, .skipped, .offered: true
            case .waiting, nil: nil
            }
        case .field(let field, let values): fields[field].map(values.contains)
        case .end(let names): end.map { names.isEmpty || names.contains($0) }
        case .all(let needs): count(needs.count, of: needs)
        case .any(let needs): count(1, of: needs)
        case .atLeast(let count, let needs): self.count(count, of: needs)
        }
    }

    private func value(_ step: String, _ test: (String) -> Bool) -> Bool? {
        switch standings[step] {
        case .waiting, .offered, nil: nil
        case .skipped: false
        case .ended(let outcome): test(outcome)
        }
    }

    private func count(_ count: Int, of needs: [Need]) -> Bool? {
        let values = needs.map(value)
        if values.count(where: { $0 == true }) >= count { return true }
        return values.count(where: { $0 != false }) < count ? false : nil
    }
}
