import Casework
import Desk
import Fleet
import Hummingbird

extension BoardPages {
    /// How well each unit kept its terms in the last 30 days.
    func rates(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let period = ReportPeriod(from: LocalDate(now).adding(days: -29), through: LocalDate(now), now: now)
        let (units, city) = try await engine.read { db in
            let count = PeriodCount(period: period, calendar: try office.calendars.current(in: db), db: db)
            return (try count.figures(of: .agency), try count.figures(of: .city)["city"] ?? PeriodFigures())
        }
        return try await render(
            "rates",
            [
                "period": "\(period.first) – \(period.last)",
                "rows": units.filter { $0.value.given + $0.value.due > 0 }.sorted { $0.key < $1.key }.map {
                    unit -> [String: Any] in
                    let figures = unit.value
                    return [
                        "label": agency(unit.key, language),
                        "rates": [
                            figures.signed, figures.onTime, figures.closed, figures.returned, figures.denied,
                        ].map(\.text),
                        "lost": figures.lostDays,
                    ]
                },
                "satisfaction": city.satisfaction.text, "coverage": city.coverage.text,
                "month": ReportPeriod.month(of: LocalDate(now)),
            ],
            title: BoardWords["rates"][language],
            page,
            visitor
        )
    }
}
