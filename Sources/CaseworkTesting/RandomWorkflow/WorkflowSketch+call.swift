extension WorkflowSketch {
    /// Lets another case do the work of one step: one with a single result, so that whoever needs it needs nothing else.
    mutating func makeCall(seed: UInt64) {
        // Dice of their own, so that everything else a seed makes stays as it was.
        var calling = Dice(seed: seed ^ 5_000_011)
        let able = steps.filter { step in
            step.results == ["done"] && !step.isOffer && !step.isTracking && !step.owner.isMany && step.id != clock
                && step.lines["form"] == nil
        }
        guard !able.isEmpty else { return }
        let (step, waits) = (calling.pick(able), calling.chance(60))
        let undo = calling.pick(["never", "withdraw"])
        change(step.id) { step in
            for key in ["overdue", "check", "issues", "allow"] { step.lines[key] = nil }
            step.lines["case"] = "joint-conference"
            step.lines["wait"] = waits ? nil : "false"
            step.lines["with"] = "{topic: case.subject, attendees: case.handlers}"
            step.lines["undo"] = undo
        }
    }
}
