import Casework
import CaseworkTesting
import Testing

/// 12,000 histories of clocks by chance: no pause, extension or calendar loses or invents time.
@Suite struct AClock {
    private static let terms: [(text: String, more: [String])] = [
        ("5wd", ["2wd"]), ("1wd", ["1wd", "3wd"]), ("22wd", ["10wd"]), ("15d", ["5d"]), ("30d", []), ("3mo", []),
        ("24h", ["12h"]), ("30min", ["10min"]), ("0.5wd", []), ("2.5wd", []), ("4wd at close", ["2wd"]),
        ("10d at close", []),
    ]

    private static func workflow(_ term: String) throws -> Workflow {
        try Fixture.workflow(
            text: """
                case: test
                title: 测试
                version: 1
                lead: housing
                form: {title: line}
                steps:
                  a: {title: 甲, within: \(term)}
                ends: {resolved: a}
                """
        )
    }

    @Test(arguments: terms.indices)
    func losesAndInventsNoTimeWhateverHappensToIt(index: Int) throws {
        let (text, more) = AClock.terms[index]
        let workflow = try AClock.workflow(text)
        let calendar = try Fixture.calendar()
        let span = try #require(Span(text))
        let extensions = more.compactMap { Span($0) }
        for seed in UInt64(index * 1000)..<UInt64(index * 1000 + 1000) {
            let history = try RandomClock(seed: seed, span: span, extensions: extensions, calendar: calendar)
            let play = history.play(workflow, looks: true)
            let task = try #require(play.task("a"), "seed \(seed)")
            let due = try #require(task.deadline?.policy, "seed \(seed)")
            let problem = Accounting(task: task, due: due, span: span, calendar: history.last).problem
            #expect(problem == nil, "seed \(seed) \(text): \(problem ?? "")")
            let folded = play.events.reduce(Case?.none) { evolve($0, $1) }
            #expect(folded == play.state, "seed \(seed) \(text): folded again it is another case")
            // Nobody looking, and the last calendar known from the start, come to the same.
            let unseen = history.play(workflow, looks: false)
            #expect(unseen.task("a")?.deadline == task.deadline, "seed \(seed) \(text): depends on who looks")
            let hindsight = history.play(workflow, looks: true, hindsight: true)
            #expect(
                hindsight.task("a")?.deadline == task.deadline,
                "seed \(seed) \(text): depends on when it was known"
            )
            let cards = play.events.compactMap { if case .noticed(let notice) = $0 { notice.rung } else { nil } }
            #expect(Set(cards).count == cards.count, "seed \(seed) \(text): a card twice")
        }
    }
}

/// The time of a clock counted again, by other means than the ones that set its due date.
private struct Accounting {
    let task: CaseTask
    let due: Deadline.Due
    let span: Span
    let calendar: WorkingCalendar

    /// The pauses that began before the clock had run out.
    private var pauses: [(since: Instant, until: Instant)] {
        task.adjustments.compactMap { if case .paused(let since, let until) = $0 { (since, until) } else { nil } }
    }

    private var extensions: [Span] {
        task.adjustments.compactMap { if case .extended(let span) = $0 { span } else { nil } }
    }

    /// What does not add up, nil when all does.
    var problem: String? {
        // A pause of a clock that has run out stops nothing; then the sum is another one.
        guard pauses.allSatisfy({ $0.since < due.at }) else { return nil }
        switch span {
        case .minutes(let count): return hours(Int64(count) * 60_000)
        case .hours(let count): return hours(Int64(count) * 3_600_000)
        case .workingDays(let count): return workingDays(count)
        case .atClose(.workingDays(let count)):
            return workingDays(count) ?? (due.at == calendar.closing(of: "", on: due.on) ? nil : "not at close")
        case .sessions: return sessions
        case .days, .months, .atClose, .monthDay, .date, .percent: return days
        }
    }

    private func hours(_ length: Int64) -> String? {
        let more = extensions.reduce(Int64(0)) { total, span in
            switch span {
            case .hours(let count): total + Int64(count) * 3_600_000
            case .minutes(let count): total + Int64(count) * 60_000
            default: total
            }
        }
        let stood = pauses.reduce(Int64(0)) { $0 + $1.until.milliseconds - $1.since.milliseconds }
        let elapsed = due.at.milliseconds - task.openedAt.milliseconds
        return elapsed == length + more + stood ? nil : "\(elapsed) is not \(length) + \(more) + \(stood)"
    }

    private func workingDays(_ count: Int) -> String? {
        let more = extensions.reduce(0) { total, span in
            if case .workingDays(let count) = span { total + count } else { total }
        }
        let account = ClockAccount(of: due, pauses: pauses.map { ($0, $1) }, through: due.on, calendar: calendar)
        guard account.counted == count + more else { return "counted \(account.counted), not \(count) + \(more)" }
        let elapsed = calendar.workingDays(after: LocalDate(task.openedAt), through: due.on)
        guard account.counted + account.paused == elapsed else { return "paused \(account.paused) of \(elapsed)" }
        return nil
    }

    private var days: String? {
        guard extensions.isEmpty else { return nil }
        let start = LocalDate(task.openedAt).dayNumber
        let whole = (task.base?.policy?.nominal.dayNumber ?? 0) - start
        // A pause that begins after the last day of the term, on a rest day it has moved to, adds what it lasts.
        let last = pauses.reduce(whole) { last, pause in
            let (since, until) = (LocalDate(pause.since).dayNumber - start, LocalDate(pause.until).dayNumber - start)
            return since >= last ? until : last + until - since
        }
        let elapsed = due.nominal.dayNumber - start
        guard elapsed == last else { return "\(elapsed) days are not \(last)" }
        return calendar.isWorkingDay(due.on) ? nil : "ends on a day of rest"
    }

    private var sessions: String? {
        guard let base = task.base?.policy else { return "no base" }
        func office(_ start: Instant, _ end: Instant) -> Int64 { calendar.officeTime(of: "", from: start, to: end) }
        let whole = office(task.openedAt, base.at)
        let stood = pauses.reduce(Int64(0)) { $0 + office($1.since, $1.until) }
        let elapsed = office(task.openedAt, due.at)
        return elapsed == whole + stood ? nil : "\(elapsed) of the office is not \(whole) + \(stood)"
    }
}
