import Casework
import CaseworkTesting

/// A history of one clock by chance: pauses, more time, other calendars, moments at which somebody looks.
struct RandomClock {
    /// What happens, in order of time.
    enum Deed: Sendable {
        case pause
        case resume
        case extend(Span)
        case load(WorkingCalendar)
        case look
    }

    let span: Span
    let start: Instant
    let deeds: [(at: Instant, deed: Deed)]
    let calendar: WorkingCalendar

    /// The calendar that holds in the end.
    var last: WorkingCalendar {
        deeds.reduce(calendar) { known, deed in if case .load(let other) = deed.deed { other } else { known } }
    }

    init(seed: UInt64, span: Span, extensions: [Span], calendar: WorkingCalendar) throws {
        var random = SeededGenerator(seed: seed)
        self.span = span
        self.calendar = calendar
        // Two years, by the minute, so that starts lie in and out of sessions and on rest days.
        start = try Instant.city("2023-01-02 00:00") + Int64.random(in: 0..<(730 * 1440), using: &random) * 60_000
        var deeds: [(at: Instant, deed: Deed)] = []
        var at = start
        var isPaused = false
        var known = calendar
        let step: Int64 = span.isHours ? 120 : 4 * 1440
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            at = at + Int64.random(in: 1...step, using: &random) * 60_000
            switch Int.random(in: 0..<8, using: &random) {
            case 0...2:
                deeds.append((at, isPaused ? .resume : .pause))
                isPaused.toggle()
            case 3, 4: if let more = extensions.randomElement(using: &random) { deeds.append((at, .extend(more))) }
            case 5:
                known = RandomClock.changed(known, around: at, &random)
                deeds.append((at, .load(known)))
            default: deeds.append((at, .look))
            }
        }
        if isPaused { deeds.append((at + Int64.random(in: 1...step, using: &random) * 60_000, .resume)) }
        self.deeds = deeds
    }

    /// A day of work more or less, some time near a moment.
    private static func changed(
        _ calendar: WorkingCalendar,
        around moment: Instant,
        _ random: inout SeededGenerator
    ) -> WorkingCalendar {
        let day = LocalDate(moment).adding(days: Int.random(in: -20...40, using: &random))
        let years = calendar.years.map { year in
            guard year.year == day.year else { return year }
            var year = year
            switch calendar.kind(of: day) {
            case .workday: year.holidays.append(WorkingCalendar.Holiday(name: "临时", first: day, last: day))
            case .weekend: year.makeupWorkdays.append(day)
            case .makeupWorkday: year.makeupWorkdays.removeAll { $0 == day }
            case .holiday: year.holidays.removeAll { $0.first <= day && day <= $0.last }
            }
            return year
        }
        return WorkingCalendar(version: calendar.version + 1, years: years, offices: calendar.offices)
    }

    /// Plays it; the calendars come when they come, or the last one holds from the start.
    func play(_ workflow: Workflow, looks: Bool, hindsight: Bool = false) -> Play {
        var play = Play(workflow, calendar: hindsight ? last : calendar, at: start)
        play.open(["title": "一"])
        guard let ref = play.task("a")?.ref else { return play }
        for (at, deed) in deeds {
            if looks { play.pass(to: at) } else { play.advance(to: at) }
            switch deed {
            case .pause: play.rule(.pause(ref, reason: "force-majeure"))
            case .resume: play.rule(.resume(ref))
            case .extend(let more): play.rule(.extend(ref, by: more))
            case .load(let other): if !hindsight { play.load(other) }
            case .look: break
            }
        }
        return play
    }
}
