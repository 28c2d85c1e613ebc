package import Casework

/// Moments as people say them.
package enum PageMoments {
    /// A deadline: `4月29日（周六）24:00`; the midnight that ends a day belongs to that day.
    package static func due(_ moment: Instant, now: Instant, _ language: Language) -> String {
        let isMidnight = moment.timeOfDay == 0
        let day = LocalDate(isMidnight ? moment + -1 : moment)
        return "\(date(day, now: now, language)) \(isMidnight ? "24:00" : time(moment))"
    }

    /// Something that happened: today only its time.
    package static func past(_ moment: Instant, now: Instant, _ language: Language) -> String {
        let day = LocalDate(moment)
        return day == LocalDate(now) ? time(moment) : "\(date(day, now: now, language)) \(time(moment))"
    }

    private static func date(_ day: LocalDate, now: Instant, _ language: Language) -> String {
        guard day.year == LocalDate(now).year else { return day.description }
        return switch language {
        case .zh: "\(day.parts.month)月\(day.parts.day)日"
        case .en: "\(day.parts.day) \(months[day.parts.month - 1])"
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    private static func time(_ moment: Instant) -> String { String(moment.forPeople.suffix(5)) }
}
