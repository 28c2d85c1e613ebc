import Casework
import CaseworkTesting
import Contracts

extension Entrance {
    /// The YAML of a workflow beside the shipped `defaults.yaml` and `labels.yaml`.
    static let workflow = Entrance(name: "workflow", seeds: { try Examples.files("workflows", ".yaml") }) { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let read = try Fixture.files().workflow(text, file: "a.yaml")
        guard let workflow = read.workflow else { return Outcome(Reading<Workflow>.bad(read.problems.capped)) }
        var outcome = Outcome(Reading.good(workflow, warnings: read.problems.capped))
        // What is loaded is kept with the cases that run by it.
        let written = JSONText.write(try ValueEncoding.value(workflow))
        let back = JSONText.value(written).subject.map { ValueDecoding.decode(Workflow.self, from: $0) }
        outcome.expect(back?.subject == workflow, "the workflow is not read back as it was written")
        outcome.answer(WorkflowCheck.run(workflow, .lint, states: 2_000))
        return outcome
    }

    /// A year's notice, loaded over HTTP or from a file.
    static let calendar = Entrance(name: "calendar", seeds: { try Examples.files("calendars", ".json") }) { bytes in
        let reading = CalendarNotice.read(bytes)
        var outcome = Outcome(reading)
        guard let notice = reading.subject else { return outcome }
        let calendar = WorkingCalendar(version: notice.version, years: [notice.year])
        let days = CalendarYear(notice.year.year, of: calendar)
        outcome.expect(days.map { (1...366).contains($0.workingDays) } ?? false, "a year without working days")
        return outcome
    }

    /// What a term's text and the day it counts from may be: `5wd after case.receivedAt`, and below its line a date.
    static let term = Entrance(name: "term", seeds: termSeeds) { bytes in
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let text = String(lines[0])
        guard let term = Term(text) else { return Outcome(codes: ["TERM_FORMAT"]) }
        guard case .fixed(let span, let side, _) = term else { return Outcome(codes: ["TERM_FORMAT"]) }
        let moment: Instant
        do throws(TimeText.Fault) {
            moment = try TimeText.instant(lines.count > 1 ? String(lines[1]) : "")
        } catch {
            return Outcome(codes: ["TIME_INVALID"])
        }
        var outcome = Outcome(codes: ["accepted"])
        outcome.expect(Term(term.description) == term, "a term is not read back as it was written")
        outcome.expect(Instant(moment.description) == moment, "a moment is not read back as it was written")
        let calendar = try Fixture.books().calendar
        for anchor in [AnchorPoint.moment(moment), .due(moment), .date(LocalDate(moment))] {
            let due = calendar.explain(span, side, anchor, office: "housing")
            outcome.expect(Instant(due.at.description) == due.at, "a due date is not read back as it was written")
            outcome.expect(LocalDate(due.nominal.description) == due.nominal, "nor is its nominal day")
        }
        return outcome
    }

    /// Cases already in flight, as a CSV file.
    static let sheet = Entrance(name: "sheet", seeds: sheetSeeds) { bytes in
        let reading = CaseSheet.read(bytes, try Fixture.books())
        var outcome = Outcome(reading)
        guard let sheet = reading.subject else { return outcome }
        let rows = sheet.judge(by: try Fixture.intakeCheck(), moment)
        for row in rows { outcome.answer(row.problems.capped) }
        outcome.codes = rows.allSatisfy(\.isGood) ? ["accepted"] : ["ROWS_REFUSED"]
        return outcome
    }

    /// Published figures, as a CSV file.
    static let figures = Entrance(name: "figures", seeds: figureSeeds) { bytes in
        let reading = Reconciliation.read(bytes)
        // Figures that do not sum are told as an error and taken all the same: they were published.
        var outcome = Outcome(codes: reading.subject == nil ? Set(reading.problems.map(\.code)).sorted() : ["accepted"])
        outcome.answer(reading.problems)
        if let sums = reading.subject?.sums {
            outcome.expect(sums.allSatisfy { $0.published - $0.missing == $0.parts }, "a sum that does not sum")
        }
        return outcome
    }

    @Sendable private static func termSeeds() -> [[UInt8]] {
        [
            "5wd", "0.5wd at close", "15d before case.receivedAt", "3mo", "03-31", "by 2026-03-31", "24h after due",
            "50%",
        ]
        .map { Array("\($0)\n2023-04-27T09:00:00+08:00".utf8) }
    }

    @Sendable private static func sheetSeeds() -> [[UInt8]] {
        let heads = "external_id,case_type,opened_on,title,suggestionNo,text,leadDeputy,meeting,leadUnit,coHandlers"
        let cells = "OLD-001,deputy-suggestion,2023-04-20,关于电梯,20230401,\"一,二\",代表甲,recess,housing,police;justice"
        return [
            "\(heads),districtCode,channel,receivedAt\n\(cells),420100,deputy,2023-04-20T09:10:00+08:00\n",
            "external_id,case_type,opened_on,subject\r\nA,training,2023-04-20 09:00,\"培\"\"训\"\r\n",
        ].map { Array($0.utf8) }
    }

    @Sendable private static func figureSeeds() -> [[UInt8]] {
        ["figure,value,part_of\ndue,22563,\nin time,22000,due\nlate,546,due\n"].map { Array($0.utf8) }
    }
}
