import Casework

/// The yearly score of an estate: Σ weight × mark, rounded half up to hundredths once, at the end (domain notes 1, row 12;
/// 2.8, step 5).
struct WeightedScore: Equatable, Sendable {
    enum Party: String, CaseIterable, Sendable {
        case owners
        case street
        case community
        case committee
        case districtHousing = "district-housing"
    }

    /// What a party whose mark is missing means for the score; the seed gives no rule.
    enum Missing: String, Sendable {
        /// The estate is not ranked.
        case incomplete
        /// The others share its weight in proportion.
        case redistribute
    }

    /// How much each party counts, in percent, and what holds where one is missing.
    struct Weights: Equatable, Sendable {
        var percent: [Party: Int]
        var missing: Missing
        /// Parties that may be missing without the estate losing its place: not every estate has a committee.
        var mayMiss: Set<Party>
    }

    enum Outcome: Equatable, Sendable {
        /// In hundredths of a point.
        case total(Int)
        case incomplete([Party])
    }

    /// The score by the marks of the parties that gave one, in hundredths of a point.
    static func compute(_ marks: [Party: Fraction], _ weights: Weights) -> Outcome {
        let absent = Party.allCases.filter { marks[$0] == nil && weights.percent[$0] ?? 0 > 0 }
        let lost = absent.filter { weights.missing == .incomplete && !weights.mayMiss.contains($0) }
        let present = Party.allCases.filter { marks[$0] != nil }
        let whole = present.reduce(0) { $0 + (weights.percent[$1] ?? 0) }
        guard lost.isEmpty, whole > 0 else { return .incomplete(lost.isEmpty ? absent : lost) }
        let sum = present.reduce(Fraction.zero) { sum, party in
            sum + (marks[party] ?? .zero) * Fraction(weights.percent[party] ?? 0, whole)
        }
        return .total(sum.roundedHalfUp)
    }
}

/// An exact quotient of whole numbers, never below zero.
struct Fraction: Hashable, Sendable {
    let part: Int
    let whole: Int

    static let zero = Fraction(0, 1)

    /// `whole` is above zero.
    init(_ part: Int, _ whole: Int = 1) {
        let divisor = Fraction.divisor(part, whole)
        self.part = part / divisor
        self.whole = whole / divisor
    }

    static func + (one: Fraction, other: Fraction) -> Fraction {
        Fraction(one.part * other.whole + other.part * one.whole, one.whole * other.whole)
    }

    static func * (one: Fraction, other: Fraction) -> Fraction {
        Fraction(one.part * other.part, one.whole * other.whole)
    }

    var roundedHalfUp: Int { (2 * part + whole) / (2 * whole) }

    private static func divisor(_ one: Int, _ other: Int) -> Int { one == 0 ? other : divisor(other % one, one) }
}
