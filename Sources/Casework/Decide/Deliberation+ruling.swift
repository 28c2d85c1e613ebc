extension Deliberation {
    /// Carries out what the coordinator decided; a decision that no longer fits has no effect and is counted.
    mutating func take(_ ruling: Ruling) {
        guard !state.taken.contains(ruling.id) else { return }
        guard carryOut(ruling) else {
            return ignore("ruling \(ruling.id)", by: ruling.by, step: nil, refusal(of: ruling))
        }
        settle()
    }

    /// Why a ruling has no effect, as exactly as can be said.
    private func refusal(of ruling: Ruling) -> CaseEvent.Ignored.Reason {
        switch ruling.decision {
        case .grant(let ref, let request, _), .deny(let ref, let request):
            state.task(ref)?.open(request)?.act.by == ruling.by
                ? .ownRequest : lacksConsent(ruling) ? .consentMissing : .notPossible
        case .extend: lacksConsent(ruling) ? .consentMissing : .notPossible
        case .pause(let ref, let reason): mayPause(ref, reason) ? .notPossible : .pauseNotAllowed
        case .end, .waive, .reassign, .lead, .excuse, .resume, .back, .undo, .reopen: .notPossible
        }
    }

    private mutating func carryOut(_ ruling: Ruling) -> Bool {
        switch ruling.decision {
        case .end(let ref, let outcome, let fields): return end(ref, outcome, fields, ruling)
        case .waive(let ref):
            guard let task = openTask(ref), !ref.isUndo else { return false }
            guard !ref.instance.isEmpty else { return false }
            return waive(task, ruling)
        case .reassign(let ref, let agency):
            guard let task = openTask(ref), !ref.isUndo, !agency.isEmpty else { return false }
            record(ruling, ref)
            return reassign(task, to: agency)
        case .lead(let agency): return changeLead(to: agency, ruling)
        case .grant(let ref, let request, let agency): return grant(ref, request, agency, ruling)
        case .deny(let ref, let id):
            guard let task = openTask(ref), let asked = task.open(id), asked.act.by != ruling.by else { return false }
            record(ruling, ref, request: asked, granted: false, word: denial(asked.kind))
            return true
        case .extend(let ref, let span):
            guard let task = openTask(ref), task.deadline != nil, !lacksConsent(ruling) else { return false }
            record(ruling, ref, word: "extended")
            return extend(task, by: span)
        case .excuse(let ref, let kind):
            guard let task = state.task(ref), task.standingBreaches.contains(kind) else { return false }
            record(ruling, ref)
            emit(
                .excused(
                    CaseEvent.Excused(ref: ref, holder: task.holder, kind: kind, act: nil, by: ruling.by)
                )
            )
            return true
        case .pause(let ref, let reason):
            guard let task = openTask(ref), task.pausedAt == nil, mayPause(ref, reason) else { return false }
            record(ruling, ref)
            pause(task, reason: reason, by: ruling.by)
            return true
        case .resume(let ref):
            guard let task = openTask(ref), let since = task.pausedAt else { return false }
            record(ruling, ref)
            resume(task, since: since, at: now)
            return true
        case .back(let step): return goBack(to: step, ruling)
        case .reopen(let step):
            guard state.closed != nil, workflow[step]?.isTracking == false else { return false }
            return goBack(to: step, ruling)
        case .undo(let step):
            let isPossible = workflow[step]?.undo.isAct == true || !recallable(step).isEmpty
            guard isPossible, state.ending == nil, openUndo(step) else { return false }
            record(ruling, nil)
            return true
        }
    }

    private func openTask(_ ref: TaskRef) -> CaseTask? {
        guard let task = state.task(ref), task.state == .open else { return nil }
        return task
    }

    private mutating func record(
        _ ruling: Ruling,
        _ ref: TaskRef?,
        request: StepReport.Request? = nil,
        granted: Bool = true,
        word: String? = nil,
        fields: [String: Value] = [:]
    ) {
        emit(
            .ruled(
                CaseEvent.Ruled(
                    id: ruling.id,
                    ref: ref,
                    request: request?.id,
                    kind: request?.kind,
                    granted: granted,
                    refusal: nil,
                    by: ruling.by,
                    reason: ruling.reason,
                    word: word,
                    fields: fields,
                    consent: needsConsent(ruling) ? ruling.consent : nil
                )
            )
        )
    }

    /// Whether a ruling gives more time that a party has to consent to.
    private func needsConsent(_ ruling: Ruling) -> Bool {
        let ref: TaskRef
        switch ruling.decision {
        case .extend(let task, _): ref = task
        case .grant(let task, let request, _):
            guard state.task(task)?.open(request)?.kind == .extend else { return false }
            ref = task
        case .end, .waive, .reassign, .lead, .deny, .excuse, .pause, .resume, .back, .undo, .reopen: return false
        }
        return !ref.isUndo && workflow[ref.step]?.allow.extend?.consent != nil
    }

    private func lacksConsent(_ ruling: Ruling) -> Bool { needsConsent(ruling) && (ruling.consent ?? "").isEmpty }

    private mutating func end(_ ref: TaskRef, _ outcome: String, _ fields: [String: Value], _ ruling: Ruling) -> Bool {
        guard openTask(ref) != nil, let step = workflow[ref.step] else { return false }
        guard (ref.isUndo ? ["done"] : step.outcomes).contains(outcome) else { return false }
        record(ruling, ref)
        end(ref, outcome: outcome, cause: .ruling, fields: fields)
        return true
    }

    private mutating func waive(_ task: CaseTask, _ ruling: Ruling, request: StepReport.Request? = nil) -> Bool {
        record(ruling, task.ref, request: request, word: "waived")
        end(task.ref, outcome: "waived", cause: .ruling)
        return true
    }

    private mutating func grant(_ ref: TaskRef, _ id: String, _ agency: String?, _ ruling: Ruling) -> Bool {
        // A second person rules (domain notes, section 2.0, rule 8).
        guard let task = openTask(ref), let request = task.open(id), let step = workflow[ref.step],
            request.act.by != ruling.by
        else { return false }
        switch request.kind {
        case .explain: return false
        case .return:
            if let agency, !agency.isEmpty {
                record(ruling, ref, request: request, word: "returned")
                return reassign(task, to: agency)
            }
            return ref.instance.isEmpty ? false : waive(task, ruling, request: request)
        case .extend:
            guard let rule = step.allow.extend, let driver = task.deadline?.driver, !lacksConsent(ruling) else {
                return false
            }
            let asked = request.term.flatMap { Span($0) }
            record(ruling, ref, request: request, word: "extended")
            // Never longer than the rule allows nor than the term itself (domain notes, section 2.0, rule 8).
            // What is counted back from a date has no length of its own.
            let own = driver.side == .after ? driver.span : nil
            let spans = [asked, rule.by, own].compactMap { $0 }.filter(\.canExtend)
            let start = AnchorPoint.due(driver.at)
            let shortest = spans.min { calendar.due($0, after: start).at < calendar.due($1, after: start).at }
            return shortest.map { extend(task, by: $0) } ?? true
        case .pause:
            guard mayPause(ref, request.reason) else { return false }
            record(ruling, ref, request: request)
            pause(task, reason: request.reason, by: ruling.by)
            return true
        }
    }

    private mutating func extend(_ task: CaseTask, by span: Span) -> Bool {
        guard let step = workflow[task.ref.step], task.base != nil else { return false }
        let adjustments = task.adjustments + [.extended(by: span)]
        let moved = adjusted(task.base, by: adjustments, office: task.holder.office)
        changeDeadline(of: task, step, base: task.base, to: moved, .extension, extended: span)
        return true
    }

    private mutating func reassign(_ task: CaseTask, to agency: String) -> Bool {
        guard let step = workflow[task.ref.step] else { return false }
        let party = task.holder.party
        let isLead = party == nil && agency == lead
        let holder = CaseTask.Holder(agency: agency, role: task.holder.role, party: party, isLead: isLead)
        hand(task, of: step, to: holder, term: task.term)
        return true
    }

    private mutating func changeLead(to agency: String, _ ruling: Ruling) -> Bool {
        guard case .field(let field) = workflow.lead, agency != lead, !agency.isEmpty else { return false }
        record(ruling, nil, fields: [field: .text(agency)])
        for task in state.openTasks where task.holder.isLead && !task.ref.isUndo {
            if reassign(task, to: agency) { continue }
        }
        return true
    }

    private mutating func goBack(to step: String, _ ruling: Ruling) -> Bool {
        guard let target = workflow[step], state.ending == nil, state.state(of: step).phase != .waiting else {
            return false
        }
        // What tracks a closure may have been skipped before there was one, and does not come before it.
        guard state.closed != nil || !target.isTracking else { return false }
        record(ruling, nil)
        goBack(from: step, outcome: nil, to: step, counter: nil, count: 0, path: [step])
        return true
    }
}

extension CaseTask {
    /// A request that nobody has ruled on yet.
    fileprivate func open(_ id: String) -> StepReport.Request? {
        requests.first { $0.request.id == id && $0.granted == nil }?.request
    }
}

extension Span {
    /// True for a length that can be added to a deadline.
    fileprivate var canExtend: Bool {
        switch self {
        case .minutes, .hours, .workingDays, .sessions, .days, .months: true
        case .monthDay, .date, .percent, .atClose: false
        }
    }
}
