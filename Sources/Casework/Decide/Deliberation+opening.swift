extension Deliberation {
    mutating func openStep(_ step: Step) {
        let attempt = state.state(of: step.id).attempt + 1
        let tasks = tasks(of: step, attempt: attempt)
        guard !tasks.isEmpty else {
            finish(step, outcome: "none", at: now, instances: 0)
            return
        }
        emit(.stepOpened(CaseEvent.StepOpened(step: step.id, attempt: attempt, tasks: tasks)))
    }

    mutating func offer(_ step: Step) {
        let attempt = state.state(of: step.id).attempt + 1
        var tasks = tasks(of: step, attempt: attempt)
        for index in tasks.indices {
            tasks[index].deadline = nil
            tasks[index].rungs = []
        }
        emit(.stepOffered(CaseEvent.StepOpened(step: step.id, attempt: attempt, tasks: tasks)))
        if let moment = notBefore(step, since: now), !step.notBefore.isEmpty {
            emit(.stepDelayed(CaseEvent.StepDelayed(step: step.id, since: now, until: moment)))
        }
    }

    /// Turns an offer into an open task.
    mutating func raise(_ ref: TaskRef, id: String, by: String?, at moment: Instant) {
        guard let step = workflow[ref.step] else { return }
        let office = state.task(ref)?.holder.office ?? ""
        let deadline = deadline(of: step, openedAt: moment, office: office)
        let rungs = rungs(of: step.ladder, openedAt: moment, deadline: deadline, office: office)
        emit(.raised(CaseEvent.Raised(ref: ref, id: id, by: by, at: moment, deadline: deadline, rungs: rungs)))
    }

    private func tasks(of step: Step, attempt: Int) -> [CaseEvent.TaskOpened] {
        let notBy = people(who: step.notBy)
        return holders(of: step).map { instance, holder in
            let deadline = deadline(of: step, openedAt: now, office: holder.office)
            return CaseEvent.TaskOpened(
                ref: TaskRef(step: step.id, instance: instance, attempt: attempt),
                holder: holder,
                at: now,
                deadline: deadline,
                rungs: rungs(of: step.ladder, openedAt: now, deadline: deadline, office: holder.office),
                notBy: notBy,
                covers: []
            )
        }
    }

    /// The people who completed these steps, in any attempt, in order of the first time.
    private func people(who steps: [String]) -> [String] {
        var found: [String] = []
        for task in state.tasks where steps.contains(task.ref.step) && !task.ref.isUndo {
            if let person = task.ended?.by, !found.contains(person) { found.append(person) }
        }
        return found
    }

    /// Who gets the step now: the entry of an `each` step (else empty) and who holds its task.
    func holders(of step: Step) -> [(instance: String, holder: CaseTask.Holder)] {
        switch step.owners {
        case .one(let owner), .register(_, let owner): return [("", holder(owner))]
        case .several(let owners):
            // The lead may be an agency that is named beside it; it is asked once.
            var seen: Set<String> = []
            return owners.map { owner in
                let holder = holder(owner)
                return (holder.party ?? holder.agency, holder)
            }.filter { seen.insert($0.0).inserted }
        case .each(let field, let via, let role):
            var seen: Set<String> = []
            let entries = (state.record[field]?.texts ?? []).map(kebab).filter { seen.insert($0).inserted }
            return entries.map { entry in
                guard let via else { return (entry, whole(CaseTask.Holder(agency: entry, role: role))) }
                return (entry, holder(named: entry, unit: nil, role: role, via: via))
            }
        }
    }

    /// Who that is now.
    func holder(_ owner: Owner) -> CaseTask.Holder {
        let name = agency(owner.party)
        guard let via = owner.via else {
            return whole(CaseTask.Holder(agency: name, unit: owner.unit, role: owner.role))
        }
        return holder(named: name, unit: owner.unit, role: owner.role, via: via)
    }

    /// Who is named does it at his own desk, when he has one; only others need the sponsor's.
    private func holder(named name: String, unit: String?, role: String?, via: Sponsor) -> CaseTask.Holder {
        let sponsor = agency(via.party)
        if name == sponsor { return whole(CaseTask.Holder(agency: sponsor, unit: via.unit, role: role)) }
        guard workflow.workers?.contains(name) != true else {
            return whole(CaseTask.Holder(agency: name, unit: unit, role: role))
        }
        return whole(CaseTask.Holder(agency: sponsor, unit: via.unit, role: role, party: name))
    }

    private func whole(_ holder: CaseTask.Holder) -> CaseTask.Holder {
        var holder = holder
        holder.isLead = holder.party == nil && holder.agency == lead
        return holder
    }

    /// The agency that leads the case now, nil before one was named.
    var lead: String? { state.lead(by: workflow) }

    private func agency(_ party: Owner.Party) -> String {
        // A role that nobody fills yet falls to the coordinator, whose desk then shows that somebody has to be named.
        switch party {
        case .agency(let name), .outside(let name): name
        case .lead: lead ?? "coordinator"
        case .field(let field): state.record.word(field).map(kebab) ?? "coordinator"
        }
    }
}

extension Case {
    /// The agency that leads the case now, nil before one was named.
    package func lead(by workflow: Workflow) -> String? {
        switch workflow.lead {
        case .agency(let name): name
        case .field(let field): record.word(field).map(kebab)
        case .parent: parent?.lead
        }
    }
}

/// The form of an agency's name in files and queues: payloads may write `civilAffairs` (domain notes, section 5.3).
private func kebab(_ name: String) -> String {
    var text = ""
    for character in name {
        if character.isUppercase, character.isASCII {
            if !text.isEmpty { text.append("-") }
            text.append(contentsOf: character.lowercased())
        } else {
            text.append(character)
        }
    }
    return text
}
