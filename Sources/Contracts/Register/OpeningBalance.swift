package import Casework

/// A figure that was counted elsewhere before this system began, as exactly as it was published.
package struct OpeningBalance: Hashable, Sendable {
    package enum Figure: String, CaseIterable, Sendable {
        /// 个次.
        case inspectionEstateTimes = "inspection-estate-times"
        /// 人次.
        case inspectionPersonTimes = "inspection-person-times"
        case notices
        case trainingPersonTimes = "training-person-times"
        case trainingSessions = "training-sessions"
        /// Of all mediation organisations, whatever their level; not only of the districts' committees.
        case mediations
    }

    /// How exactly the figure is known.
    package enum Mark: String, CaseIterable, Sendable {
        case exact
        /// 约.
        case about
        /// 余: so many and some.
        case atLeast
    }

    package var value: Int
    package var mark: Mark
    /// The last day that it covers; what is counted here comes on top from the day after.
    package var through: LocalDate

    package init(value: Int, mark: Mark, through: LocalDate) {
        self.value = value
        self.mark = mark
        self.through = through
    }

    /// The balance that a row of the sheet is; nil for a row of another.
    package init?(_ row: CityRegister.Row) {
        guard let mark = row.cells["mark"].flatMap(Mark.init),
            let through = row.cells["through"].flatMap({ LocalDate($0) })
        else { return nil }
        self.init(value: row.count("value"), mark: mark, through: through)
    }

    /// Itself and what was counted since, as exactly as before: `800余` and 12 are `812余`.
    package func text(plus counted: Int, _ language: Language) -> String {
        let sum = value + counted
        switch (mark, language) {
        case (.exact, _): return "\(sum)"
        case (.about, .zh): return "约\(sum)"
        case (.about, .en): return "about \(sum)"
        case (.atLeast, .zh): return "\(sum)余"
        case (.atLeast, .en): return "over \(sum)"
        }
    }
}
