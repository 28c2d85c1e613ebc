extension WorkingCalendar {
    /// The hours of an office, `police/duty` or `police`: its own, else its agency's, else the city's.
    package func hours(of office: String) -> OfficeHours {
        if let own = offices[office] { return own }
        let agency = String(office.prefix { $0 != "/" })
        return offices[agency] ?? offices[""] ?? .usual
    }

    /// The sessions in which an office is open on a day, as moments; none on a day of rest.
    package func sessions(of office: String, on date: LocalDate) -> [(opens: Instant, closes: Instant)] {
        let hours = hours(of: office)
        guard hours.isAlways || isWorkingDay(date) else { return [] }
        return hours.sessions(on: date).map { session in
            (date.start + Int64(session.opens) * 60_000, date.start + Int64(session.closes) * 60_000)
        }
    }

    /// The first moment from this one on at which an office is open.
    package func opening(of office: String, from moment: Instant) -> Instant {
        session(of: office, from: moment).map { max($0.opens, moment) } ?? moment
    }

    /// When an office closes on a day: the end of its last session, 24:00 when it has none.
    package func closing(of office: String, on date: LocalDate) -> Instant {
        sessions(of: office, on: date).last?.closes ?? date.end
    }

    /// The time in which an office is open between two moments, in milliseconds.
    package func officeTime(of office: String, from start: Instant, to end: Instant) -> Int64 {
        var total: Int64 = 0
        var date = LocalDate(start)
        while date.start < end {
            for session in sessions(of: office, on: date) {
                total += max(0, min(session.closes, end).milliseconds - max(session.opens, start).milliseconds)
            }
            date = date.adding(days: 1)
        }
        return total
    }

    /// The first moment at which an office has been open for so many milliseconds since another.
    package func moment(after start: Instant, officeTime: Int64, of office: String) -> Instant {
        var left = officeTime
        var moment = start
        while left > 0, let session = session(of: office, from: moment) {
            let length = session.closes.milliseconds - max(session.opens, moment).milliseconds
            if length >= left { return max(session.opens, moment) + left }
            left -= length
            moment = session.closes
        }
        return moment
    }

    /// The session that a moment lies in, or the next one; nil when a year passes without any.
    func session(of office: String, from moment: Instant) -> (opens: Instant, closes: Instant)? {
        let first = LocalDate(moment)
        for offset in 0...366 {
            let date = first.adding(days: offset)
            if let session = sessions(of: office, on: date).first(where: { $0.closes > moment }) { return session }
        }
        return nil
    }
}
