import Casework
import Contracts
import Fleet
import HTTPTypes
import Hummingbird

/// The agency's reports: which there are, and one of them for a month.
extension DeskPages {
    func reportList(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let language = page.language
        return try door.render(
            "reports",
            [
                "rows": reports.map { report in
                    [
                        "address": "/desk/reports/\(report.name)", "title": report.title[language],
                        "hint": report.hint[language],
                    ]
                }
            ],
            title: PageWords["reports"][language],
            page,
            visitor
        )
    }

    func report(_ page: PageRequest, _ name: String, _ visitor: PageDoor.Visitor) async throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let month = page.parameter("month") ?? ReportPeriod.month(of: LocalDate(now))
        guard let report = reports.first(where: { $0.name == name }) else {
            return door.redirect(to: PageDoor.address(page, at: "/desk/reports"))
        }
        guard case .good(let period, _) = ReportPeriod.asked(month, now: now) else {
            return door.redirect(to: PageDoor.address(page, at: "/desk/reports/\(name)"))
        }
        let table = try await table(report, period, language)
        let own = table.columns.indices.filter { table.columns[$0].place != .file }
        func cells(_ texts: [String]) -> [[String: String]] {
            own.map { ["text": texts[$0], "kind": table.columns[$0].isNumber ? "n" : ""] }
        }
        let content: [String: Any] = [
            "name": name, "title": report.title[language], "hint": report.hint[language], "month": month,
            "isOpen": !period.isOver, "earlier": ReportPeriod.month(of: period.first.adding(months: -1)),
            "later": period.isOver ? [ReportPeriod.month(of: period.first.adding(months: 1))] : [],
            "heads": cells(table.columns.map { $0.title[language] }),
            "rows": table.lines.map { ["cells": cells($0)] },
        ]
        return try door.render("report", content, title: report.title[language], page, visitor)
    }

    /// The same as a file for office programs.
    func reportFile(_ page: PageRequest, _ name: String) async throws -> Response {
        let month = page.parameter("month") ?? ""
        guard let report = reports.first(where: { $0.name == name }),
            case .good(let period, _) = ReportPeriod.asked(month, now: engine.clock.now())
        else { return door.redirect(to: PageDoor.address(page, at: "/desk/reports")) }
        let text = try await table(report, period, page.language).csv(page.language)
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)-\(month).csv\""
        return response
    }

    private func table(_ report: AgencyReport, _ period: ReportPeriod, _ language: Language) async throws -> ReportTable
    {
        let asked = AgencyReport.Request(period: period, language: language)
        return try await engine.read { try report.make(asked, $0) }
    }
}
