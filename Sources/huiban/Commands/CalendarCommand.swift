import ArgumentParser
import Casework
import Contracts
import Foundation

/// `huiban calendar`: terms counted on the city's calendar.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "工作日历。 Terms counted on the city's calendar.",
        subcommands: [Add.self]
    )

    /// Counts a term from a day, or from a moment of it.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "推算期限。 The first moment that is too late for a term that begins on a day.",
            discussion: "TERM: 30min 24h 0.5wd 5wd 15d 3mo 03-31"
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "日期 date, 2023-04-27") var date: String
        @Argument(help: "期限 term, 5wd") var term: String
        @Option(name: .long, help: "时刻 time of day") var from = "00:00"
        @Flag(name: .long, help: "逐日说明 every counted day") var explain = false

        func run() async throws {
            let voice = common.voice
            guard let start = Instant("\(date)T\(from):00+08:00") else {
                throw voice.stop(.usage, zh: "日期或时刻无效：\(date) \(from)", en: "No date or time: \(date) \(from)")
            }
            guard let span = Span(term) else {
                throw voice.stop(.usage, zh: "期限无效：\(term)", en: "No term: \(term)")
            }
            let calendar = try Installation.find(voice: voice).books(voice).calendar
            let due = calendar.explain(span, .after, .moment(start))
            let answer = DueAnswer(start: start, term: span, due: due)
            if voice.isJSON { return voice.print(json: answer) }
            let lines = explain ? answer.lines(voice.language) : ["\(due.at)"]
            for line in lines { voice.say(verbatim: line) }
            if let problem = calendar.problem(on: due.on) {
                voice.warn(Words(zh: problem.zh, en: problem.en))
            }
        }
    }
}

/// What `calendar add` says.
private struct DueAnswer: Encodable {
    let from: Instant
    let term: Span
    /// The first moment that is too late.
    let dueAt: Instant
    /// The last day on which the act is in time.
    let lastDay: LocalDate
    let isCertain: Bool
    let days: [DueDate.CountedDay]

    init(start: Instant, term: Span, due: DueDate) {
        from = start
        self.term = term
        dueAt = due.at
        lastDay = due.on
        isCertain = due.isCertain
        days = due.days
    }

    func lines(_ language: Language) -> [String] {
        let heading = Words(
            zh: "自 \(from) 起 \(term)：最后一日 \(lastDay)，\(dueAt) 起逾期",
            en: "\(term) from \(from): last day \(lastDay), late from \(dueAt)"
        )
        return [heading[language]] + days.map { day in "  \(day.date)  \(kind(day.kind)[language])" }
    }

    private func kind(_ kind: WorkingCalendar.DayKind) -> Words {
        switch kind {
        case .workday: Words(zh: "工作日", en: "working day")
        case .makeupWorkday: Words(zh: "调休上班", en: "make-up working day")
        case .weekend: Words(zh: "周末", en: "weekend")
        case .holiday(let name): Words(zh: name, en: "holiday (\(name))")
        }
    }
}
