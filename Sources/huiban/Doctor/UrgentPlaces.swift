import Casework

/// The agencies and units to which the workflows can give an urgent task (`police`, `police/duty`).
struct UrgentPlaces {
    let workflows: [Workflow]
    /// The agencies that can be named by a field of a case.
    let agencies: [String]

    /// Every such place, sorted.
    var places: [String] {
        let all = workflows.flatMap { workflow in
            let isEmergency = bringsEmergencies(workflow)
            return workflow.steps.filter { isEmergency || $0.ladder.alarms }.flatMap {
                places(of: $0, workflow)
            }
        }
        return Set(all).sorted()
    }

    private func bringsEmergencies(_ workflow: Workflow) -> Bool {
        let fields = workflow.form.fields + workflow.steps.flatMap(\.form.fields)
        return fields.contains { $0.name == "priority" && ($0.choices.isEmpty || $0.choices.contains("P0")) }
    }

    private func places(of step: Step, _ workflow: Workflow) -> [String] {
        switch step.owners {
        case .one(let owner), .register(_, let owner): places(of: owner, workflow)
        case .several(let owners): owners.flatMap { places(of: $0, workflow) }
        case .each(_, let via, _): via.map { places($0.party, $0.unit, workflow) } ?? agencies
        }
    }

    private func places(of owner: Owner, _ workflow: Workflow) -> [String] {
        if let via = owner.via { return places(via.party, via.unit, workflow) }
        return places(owner.party, owner.unit, workflow)
    }

    private func places(_ party: Owner.Party, _ unit: String?, _ workflow: Workflow) -> [String] {
        let desks: [String] =
            switch party {
            case .agency(let agency): [agency]
            case .lead:
                switch workflow.lead {
                case .agency(let agency): [agency]
                case .field, .parent: agencies
                }
            case .field: agencies
            case .outside: []
            }
        return desks.map { desk in unit.map { "\(desk)/\($0)" } ?? desk }
    }
}
