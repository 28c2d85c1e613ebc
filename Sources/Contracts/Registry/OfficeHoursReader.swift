import Casework
import Yams

/// Reads `hours:` of agencies.yaml: for `default`, an agency or `agency/unit` its periods, or `always`.
struct OfficeHoursReader {
    let agencies: [String: Registry.Agency]

    func read(_ entry: YAMLCursor, _ problems: inout [Problem]) -> [String: OfficeHours] {
        var hours: [String: OfficeHours] = [:]
        for (name, value) in entry.members(&problems) {
            guard let office = office(name) else {
                problems.append(
                    value.problem("OFFICE_UNKNOWN", zh: "没有机构\(name)", en: "There is no agency or unit \(name)")
                )
                continue
            }
            if value.node.scalar?.string == "always" {
                hours[office] = .always
            } else if let periods = periods(value, &problems) {
                hours[office] = OfficeHours(periods: periods)
            }
        }
        return hours
    }

    private func office(_ name: String) -> String? {
        if name == "default" { return "" }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let agency = agencies[parts[0]] else { return nil }
        if parts.count == 1 { return name }
        return parts.count == 2 && agency.units[parts[1]] != nil ? name : nil
    }

    private func periods(_ value: YAMLCursor, _ problems: inout [Problem]) -> [OfficeHours.Period]? {
        var periods: [OfficeHours.Period] = []
        for entry in value.elements(&problems) {
            _ = entry.members(known: ["from", "sessions"], &problems)
            guard let text = entry.required("from", &problems)?.text(&problems),
                let list = entry.required("sessions", &problems)
            else { continue }
            guard let from = LocalDate(text) else {
                problems.append(
                    entry.problem("DATE_FORMAT", zh: "日期应写作2023-01-01", en: "A date is written 2023-01-01")
                )
                continue
            }
            let sessions = list.elements(&problems).compactMap { session($0, &problems) }
            if !isInOrder(sessions) {
                problems.append(
                    list.problem("SESSIONS_OVERLAP", zh: "时段应先后相接、互不重叠", en: "Sessions follow one another")
                )
            }
            if let last = periods.last, last.from >= from {
                problems.append(
                    entry.problem("PERIODS_ORDER", zh: "各期应按日期先后", en: "Periods come in order of their days")
                )
            }
            periods.append(OfficeHours.Period(from: from, sessions: sessions))
        }
        return periods.isEmpty ? nil : periods
    }

    private func isInOrder(_ sessions: [WorkingCalendar.Session]) -> Bool {
        !sessions.isEmpty && zip(sessions, sessions.dropFirst()).allSatisfy { $0.closes <= $1.opens }
    }

    /// `08:30-12:00`.
    private func session(_ entry: YAMLCursor, _ problems: inout [Problem]) -> WorkingCalendar.Session? {
        let parts = (entry.text(&problems) ?? "").split(separator: "-").map { minutes(String($0)) }
        if parts.count == 2, let opens = parts[0], let closes = parts[1], opens < closes {
            return WorkingCalendar.Session(opens: opens, closes: closes)
        }
        problems.append(
            entry.problem("SESSION_FORMAT", zh: "时段应写作08:30-12:00", en: "A session is written 08:30-12:00")
        )
        return nil
    }

    private func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]),
            (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }
}
