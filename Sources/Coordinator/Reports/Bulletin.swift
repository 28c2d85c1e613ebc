import Casework
import Contracts
import Desk
import GRDB

/// The monthly bulletin by district and by department: what came in, what was disposed of in time, what people say of it
/// (每月通报; domain notes 1, rows 32 and 35, and 4.2).
struct Bulletin: Sendable {
    /// Which of the three tables a line stands in.
    enum Part: String, CaseIterable, Sendable {
        case city
        case district
        case department
    }

    struct Line: Sendable {
        var part: Part
        /// The district's code or the agency's id.
        var unit: String
        var name: Words
        var figures: PeriodFigures
        /// In hundredths of a percent; nil without the figures that it is made of.
        var score: Int?
        /// The place among the units of the same part that have a score; equal scores share one.
        var rank: Int?
    }

    var period: ReportPeriod
    var lines: [Line]

    /// Counts the month; a unit to which nothing happened has its line all the same.
    static func make(
        _ period: ReportPeriod,
        registry: Registry,
        calendar: WorkingCalendar,
        weights: ScoreWeights = ScoreWeights(),
        in db: Database
    ) throws -> Bulletin {
        let count = PeriodCount(period: period, calendar: calendar, db: db)
        let districts = registry.districts.values.filter { $0.level == .district || $0.level == .area }
        let units: [Part: [(String, Words)]] = [
            .city: [("city", Words(zh: "全市", en: "The city"))],
            .district: districts.map { ($0.code, $0.title) }.sorted { $0.0 < $1.0 },
            .department: registry.agencies.values.map { ($0.id, $0.title) }.sorted { $0.0 < $1.0 },
        ]
        let lines = try Part.allCases.flatMap { part in
            ranked(part, units[part] ?? [], try count.figures(of: part.unit), weights)
        }
        return Bulletin(period: period, lines: lines)
    }

    /// The units in their order, each with its place among those that have a score.
    static func ranked(
        _ part: Part,
        _ units: [(id: String, name: Words)],
        _ figures: [String: PeriodFigures],
        _ weights: ScoreWeights = ScoreWeights()
    ) -> [Line] {
        var lines = units.map { unit in
            let own = figures[unit.id] ?? PeriodFigures()
            return Line(part: part, unit: unit.id, name: unit.name, figures: own, score: own.combined(weights))
        }
        let scores = lines.compactMap(\.score)
        for index in lines.indices where part != .city {
            lines[index].rank = lines[index].score.map { score in 1 + scores.count { $0 > score } }
        }
        return lines
    }

    /// The units with a score, the best first (the feed of 治庸办, domain notes 1, row 32).
    func ranking(of part: Part) -> [Line] {
        lines.filter { $0.part == part && $0.rank != nil }
            .sorted { ($0.rank ?? 0, $0.unit) < ($1.rank ?? 0, $1.unit) }
    }
}

extension Bulletin.Part {
    fileprivate var unit: PeriodCount.Unit {
        switch self {
        case .city: .city
        case .district: .district
        case .department: .agency
        }
    }

    var title: Words {
        switch self {
        case .city: Words(zh: "全市", en: "City")
        case .district: Words(zh: "各区", en: "Districts")
        case .department: Words(zh: "各部门", en: "Departments")
        }
    }
}
