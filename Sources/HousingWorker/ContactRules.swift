import Casework
import Desk

/// When a complainant counts as out of reach: tried on three different half days (domain.md 2.2, row 4).
enum ContactRules {
    static let halfDays = 3

    static func objections(to answer: Deed.Answer, at now: Instant) -> [Problem] {
        guard answer.outcome == "unreachable" else { return [] }
        let tries = (answer.fields["tries"]?.texts ?? []).compactMap { Instant($0) }
        var problems: [Problem] = []
        if tries.contains(where: { $0 > now }) {
            problems.append(
                Problem("TRY_IN_FUTURE", at: "/fields/tries", zh: "联系时间晚于现在", en: "An attempt lies in the future")
            )
        }
        let count = Set(tries.map(halfDay)).count
        if count < halfDays {
            problems.append(
                Problem(
                    "TRIES_TOO_FEW",
                    at: "/fields/tries",
                    zh: "须在\(halfDays)个不同半天各联系一次，现有\(count)个",
                    en: "Attempts on \(halfDays) different half days are needed; there are \(count)"
                )
            )
        }
        return problems
    }

    static func exemplify(_ answer: inout Deed.Answer, at now: Instant) {
        guard answer.outcome == "unreachable" else { return }
        answer.fields["tries"] = .list(
            (0..<Int64(halfDays)).map { .text((now + -$0 * 12 * 3_600_000).description) }
        )
    }

    /// Morning or afternoon of a day, counted through.
    private static func halfDay(_ moment: Instant) -> Int64 {
        let day = LocalDate(moment)
        return Int64(day.dayNumber) * 2 + (moment.milliseconds - day.start.milliseconds) / (12 * 3_600_000)
    }
}
