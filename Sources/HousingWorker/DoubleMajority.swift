import Casework
package import Contracts

/// Whether owners have decided: two thirds must take part, by area and by heads, and the majority of those who do, by
/// both again (民法典 第278条).
///
/// Whole numbers only, areas in hundredths of a square metre: two thirds and three quarters include equality (以上),
/// more than half does not (过半数).
package struct DoubleMajority: Hashable, Codable, Sendable {
    /// The two measures of a group of owners.
    package struct Share: Hashable, Codable, Sendable {
        /// Exclusive area in 0.01 m².
        package var area: Int64
        package var heads: Int64

        package init(area: Int64, heads: Int64) {
            self.area = area
            self.heads = heads
        }

        /// True when `factor` times this is at least, or with `isStrict` more than, `other` times that, by both measures.
        func reaches(_ factor: Int64, _ that: Share, _ other: Int64, isStrict: Bool = false) -> Bool {
            [(area, that.area), (heads, that.heads)].allSatisfy { own, whole in
                let (left, right) = (factor.multipliedFullWidth(by: own), other.multipliedFullWidth(by: whole))
                return isStrict ? left > right : left >= right
            }
        }
    }

    package enum Result: String, Codable, CaseIterable, Sendable {
        case passed
        case failed
        case noQuorum = "no-quorum"
    }

    /// All owners.
    package var roll: Share
    /// Those who cast a ballot, be it an abstention or a spoiled one.
    package var voted: Share
    /// Those of them who are in favour.
    package var yes: Share

    package init(roll: Share, voted: Share, yes: Share) {
        self.roll = roll
        self.voted = voted
        self.yes = yes
    }

    package func result(_ majority: MajorityClass) -> Result {
        guard roll.area > 0, roll.heads > 0, voted.reaches(3, roll, 2) else { return .noQuorum }
        let isPassed =
            switch majority {
            case .ordinary: yes.reaches(2, voted, 1, isStrict: true)
            case .special: yes.reaches(4, voted, 3)
            }
        return isPassed ? .passed : .failed
    }
}
