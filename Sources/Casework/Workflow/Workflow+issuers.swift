/// Whose desks give the numbers of a document.
package struct Issuers: Hashable, Sendable {
    /// Agencies that a workflow names.
    package var agencies: Set<String> = []
    /// Whether a workflow leaves it to the case who it is, so that it may be anybody.
    package var isAnybody = false

    package init() {}

    /// The one agency whose document it is; nil where several give it.
    package var only: String? { isAnybody || agencies.count != 1 ? nil : agencies.first }

    mutating func add(_ agency: String?) {
        if let agency { agencies.insert(agency) } else { isAnybody = true }
    }

    package mutating func merge(_ other: Issuers) {
        agencies.formUnion(other.agencies)
        isAnybody = isAnybody || other.isAnybody
    }
}

extension Workflow {
    /// Who issues each document of the workflow as long as nobody is given another's step; rungs of a ladder are the
    /// supervision office's.
    package var issuers: [String: Issuers] {
        var issuers: [String: Issuers] = [:]
        for step in steps {
            var documents = [step.issues]
            if case .act(_, _, let issues) = step.undo { documents.append(issues) }
            for document in documents.compactMap({ $0 }) {
                for desk in desks(of: step.owners) { issuers[document, default: Issuers()].add(desk) }
            }
        }
        for document in notices.values.compactMap(\.issues) {
            issuers[document, default: Issuers()].add("coordinator")
        }
        return issuers
    }

    /// The agencies at whose desks a step lies; nil stands for one that only the case knows.
    private func desks(of owners: Owners) -> [String?] {
        switch owners {
        case .one(let owner), .register(_, let owner): [desk(of: owner)]
        case .several(let owners): owners.map(desk)
        case .each(_, let via, _): [via.flatMap { desk(of: $0.party) }]
        }
    }

    private func desk(of owner: Owner) -> String? { desk(of: owner.via?.party ?? owner.party) }

    private func desk(of party: Owner.Party) -> String? {
        switch party {
        case .agency(let agency): agency
        case .lead:
            switch lead {
            case .agency(let agency): agency
            case .field, .parent: nil
            }
        case .outside, .field: nil
        }
    }
}
