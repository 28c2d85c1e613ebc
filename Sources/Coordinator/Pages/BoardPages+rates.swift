import Casework
import Contracts
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
        return try render(
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
                    ]
                },
                "satisfaction": city.satisfaction.text, "coverage": city.coverage.text,
                "month": String(LocalDate(now).description.prefix(7)),
            ],
            title: BoardWords["rates"][language],
            page,
            visitor
        )
    }

    /// The bulletin of a month; it says whether the month is over.
    func bulletin(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let this = String(LocalDate(now).description.prefix(7))
        let month = page.request.uri.queryParameters["month"].map(String.init) ?? this
        guard case .good(let period, _) = ReportPeriod.asked(month, now: now) else {
            return door.redirect(to: PageDoor.address(page, at: "/board/bulletin?month=\(this)"))
        }
        let bulletin = try await bulletin(of: period)
        let heads = Bulletin.rates.map { language == .zh ? $0.zh : $0.en }
        return try render(
            "bulletin",
            [
                "month": month, "isOpen": !period.isOver, "heads": heads,
                "earlier": String(period.first.adding(months: -1).description.prefix(7)),
                "later": period.isOver ? [String(period.first.adding(months: 1).description.prefix(7))] : [],
                "parts": Bulletin.Part.allCases.map { part -> [String: Any] in
                    [
                        "title": part.title[language],
                        "rows": bulletin.lines.filter { $0.part == part }.map { line -> [String: Any] in
                            [
                                "name": line.name[language], "given": line.figures.given, "due": line.figures.due,
                                "rates": Bulletin.rates.map { $0.rate(line.figures).text },
                                "median": line.figures.medianDays.map(String.init) ?? "—",
                                "ninetieth": line.figures.ninetiethDays.map(String.init) ?? "—",
                                "score": line.score.map { Rate.decimal(hundredths: $0) } ?? "—",
                                "rank": line.rank.map(String.init) ?? "—",
                            ]
                        },
                    ]
                },
            ],
            title: BoardWords["bulletin"][language],
            page,
            visitor
        )
    }

    /// The same as a file for office programs.
    func bulletinFile(_ page: PageRequest) async throws -> Response {
        let month = page.request.uri.queryParameters["month"].map(String.init) ?? ""
        guard case .good(let period, _) = ReportPeriod.asked(month, now: engine.clock.now()) else {
            return door.redirect(to: PageDoor.address(page, at: "/board/bulletin"))
        }
        let text = try await bulletin(of: period).csv(page.language)
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.contentDisposition] = "attachment; filename=\"bulletin-\(month).csv\""
        return response
    }

    private func bulletin(of period: ReportPeriod) async throws -> Bulletin {
        try await engine.read { db in
            try Bulletin.make(
                period,
                registry: office.intake.registry,
                calendar: try office.calendars.current(in: db),
                in: db
            )
        }
    }
}
