extension Deliberation {
    /// Takes in a request for a ruling; what the rules themselves forbid is refused at once.
    mutating func take(_ request: StepReport.Request, _ ref: TaskRef, _ agency: String) {
        guard let task = state.task(ref), task.state == .open, let step = workflow[ref.step],
            !task.requests.contains(where: { $0.request.id == request.id })
        else { return }
        let drops = request.kind == .explain ? step.ladder.untilExplained(task.rungs.map(\.index)) : []
        let refusal = refusal(of: request, task, step)
        let due = refusal == nil ? rulingDue(request, step) : nil
        emit(
            .requested(
                CaseEvent.Requested(ref: ref, agency: agency, request: request, drops: drops, rulingDue: due)
            )
        )
        guard let refusal else { return }
        emit(
            .ruled(
                CaseEvent.Ruled(
                    id: "auto \(ref.id(in: state.id)) \(request.id)",
                    ref: ref,
                    request: request.id,
                    kind: request.kind,
                    granted: false,
                    refusal: refusal,
                    by: nil,
                    reason: "",
                    word: denial(request.kind),
                    fields: [:]
                )
            )
        )
    }

    private func refusal(of request: StepReport.Request, _ task: CaseTask, _ step: Step) -> CaseEvent.Ruled.Refusal? {
        guard !task.ref.isUndo else { return .notAllowed }
        switch request.kind {
        case .return:
            guard let rule = step.allow.return else { return .notAllowed }
            if request.act.at >= calendar.due(rule.within, after: .moment(task.openedAt)).at { return .tooLate }
            return state.returnCount >= rule.atMost ? .tooOften : nil
        case .extend:
            guard let rule = step.allow.extend, let due = task.deadline?.driver else { return .notAllowed }
            if request.act.at >= due.at { return .tooLate }
            return task.extensionCount >= rule.atMost ? .tooOften : nil
        case .explain: return nil
        case .pause: return step.allow.pauses.contains(request.reason) ? nil : .notAllowed
        }
    }

    /// Until when the coordinator rules on a return (domain notes, section 2.0, rule 9), counted from the act, so that it
    /// is the same whenever it is heard of.
    func rulingDue(_ request: StepReport.Request, _ step: Step) -> Instant? {
        guard request.kind == .return, let rule = step.allow.return else { return nil }
        return calendar.due(rule.ruling, after: .moment(request.act.at), office: "coordinator").at
    }

    /// Records that the coordinator has let the time for its ruling go by; the request waits on.
    mutating func passRuling(_ ref: TaskRef, _ request: String, at due: Instant) {
        guard let task = state.task(ref) else { return }
        emit(
            .rulingDue(
                CaseEvent.RulingDue(ref: ref, holder: task.holder, request: request, due: due, isOver: true)
            )
        )
    }

    /// What the standing of a task says when a request was refused.
    func denial(_ kind: StepReport.Request.Kind) -> String {
        switch kind {
        case .return: "return-denied"
        case .extend: "extension-denied"
        case .pause: "pause-denied"
        case .explain: "explanation-denied"
        }
    }
}

extension Ladder {
    /// Those of some rungs that an explanation of the holder stops.
    func untilExplained(_ indices: [Int]) -> [Int] {
        indices.filter { rungs.indices.contains($0) && rungs[$0].unless == "explained" }
    }
}
