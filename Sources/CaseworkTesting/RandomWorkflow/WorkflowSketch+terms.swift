import Casework

extension WorkflowSketch {
    /// Gives a step its time: of its own, or counted from a step before it or from acceptance, with room for everybody.
    mutating func makeTerm(_ step: inout SketchStep) {
        let opens = latestOpening(step.needs)
        let room = dice.number(2...6)
        switch dice.number(0...9) {
        case 0:
            let days = opens + room
            step.term = SketchTerm(yaml: "\(days)wd after case", latest: days)
        case 1...2:
            let anchors = upstream(of: step.needs).filter { self[$0]?.isOffer == false }.sorted()
            guard !anchors.isEmpty else { return makePlainTerm(&step) }
            let anchor = dice.pick(anchors)
            guard let way = longestWay(from: anchor, to: step.needs) else { return makePlainTerm(&step) }
            let days = way + room
            let latest = (self[anchor]?.term.latest ?? 0) + days
            step.term = SketchTerm(yaml: "\(days)wd after \(anchor)", anchor: anchor, latest: latest)
        case 3: makeDatedTerm(&step)
        case _: makePlainTerm(&step)
        }
    }

    /// A time from the opening of the step.
    func makePlainTerm(_ step: inout SketchStep, _ term: (yaml: String, days: Int)) {
        step.term = SketchTerm(
            yaml: term.yaml,
            own: term.days,
            latest: latestOpening(step.needs) + term.days
        )
    }

    mutating func makePlainTerm(_ step: inout SketchStep) {
        let days = dice.number(1...8)
        let policy = "{policy: \(days)wd, legal: \(days + 3)wd, source: 本流程规定}"
        let terms = [
            ("\(days)wd", days), ("\(days)wd", days), ("24h", 2), ("48h", 3), ("90min", 1), ("\(days)d", days + 1),
            ("0.5wd", 1), ("1mo", 24), ("short", 2), ("by-meeting", 4), (policy, days + 3),
        ]
        makePlainTerm(&step, dice.pick(terms))
        guard dice.chance(12) else { return }
        // Whoever waits for its opening has that much less time, so only where the deadline moves along.
        let delay = dice.pick([("1d", 2), ("3h", 1), ("[1wd, 2h]", 2)])
        step.lines["not-before"] = delay.0
        step.term.own = step.term.own.map { $0 + delay.1 }
        step.term.latest += delay.1
    }

    /// A time counted from a date of the record, or from the deadline of the one step it waits for.
    private mutating func makeDatedTerm(_ step: inout SketchStep) {
        let above = upstream(of: step.needs)
        let dates = steps.filter { above.contains($0.id) && !$0.owner.isMany }.flatMap(\.dates)
        if !dates.isEmpty, dice.chance(60) {
            let side = dice.pick(["2d before", "0d after", "3wd after"])
            // Nobody knows how late a date can be; what follows is counted from its own opening, so the guess does no harm.
            step.term = SketchTerm(yaml: "\(side) case.\(dice.pick(dates))", latest: 60)
            return
        }
        guard case .step(let only) = step.needs, let other = self[only], !other.isOffer, !other.owner.isMany,
            !other.isPassedOn
        else {
            return makePlainTerm(&step)
        }
        step.term = SketchTerm(yaml: "2wd after \(only).due", latest: other.term.latest + 2)
    }

    /// The latest moment at which something that waits so can open, in working days from acceptance.
    func latestOpening(_ needs: Need) -> Int {
        needs.steps.compactMap { step in self[step].flatMap { $0.isOffer ? nil : $0.term.latest } }.max() ?? 0
    }

    /// The longest time from the end of a step to the opening of something that waits so; nil where it is not certain.
    func longestWay(from first: String, to needs: Need) -> Int? {
        let before = upstream(of: .step(first))
        var longest = 0
        for id in needs.steps where id != first && !before.contains(id) {
            guard let step = self[id] else { return nil }
            if step.isOffer { continue }
            guard upstream(of: step.needs).contains(first), let own = step.term.own,
                let way = longestWay(from: first, to: step.needs)
            else { return nil }
            longest = max(longest, way + own)
        }
        return longest
    }

    /// Makes the last step the clock of the case, and lets one before it count back from there.
    mutating func makeClock() {
        let ordinary = steps.filter { !$0.isTracking && !$0.isOffer }
        let isNeeded = Set(ordinary.flatMap(\.needs.steps))
        let leaves = ordinary.filter { !isNeeded.contains($0.id) && !$0.owner.isMany }
        guard dice.chance(50), !leaves.isEmpty else { return }
        let last = dice.pick(leaves)
        clock = last.id
        guard dice.chance(70) else { return }
        var days = latestOpening(last.needs) + 5
        let above = upstream(of: last.needs)
        let movable = ordinary.filter { step in
            above.contains(step.id) && step.term.own != nil && step.lines["not-before"] == nil && !step.isPassedOn
                && ordinary.allSatisfy {
                    $0.id == last.id || $0.term.own != nil || !upstream(of: $0.needs).contains(step.id)
                }
        }
        if !movable.isEmpty, let step = Optional(dice.pick(movable)),
            let way = longestWay(from: step.id, to: last.needs)
        {
            days = max(days, latestOpening(step.needs) + way + 6)
            change(step.id) { $0.term = SketchTerm(yaml: "\(way + 3)wd before \(last.id).due", latest: days - way - 3) }
        }
        change(last.id) { step in
            step.lines["not-before"] = nil
            step.term = SketchTerm(
                yaml: "{legal: \(days)wd after case, source: 本流程规定}",
                latest: days
            )
        }
    }

    mutating func change(_ id: String, _ body: (inout SketchStep) -> Void) {
        guard let index = steps.firstIndex(where: { $0.id == id }) else { return }
        body(&steps[index])
    }
}
