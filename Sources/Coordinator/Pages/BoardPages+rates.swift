import Casework
import Desk
import Fleet
import Hummingbird

extension BoardPages {
    /// How well each unit kept its terms in the last 30 days.
    func rates(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let first = LocalDate(now).adding(days: -29)
        let rates = try await engine.read { db in
            try BoardRates.count(from: first, before: now, calendar: try office.calendars.current(in: db), in: db)
        }
        return try render(
            "rates",
            [
                "period": "\(first) – \(LocalDate(now))",
                "rows": rates.units.map { unit -> [String: Any] in
                    [
                        "label": agency(unit.agency, language),
                        "rates": [unit.signed, unit.onTime, unit.closed, unit.returned, unit.denied].map(\.text),
                        "lost": unit.lostDays,
                    ]
                },
                "satisfaction": rates.satisfaction.text, "coverage": rates.coverage.text,
            ],
            title: BoardWords["rates"][language],
            page,
            visitor
        )
    }
}
