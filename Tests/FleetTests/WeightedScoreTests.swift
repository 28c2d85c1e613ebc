import Casework
import CaseworkTesting
import Testing

@testable import Coordinator

/// The yearly score in exact arithmetic (domain notes 1, row 12).
@Suite struct WeightedScoreTests {
    private static let percent: [WeightedScore.Party: Int] = [
        .owners: 80, .street: 5, .community: 5, .committee: 5, .districtHousing: 5,
    ]
    private static let golden: [WeightedScore.Party: Fraction] = [
        .owners: Fraction(9_000), .street: Fraction(8_000), .community: Fraction(7_000), .committee: Fraction(6_000),
        .districtHousing: Fraction(10_000),
    ]

    private func weights(
        _ missing: WeightedScore.Missing = .incomplete,
        mayMiss: Set<WeightedScore.Party> = []
    ) -> WeightedScore.Weights {
        WeightedScore.Weights(percent: Self.percent, missing: missing, mayMiss: mayMiss)
    }

    @Test func ownersAt90AndTheOthersAt80And70And60And100GiveEightySevenAndAHalf() {
        #expect(WeightedScore.compute(Self.golden, weights()) == .total(8_750))
    }

    @Test func aMissingMarkLeavesTheEstateWithoutAScoreUnlessItMayMiss() {
        var marks = Self.golden
        marks[.committee] = nil
        #expect(WeightedScore.compute(marks, weights()) == .incomplete([.committee]))
        // 72 + 4 + 3.5 + 5 of 95 hundredths: 84.5 / 0.95 = 88.947…
        #expect(WeightedScore.compute(marks, weights(mayMiss: [.committee])) == .total(8_895))
        #expect(WeightedScore.compute(marks, weights(.redistribute)) == .total(8_895))
        marks[.owners] = nil
        #expect(WeightedScore.compute(marks, weights(mayMiss: [.committee])) == .incomplete([.owners]))
        #expect(WeightedScore.compute([:], weights(.redistribute)) == .incomplete(WeightedScore.Party.allCases))
    }

    @Test func roundingHappensOnceAtTheEndAndHalfGoesUp() {
        var marks = Self.golden
        // Thirds of a point stay exact: 80 % of 89.99333… is 71.994666…, with 15.5 from the others 87.494666….
        marks[.owners] = Fraction(26_998, 3)
        #expect(WeightedScore.compute(marks, weights()) == .total(8_749))
        marks[.owners] = Fraction(9_000)
        marks[.street] = Fraction(8_010)
        // 5 % of a tenth of a point is half a hundredth.
        #expect(WeightedScore.compute(marks, weights()) == .total(8_751))
    }
}
