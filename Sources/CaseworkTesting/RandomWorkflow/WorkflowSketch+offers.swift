import Casework

extension WorkflowSketch {
    /// Adds an offer that nobody must take up, after the steps that it may last until.
    mutating func makeOffer(_ offer: SketchStep) {
        guard afford(2) else { return }
        var offer = offer
        offer.isOffer = true
        if !dice.chance(20) { offer.needs = .step(dice.pick(steps.filter { !$0.isOffer }).id) }
        guard runs.contains(where: { $0.value(offer.needs) == true && isHeldOpen($0, offer) }) else { return }
        offer.lines["until"] = makeUntil(offer)
        if offer.id == "withdraw" {
            offer.owner = makeOutsider()
            offer.lines["undo"] = "never"
            if dice.chance(30) { offer.lines["form"] = "{letter: text}" }
        } else {
            offer.owner = makeOwner(canBeMany: false)
            makePractice(&offer)
            if dice.chance(50) { offer.lines["not-before"] = dice.pick(["2d", "4h"]) }
            if dice.chance(50) { offer.term = SketchTerm(yaml: "3wd", own: 3) }
        }
        steps.append(offer)
        for index in runs.indices {
            runs[index].play(offer, canBeTaken: isHeldOpen(runs[index], offer), &dice)
        }
        awaitOffer(offer)
    }

    /// True when something is left to do once the offer is there: offers hold no case open.
    private func isHeldOpen(_ run: SketchRun, _ offer: SketchStep) -> Bool {
        let before = history(of: offer.needs)
        return steps.contains { !$0.isOffer && !before.contains($0.id) && run.hasOpened($0.id) }
    }

    /// The steps that must be over before something that waits so can open, those that give a field it asks for included.
    private func history(of needs: Need) -> Set<String> {
        var found: Set<String> = []
        var open = [needs]
        while let next = open.popLast() {
            let fields = Set(next.fields.map(\.name))
            let givers = steps.filter { !fields.isDisjoint(with: $0.choices.keys) }.map(\.id)
            for id in next.steps + givers where found.insert(id).inserted {
                if let step = self[id] { open.append(step.needs) }
            }
        }
        return found
    }

    /// A step that comes after all the offer waits for, or the end.
    private mutating func makeUntil(_ offer: SketchStep) -> String {
        let needs = Set(offer.needs.steps)
        let later = steps.filter { !$0.isOffer && needs.isSubset(of: upstream(of: $0.needs)) }
        return later.isEmpty || dice.chance(30) ? "end" : dice.pick(later).id
    }

    /// Lets a step wait for the offer if somebody took it up, where that changes no run.
    private mutating func awaitOffer(_ offer: SketchStep) {
        let before = upstream(of: offer.needs)
        let waiting = Need.ifStarted(offer.id)
        let free = steps.filter { step in
            !step.isOffer && step.needs != .always && !before.contains(step.id) && offer.lines["until"] != step.id
                && runs.allSatisfy { $0.value(step.needs) != true || $0.value(waiting) == true }
        }
        guard dice.chance(60), !free.isEmpty else { return }
        change(dice.pick(free).id) { $0.needs = .all([$0.needs, waiting]) }
    }
}
