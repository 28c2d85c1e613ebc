import Casework

extension WorkflowSketch {
    /// Makes steps that open when the case has closed, and what may come of them.
    mutating func makeTrackingSteps() {
        var kinds = dice.shuffled(["archive", "follow-up", "appeal"])
        while steps.count < size, let kind = kinds.popLast() {
            guard afford(2) else { return }
            switch kind {
            case "archive": makeTracking(SketchStep(id: "archive", title: "归档"))
            case "follow-up": makeFollowUp()
            case _: makeAppeal()
            }
        }
    }

    private mutating func makeTracking(_ step: SketchStep) {
        var step = step
        step.isTracking = true
        step.owner = makeOwner(canBeMany: false)
        let earlier = steps.filter(\.isTracking)
        if !earlier.isEmpty, dice.chance(40) {
            step.needs = .step(dice.pick(earlier).id)
        } else {
            step.needs = .end(dice.chance(50) ? [] : dice.some(dice.number(1...2), of: ends.map(\.name)))
        }
        guard runs.contains(where: { $0.value(step.needs) == true }) else { return }
        makePlainTerm(&step)
        makePractice(&step)
        makeForm(&step)
        add(step)
    }

    /// A promise that is followed up, again when it changes.
    private mutating func makeFollowUp() {
        var step = SketchStep(id: "follow-up", title: "跟踪")
        step.outcomes = ["changed", "solved"]
        step.uncertain = ["changed"]
        guard afford(2) else { return }
        step.repeats = [("changed", "follow-up")]
        step.lines["repeat"] = "{if: changed, from: follow-up, at-most: \(dice.number(1...2))}"
        makeTracking(step)
    }

    /// Somebody objects to the end: the case goes back to a step, or everything is taken back.
    private mutating func makeAppeal() {
        var step = SketchStep(id: "appeal", title: "申诉")
        step.outcomes = ["returned", "passed"]
        let before = steps.filter { !$0.isTracking && !$0.isOffer }
        if dice.chance(50), afford(3) {
            let from = dice.pick(before).id
            step.uncertain = ["returned"]
            step.repeats = [("returned", from)]
            let within = dice.chance(50) ? ", within: 1mo" : ""
            step.lines["repeat"] = "{if: returned, from: \(from), at-most: 1\(within)}"
            return makeTracking(step)
        }
        makeTracking(step)
        let names = CloseReason.allCases.map(\.rawValue).filter { name in !ends.contains { $0.name == name } }
        let isPossible = runs.contains { run in
            run.value(.outcome("appeal", ["returned"])) == true
                && ends.contains { $0.name == run.end && !$0.text.contains("undo: true") }
        }
        guard isPossible, !names.isEmpty else { return }
        ends.insert((dice.pick(names), "{needs: appeal.returned, undo: true}"), at: 0)
    }
}
