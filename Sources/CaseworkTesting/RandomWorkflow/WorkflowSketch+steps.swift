import Casework

extension WorkflowSketch {
    /// Makes the steps before the end: the first starts with the case, every other one waits for some before it.
    mutating func makeSteps() {
        let tracking = max(0, min(size - 3, dice.pick([0, 0, 1, 1, 2])))
        var offers: [SketchStep] = []
        if size - tracking > 2, dice.chance(50) { offers.append(SketchStep(id: "withdraw", title: "撤回")) }
        if size - tracking > 4, dice.chance(25) { offers.append(SketchStep(id: "stand-down", title: "中止")) }
        for place in 1...(size - tracking - offers.count) { makeStep(isFirst: place == 1) }
        for offer in offers { makeOffer(offer) }
    }

    private mutating func makeStep(isFirst: Bool) {
        guard var step = newStep() else { return }
        step.owner = makeOwner()
        makeOutcomes(&step)
        if !isFirst, !dice.chance(5) {
            let gates = gates
            let states = states
            step.needs = makeNeeds()
            if !canOpen(step) {
                // No run meets it: wait for the first step, which always ends.
                (self.gates, self.states) = (gates, states)
                step.needs = .step(steps[0].id)
            }
        }
        makeRepeat(&step)
        makeTerm(&step)
        makePractice(&step)
        makeForm(&step)
        add(step)
    }

    /// True when one of the runs opens it.
    private func canOpen(_ step: SketchStep) -> Bool { runs.contains { $0.value(step.needs) == true } }

    private mutating func makeOutcomes(_ step: inout SketchStep) {
        let wish = dice.pick([1, 1, 1, 2, 2, 2, 3])
        if wish == 3, afford(3.5) {
            step.outcomes = dice.pick(SketchNames.triples)
        } else if wish >= 2, afford(2.5) {
            step.outcomes = dice.pick(SketchNames.pairs)
        } else {
            states *= 1.4
        }
        if step.owner.yaml.hasPrefix("each"), afford(1.4) { step.engineOutcomes.append("none") }
    }

    /// What the next step waits for, by the steps there are.
    private mutating func makeNeeds() -> Need {
        let width = min(steps.count, dice.pick([1, 1, 1, 2, 2, 3]))
        // Recent steps more often, so that the graph grows long rather than wide.
        let near = Array(steps.suffix(dice.pick([2, 3, 9])))
        let chosen = dice.some(width, of: near)
        var atoms = chosen.map { atom($0) }
        if dice.chance(15), let field = gate() { atoms.append(field) }
        guard atoms.count > 1 else { return atoms[0] }
        switch dice.number(0...9) {
        case 0...4: return .all(atoms)
        case 5...7: return .any(atoms)
        case _: return atoms.count > 2 ? .atLeast(2, atoms) : .atLeast(1, atoms)
        }
    }

    private mutating func atom(_ step: SketchStep) -> Need {
        if dice.chance(15) { return .ifStarted(step.id) }
        guard step.results.count > 1, dice.chance(50) else { return .step(step.id) }
        var asked = dice.some(dice.number(1...(step.results.count - 1)), of: step.results)
        if dice.chance(8) { asked.append("skipped") }
        return .outcome(step.id, asked)
    }

    /// A question for a field of the case, if its values do not make too many states.
    mutating func gate() -> Need? {
        let field = dice.pick(choices.keys.sorted())
        guard let values = choices[field], gates.contains(field) || afford(Double(values.count)) else { return nil }
        gates.insert(field)
        return .field(field, dice.some(dice.number(1...(values.count - 1)), of: values))
    }

    private mutating func makeRepeat(_ step: inout SketchStep) {
        guard step.outcomes.count > 1, dice.chance(40) else { return }
        let above = upstream(of: step.needs).sorted()
        let from = dice.pick([step.id] + above + above)
        let most = dice.chance(70) ? 1 : 2
        guard afford(Double(most) + 1) else { return }
        let outcome = step.outcomes[0]
        step.repeats = [(outcome, from)]
        let within = dice.chance(25) ? ", within: \(dice.pick(["5wd", "1mo"]))" : ""
        step.lines["repeat"] = "{if: \(outcome), from: \(from), at-most: \(most)\(within)}"
        // Only the path counts after a repeat; where it has a choice, what was true in a run may be so no longer.
        let path = steps.filter { above.contains($0.id) && upstream(of: $0.needs).contains(from) }
        if from != step.id, (path.map(\.needs) + [step.needs]).contains(where: \.hasChoice) {
            step.uncertain.insert(outcome)
        }
    }
}
