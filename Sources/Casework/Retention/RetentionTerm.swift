/// How long something is kept: one of the three terms there are.
///
/// 国家档案局令第8号 (2006): permanent, or 30 or 10 years.
package enum RetentionTerm: String, Hashable, Codable, CaseIterable, Comparable, Sendable {
    case tenYears = "10y"
    case thirtyYears = "30y"
    case permanent

    /// In years, nil for ever.
    package var years: Int? {
        switch self {
        case .tenYears: 10
        case .thirtyYears: 30
        case .permanent: nil
        }
    }

    package var words: Words {
        switch self {
        case .tenYears: Words(zh: "10年", en: "10 years")
        case .thirtyYears: Words(zh: "30年", en: "30 years")
        case .permanent: Words(zh: "永久", en: "permanently")
        }
    }

    package static func < (left: RetentionTerm, right: RetentionTerm) -> Bool {
        switch (left.years, right.years) {
        case (let left?, let right?): left < right
        case (_?, nil): true
        case (nil, _): false
        }
    }
}

/// A term and where it comes from.
package struct RetentionRule: Hashable, Codable, Sendable {
    /// What gives the term its force.
    package enum Basis: String, Codable, CaseIterable, Sendable {
        /// A law or an order under it.
        case legal
        /// A written rule of an office.
        case policy
        /// Nobody ordered it: configuration of this project.
        case proposal
    }

    package var term: RetentionTerm
    package var basis: Basis
    package var source: String

    package init(term: RetentionTerm, basis: Basis, source: String) {
        self.term = term
        self.basis = basis
        self.source = source
    }
}
