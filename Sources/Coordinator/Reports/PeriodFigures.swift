import Desk

/// What one unit was given in a period, what fell due and what came of it (domain notes, 4.2).
///
/// What was finally ruled not to be the unit's, was taken back or merged does not count as due.
struct PeriodFigures: Hashable, Sendable {
    /// Given out in the period; for a district, the cases that came in.
    var given = 0
    /// Fell due in the period, after granted extensions.
    var due = 0
    /// Signed for within one working day, of those given out.
    var signed = Rate.none
    /// First contacts made in time, of those due.
    var response = Rate.none
    /// Closed before the deadline passed, of those due without those that stand still at the end.
    var onTime = Rate.none
    var closed = Rate.none
    /// Call-backs that said *resolved*, of those that said anything.
    var resolution = Rate.none
    /// Satisfied or basically so, of those who said.
    var satisfaction = Rate.none
    /// Those who said, of all who were asked.
    var coverage = Rate.none
    /// Returned by a ruling, of those given out; and returns that were denied, of all that were ruled on.
    var returned = Rate.none
    var denied = Rate.none
    /// Working days that went by before what was not this agency's went to somebody else.
    var lostDays = 0
    /// How many working days each took that was closed in the period, ascending; pauses do not count.
    var days: [Int] = []

    /// The middle one, the lower of two; nil when nothing was closed.
    var medianDays: Int? { days.isEmpty ? nil : days[(days.count - 1) / 2] }

    /// What nine of ten do not exceed.
    var ninetiethDays: Int? { days.isEmpty ? nil : days[(days.count * 9 + 9) / 10 - 1] }

    /// Response, resolution and satisfaction by their weights, in hundredths of a percent, rounded half up once at the
    /// end; nil while one of them has no denominator.
    ///
    /// No source gives the weights in use elsewhere; a third each is a proposal (domain notes, 4.2).
    func combined(_ weights: ScoreWeights) -> Int? {
        let parts = [
            (response, weights.response), (resolution, weights.resolution), (satisfaction, weights.satisfaction),
        ]
        guard parts.allSatisfy({ $0.0.whole > 0 }) else { return nil }
        let denominator = parts.reduce(1) { $0 * $1.0.whole }
        let numerator = parts.reduce(0) { $0 + $1.0.part * $1.1 * (denominator / $1.0.whole) }
        let whole = denominator * weights.sum
        return (numerator * 20_000 + whole) / (2 * whole)
    }
}

/// How much each rate counts in the combined score; shares of their sum.
struct ScoreWeights: Hashable, Sendable {
    var response = 1
    var resolution = 1
    var satisfaction = 1

    var sum: Int { response + resolution + satisfaction }
}
