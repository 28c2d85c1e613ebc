import Casework

extension WorkflowSketch {
    /// What else a step says: who hears of it, silence, ladder, concessions, documents and their undo.
    mutating func makePractice(_ step: inout SketchStep) {
        if dice.chance(10) { step.lines["copy"] = "[\(dice.pick(SketchNames.agencies))]" }
        if step.owner.isMany, dice.chance(60) {
            let quota = dice.pick(["1", "2", "1/2", "2/3", "all"])
            let named = step.outcomes.count > 1 && dice.chance(50) ? " \(dice.pick(step.outcomes))" : ""
            step.lines["enough"] = quota + named
        }
        if dice.chance(40) {
            step.lines["ladder"] = dice.pick([
                "warn", "track", "window", "public", "direct", "alarm", "street", "conference", "company",
            ])
        }
        makeOverdue(&step)
        makePassing(&step)
        makeAllowance(&step)
        makeDocument(&step)
    }

    private mutating func makeOverdue(_ step: inout SketchStep) {
        guard !step.isOffer else { return }
        switch dice.number(0...99) {
        case 0..<20:
            guard afford(1.4) else { return }
            step.lines["overdue"] = "expired"
            step.engineOutcomes.append("expired")
        case 20..<35: step.lines["overdue"] = step.outcomes[step.outcomes.count - 1]
        case _: break
        }
    }

    /// Lets a late step go to somebody else, who has the same role: four eyes are found as before.
    private mutating func makePassing(_ step: inout SketchStep) {
        guard passes, !step.isOffer, !step.owner.isMany, step.lines["overdue"] == nil, passing.chance(45) else {
            return
        }
        let role = step.owner.role.map { " as \($0)" } ?? ""
        let other = passing.pick(SketchNames.agencies + ["lead", "lead"]) + role
        let term = passing.pick([("1wd", 1), ("2wd", 2), ("6h", 1), ("2d", 3)])
        guard other != step.owner.yaml, !(other == "lead" && step.owner.yaml.isEmpty) else { return }
        step.lines["overdue"] = "{reassign: \(other), within: \(term.0)}"
        step.term.own = step.term.own.map { $0 + term.1 }
        step.term.latest += term.1
    }

    private mutating func makeAllowance(_ step: inout SketchStep) {
        guard dice.chance(50) else { return }
        let pauses = ["awaiting-material", "expert-appraisal", "court-pending", "force-majeure"]
        var given = [
            "return: {sign: 1wd, within: \(dice.number(1...4))wd, at-most: \(dice.number(1...3))}",
            "return: nothing", "extend: {by: \(dice.number(2...10))wd, at-most: \(dice.number(1...2))}",
            "extend: {by: 3d, consent: city-office}", "extend: nothing", "pause: [\(dice.pick(pauses))]",
            "pause: nothing",
        ]
        given = dice.some(dice.number(1...2), of: given)
        let keys = given.map { $0.prefix { $0 != ":" } }
        step.lines["allow"] =
            dice.chance(15) ? "nothing" : "{\(Set(keys).count < keys.count ? given[0] : given.joined(separator: ", "))}"
    }

    private mutating func makeDocument(_ step: inout SketchStep) {
        let undo = [
            "nothing", "never", "撤销\(step.title)", "{title: 撤销\(step.title), within: \(dice.number(1...3))wd}",
            "{title: 更正, issues: \(dice.pick(["correction-notice", "revocation-notice"]))}",
        ]
        if dice.chance(20) {
            step.lines["issues"] = dice.pick([
                "reply-letter", "special-report", "order-to-correct", "penalty-decision", "referral-letter",
            ])
            step.lines["undo"] = dice.pick(undo)
        } else if dice.chance(30) {
            step.lines["undo"] = dice.pick(Array(undo.dropFirst(2)))
        }
    }

    /// Asks for four eyes where somebody of every agency can still act, whoever did the earlier step and how often.
    ///
    /// In each agency of the demonstration some people are operators, one is the reviewer and one the leader, and nobody is
    /// two of these.
    mutating func makeFourEyes() {
        let hasRepeat = steps.contains { !$0.repeats.isEmpty }
        for step in steps where !step.owner.hasUnit && dice.chance(45) {
            let above = upstream(of: step.needs)
            let others = steps.filter { above.contains($0.id) && !$0.isOffer && !$0.isCall }
            var chosen: [SketchStep]
            if let role = step.owner.role {
                chosen = others.filter { $0.owner.role != nil && $0.owner.role != role }
                if role == "operator", !hasRepeat, let once = others.first(where: { $0.owner.role == role }) {
                    chosen = [once]
                }
            } else {
                chosen = others.filter { !hasRepeat || $0.owner.role != nil }
            }
            chosen = dice.some(2, of: chosen)
            guard !chosen.isEmpty, !step.isCall else { continue }
            let ids = chosen.map(\.id)
            change(step.id) { $0.lines["not-by"] = ids.count == 1 ? ids[0] : "[\(ids.joined(separator: ", "))]" }
        }
    }
}
