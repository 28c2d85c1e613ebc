import ArgumentParser
import Casework
import Contracts

/// `huiban calendar`: terms counted on the city's calendar.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "工作日历。 Terms counted on the city's calendar.",
        subcommands: [Add.self, Days.self, Check.self, CalendarLoad.self]
    )

    /// Counts a term from a day, or from a moment of it.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "推算期限。 The first moment that is too late for a term that begins on a day.",
            discussion: "TERM: \(TermRequest.allowed)"
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "日期 date, 2023-04-27") var date: String
        @Argument(help: "期限 term, 5wd") var term: [String]
        @Option(name: .long, help: "时刻 time of day") var from = "00:00"
        @Option(name: .long, help: "按哪个机构的办公时间 whose office hours, housing or police/duty") var office = ""
        @Flag(name: .long, help: "逐日说明 every counted day") var explain = false

        func run() async throws {
            let voice = common.voice
            switch TermRequest.read(date: date, time: from, term: term.joined(separator: " ")) {
            case .bad(let problems):
                throw voice.stop(
                    .usage,
                    zh: "无法推算。",
                    en: "This cannot be counted.",
                    problems: problems
                )
            case .good(let request, _):
                let calendar = try Installation.find(voice: voice).books(voice).calendar
                tell(DueExplanation(request, office: office, on: calendar), voice)
            }
        }

        private func tell(_ due: DueExplanation, _ voice: Voice) {
            voice.tell(due, as: explain ? due.lines(voice.language) : ["\(due.dueAt)"])
            for line in due.warnings.lines(voice.language) { voice.warn(verbatim: line) }
        }
    }

    /// Counts the working days of a year.
    struct Days: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "全年工作日。 The number of working days of a year."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "年份 year, 2026") var year: Int

        func run() async throws {
            let voice = common.voice
            let calendar = try Installation.find(voice: voice).books(voice).calendar
            guard let first = LocalDate(year: year, month: 1, day: 1), let count = CalendarYear(year, of: calendar)
            else {
                throw voice.stop(
                    .usage,
                    zh: "年份无效：\(year)（1 至 9998）",
                    en: "No year: \(year) (1 to 9998)"
                )
            }
            voice.tell(count, as: ["\(count.workingDays)"])
            let warning = calendar.problem(on: first).map { [$0] } ?? []
            for line in warning.lines(voice.language) { voice.warn(verbatim: line) }
        }
    }

    /// Tells everything that is wrong with a year's file.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查。 Everything that is wrong with a year's file, before it is put into contracts/calendars."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "JSON 文件，- 为标准输入 a JSON file, - for standard input") var file: String

        func run() async throws {
            let voice = common.voice
            let bytes = try InputFile(path: file, voice: voice).bytes()
            let name = file.split(separator: "/").last.map(String.init) ?? file
            let reading = CalendarNotice.read(bytes, expected: CalendarFiles.year(named: name))
            let count = reading.subject.flatMap { notice in
                CalendarYear(notice.year.year, of: WorkingCalendar(years: [notice.year]))
            }
            if voice.isJSON {
                voice.print(json: Report(problems: reading.problems, year: count))
            } else {
                if let count {
                    voice.say(
                        zh: "ok: \(count.year)年，\(count.workingDays)个工作日",
                        en: "ok: \(count.year), \(count.workingDays) working days"
                    )
                }
                for line in reading.problems.lines(voice.language) { voice.say(verbatim: line) }
            }
            if count == nil { throw ExitCode(Outcome.refused.rawValue) }
        }

        private struct Report: Encodable {
            let problems: [Problem]
            let year: CalendarYear?
        }
    }
}
