/// A part of a whole; nothing out of nothing is no rate (domain notes, 4.2).
package struct Rate: Hashable, Sendable {
    package var part: Int
    package var whole: Int

    package init(part: Int, whole: Int) {
        self.part = part
        self.whole = whole
    }

    package static let none = Rate(part: 0, whole: 0)

    /// `75.82`, rounded half up from the whole numbers; nil without a denominator.
    package var percent: String? {
        guard whole > 0 else { return nil }
        return Rate.decimal(hundredths: (part * 20_000 + whole) / (2 * whole))
    }

    /// `737/972 (75.82%)`; — without a denominator.
    package var text: String { percent.map { "\(part)/\(whole) (\($0)%)" } ?? "—" }

    /// `87.5` hundredfold as `87.50`.
    package static func decimal(hundredths: Int) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
