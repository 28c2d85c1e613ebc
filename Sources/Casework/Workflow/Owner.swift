/// Who does a step: one owner, several, or one for each entry of a list of the case.
package enum Owners: Hashable, Codable, Sendable {
    case one(Owner)
    case several([Owner])
    case each(field: String, via: Sponsor?, role: String?)
    /// One for each row of an agency's register: the agency has one task and holds the instances in its own file.
    case register(String, of: Owner)

    /// The register whose rows are the instances, nil where the case itself has them.
    package var register: String? {
        switch self {
        case .register(let name, _): name
        case .one, .several, .each: nil
        }
    }
}

/// A party, the unit and role asked of it, and the agency that sponsors a party without a worker.
package struct Owner: Hashable, Codable, Sendable {
    package var party: Party
    package var unit: String?
    package var role: String?
    package var via: Sponsor?

    package init(party: Party, unit: String? = nil, role: String? = nil, via: Sponsor? = nil) {
        self.party = party
        self.unit = unit
        self.role = role
        self.via = via
    }

    package enum Party: Hashable, Codable, Sendable {
        case agency(String)
        /// The lead of the case, whoever that is now.
        case lead
        /// A party without a worker.
        case outside(String)
        /// The latest value of a field of the case.
        case field(String)
    }
}

/// The agency at whose desk an outside party's step is kept; an agency with a desk of its own needs none.
package struct Sponsor: Hashable, Codable, Sendable {
    package var party: Owner.Party
    package var unit: String?

    package init(party: Owner.Party, unit: String? = nil) {
        self.party = party
        self.unit = unit
    }
}
