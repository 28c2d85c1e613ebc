import Contracts
import HousingWorker
import Testing

/// The law in whole numbers (民法典 第278条; domain.md 2.6), golden figures by hand.
@Suite struct DoubleMajorityTests {
    typealias Share = DoubleMajority.Share
    /// An estate of 90,000 m² and 900 heads (the example of the domain notes, DEMO-006).
    private let roll = Share(area: 9_000_000, heads: 900)

    private func result(_ majority: MajorityClass, voted: (Int64, Int64), yes: (Int64, Int64)) -> DoubleMajority.Result
    {
        DoubleMajority(
            roll: roll,
            voted: Share(area: voted.0, heads: voted.1),
            yes: Share(area: yes.0, heads: yes.1)
        ).result(majority)
    }

    @Test func exactlyTwoThirdsAreEnoughForTheExampleOfTheNotes() {
        #expect(result(.ordinary, voted: (6_000_000, 600), yes: (3_000_001, 301)) == .passed)
    }

    @Test(arguments: [(6_000_000, 599), (5_999_999, 600), (0, 0)] as [(Int64, Int64)])
    func aQuorumMetByOneMeasureAndMissedByOneOfTheOtherIsNone(area: Int64, heads: Int64) {
        #expect(result(.ordinary, voted: (area, heads), yes: (area, heads)) == .noQuorum)
        #expect(result(.special, voted: (area, heads), yes: (area, heads)) == .noQuorum)
    }

    @Test(arguments: [(3_000_000, 301), (3_000_001, 300), (3_000_000, 300)] as [(Int64, Int64)])
    func halfOfEitherMeasureIsNotMoreThanHalf(area: Int64, heads: Int64) {
        #expect(result(.ordinary, voted: (6_000_000, 600), yes: (area, heads)) == .failed)
    }

    @Test func exactlyThreeQuartersOfThoseWhoTookPartAreThreeQuarters() {
        #expect(result(.special, voted: (8_000_000, 800), yes: (6_000_000, 600)) == .passed)
        #expect(result(.special, voted: (8_000_000, 800), yes: (5_999_999, 600)) == .failed)
        #expect(result(.special, voted: (8_000_000, 800), yes: (6_000_000, 599)) == .failed)
    }

    @Test func anOddNumberOfHeadsIsNotRounded() {
        let small = Share(area: 100, heads: 7)
        let all = { (heads: Int64) in Share(area: 100, heads: heads) }
        // Two thirds of seven are four and two thirds: five are needed. More than half of five are three.
        #expect(DoubleMajority(roll: small, voted: all(4), yes: all(4)).result(.ordinary) == .noQuorum)
        #expect(DoubleMajority(roll: small, voted: all(5), yes: all(3)).result(.ordinary) == .passed)
        #expect(DoubleMajority(roll: small, voted: all(5), yes: all(2)).result(.ordinary) == .failed)
    }

    @Test func aRollWithoutOwnersHasNoQuorumAndNumbersOutOfTheWayDoNotOverflow() {
        let none = Share(area: 0, heads: 0)
        #expect(DoubleMajority(roll: none, voted: none, yes: none).result(.ordinary) == .noQuorum)
        let most = Share(area: .max, heads: .max)
        #expect(DoubleMajority(roll: most, voted: most, yes: most).result(.special) == .passed)
    }

    /// Items 6 to 8 of the article need three quarters, everything else more than half.
    @Test func theMatterDecidesTheMajority() {
        let special = ["raise-fund", "rebuild", "common-parts"]
        let ordinary = [
            "rules", "covenant", "elect-committee", "hire-company", "dismiss-company", "use-fund", "other-matter",
        ]
        #expect(special.allSatisfy { MajorityClass(matter: $0) == .special })
        #expect(ordinary.allSatisfy { MajorityClass(matter: $0) == .ordinary })
    }
}
