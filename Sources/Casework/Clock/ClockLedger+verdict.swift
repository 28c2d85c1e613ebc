extension ClockLedger {
    /// The deadline that holds after the last change.
    package var deadline: Deadline? {
        entries.reduce(nil) { known, entry in
            switch entry.kind {
            case .started(let deadline), .resumed(let deadline), .extended(_, let deadline),
                .recalculated(_, let deadline):
                deadline
            case .paused, .requested, .answered, .rulingDue, .noticed, .breached, .excused, .met, .expired, .ruled,
                .revoked,
                .reassigned:
                known
            }
        }
    }

    /// The times in which the clock stood still; the last one is open while it still does.
    package var pauses: [(since: Instant, until: Instant?, reason: String)] {
        var pauses: [(since: Instant, until: Instant?, reason: String)] = []
        for entry in entries {
            if case .paused(let reason, _) = entry.kind { pauses.append((entry.at, nil, reason)) }
            if let last = pauses.last, last.until == nil, entry.ends || entry.resumes {
                pauses[pauses.count - 1].until = entry.at
            }
        }
        return pauses
    }

    /// When the clock ended, nil while it runs or stands still.
    package var endedAt: Instant? { ending?.at }

    /// What ended it; a clock that ended runs again when the case goes back.
    private var ending: Entry? {
        guard let index = entries.lastIndex(where: { $0.ends }),
            !entries[(index + 1)...].contains(where: { $0.restarts })
        else { return nil }
        return entries[index]
    }

    /// On time, on time thanks to an extension, or late, by the moment of the act.
    package var verdict: Verdict {
        guard let end = ending else {
            return pauses.last.map { $0.until == nil } ?? false ? .paused : .running
        }
        switch end.kind {
        case .met: break
        case .expired: return isExcused ? .excused : hasBreach ? .late : .onTime
        // Taken away because it was late, or by a ruling before it was.
        case .reassigned where hasBreach: return isExcused ? .excused : .late
        case .started, .paused, .resumed, .extended, .recalculated, .requested, .answered, .rulingDue, .noticed,
            .breached,
            .excused, .ruled, .revoked,
            .reassigned:
            return .none
        }
        guard let due = deadline?.due?.at, end.at >= due else {
            return isExtended ? afterExtension(end.at) : .onTime
        }
        return isExcused ? .excused : .late
    }

    private var isExtended: Bool { entries.contains { if case .extended = $0.kind { true } else { false } } }
    private var hasBreach: Bool { entries.contains { if case .breached = $0.kind { true } else { false } } }
    private var isExcused: Bool { entries.contains { if case .excused = $0.kind { true } else { false } } }

    /// Without the extension it would have been late: the end before the first one was granted had passed.
    private func afterExtension(_ moment: Instant) -> Verdict {
        var before: Deadline?
        for entry in entries {
            switch entry.kind {
            case .started(let deadline), .resumed(let deadline), .recalculated(_, let deadline): before = deadline
            case .extended:
                return before?.due.map { moment >= $0.at } ?? false ? .onTimeAfterExtension : .onTime
            case .paused, .requested, .answered, .rulingDue, .noticed, .breached, .excused, .met, .expired, .ruled,
                .revoked,
                .reassigned:
                break
            }
        }
        return .onTime
    }
}

extension ClockLedger.Entry {
    fileprivate var ends: Bool {
        switch kind {
        case .met, .expired, .ruled, .revoked, .reassigned: true
        case .started, .paused, .resumed, .extended, .recalculated, .requested, .answered, .rulingDue, .noticed,
            .breached,
            .excused:
            false
        }
    }

    fileprivate var restarts: Bool {
        switch kind {
        case .started, .recalculated: true
        case .paused, .resumed, .extended, .requested, .answered, .rulingDue, .noticed, .breached, .excused, .met,
            .expired, .ruled,
            .revoked, .reassigned:
            false
        }
    }

    fileprivate var resumes: Bool { if case .resumed = kind { true } else { false } }
}
