/// One clock explained: its two ends with every day of them, and what happened to it, in sentences.
package struct ClockExplanation: Codable, Sendable {
    /// One end of the clock.
    package struct End: Codable, Sendable {
        package var kind: CaseTask.Breach
        /// Law and article, or the section of the domain notes; nil for a rule of the workflow.
        package var source: String?
        package var term: Words
        /// From where it is counted, and the first moment that is too late.
        package var from: Instant
        package var due: Instant
        package var lastDay: LocalDate
        /// False when the calendar of a year it runs into is not loaded.
        package var isCertain: Bool
        /// Days, or nothing for a clock that runs around the clock.
        package var lines: [ClockAccount.Line]
        package var counted: Int
        package var paused: Int
        package var over: Int
        /// Minutes for a clock that runs around the clock: from start to end, and of them paused.
        package var minutes: Int64?
        package var pausedMinutes: Int64?
    }

    /// What happened, when, in both languages.
    package struct Entry: Codable, Sendable {
        package var at: Instant
        package var words: Words
    }

    package var task: String
    package var title: Words
    package var agency: String
    package var verdict: ClockLedger.Verdict
    /// True for the clock of the case as a whole.
    package var isCase: Bool
    package var calendar: Int
    package var ends: [End]
    package var entries: [Entry]
}

extension Case {
    /// Every clock that the case has had, explained.
    ///
    /// - Parameters:
    ///   - facts: The facts of the case with the moments at which they were recorded.
    ///   - workflow: The version by which the case runs.
    ///   - calendar: The calendar that holds; for a clock that has ended, the one that held then.
    ///   - people: Names by person id.
    ///   - now: Until when a running clock is looked at.
    /// - Returns: The clock of the case first, then those of its tasks in order of opening.
    package func clocks(
        _ facts: [(fact: CaseEvent, at: Instant)],
        by workflow: Workflow,
        calendar: (Instant) throws -> WorkingCalendar,
        people: [String: String],
        at now: Instant
    ) rethrows -> [ClockExplanation] {
        let speech = Speech(workflow: workflow, people: people)
        let whole = try ClockLedger.whole(of: facts).map { ledger in
            try explanation(
                ledger,
                title: Words(zh: "全案", en: "The case"),
                id,
                by: workflow,
                calendar,
                people,
                now,
                speech
            )
        }
        return try (whole.map { [$0] } ?? [])
            + ClockLedger.ledgers(of: facts).map { ledger in
                let title = workflow[ledger.ref.step]?.title ?? Words(zh: ledger.ref.step, en: ledger.ref.step)
                let task = ledger.ref.id(in: id)
                return try explanation(ledger, title: title, task, by: workflow, calendar, people, now, speech)
            }
    }

    private func explanation(
        _ ledger: ClockLedger,
        title: Words,
        _ task: String,
        by workflow: Workflow,
        _ calendar: (Instant) throws -> WorkingCalendar,
        _ people: [String: String],
        _ now: Instant,
        _ speech: Speech
    ) rethrows -> ClockExplanation {
        let last = ledger.endedAt ?? now
        let calendar = try calendar(last)
        let ends = [(CaseTask.Breach.legal, ledger.deadline?.legal), (.policy, ledger.deadline?.policy)]
            .compactMap { kind, due in
                due.map { ledger.end(kind, $0, last: last, calendar: calendar, speech) }
            }
        return ClockExplanation(
            task: task,
            title: title,
            agency: ledger.holder.agency,
            verdict: ledger.verdict,
            isCase: task == id,
            calendar: calendar.version,
            ends: ends,
            entries: ledger.entries.map { entry in
                ClockExplanation.Entry(at: entry.at, words: entry.fact.sentence(by: workflow, people: people))
            }
        )
    }
}

extension ClockLedger {
    fileprivate func end(
        _ kind: CaseTask.Breach,
        _ due: Deadline.Due,
        last: Instant,
        calendar: WorkingCalendar,
        _ speech: Speech
    ) -> ClockExplanation.End {
        var end = ClockExplanation.End(
            kind: kind,
            source: deadline?.source,
            term: speech.rule(due),
            from: due.from,
            due: due.at,
            lastDay: due.on,
            isCertain: due.isCertain,
            lines: [],
            counted: 0,
            paused: 0,
            over: 0
        )
        guard !due.span.isHours else {
            end.minutes = (due.at.milliseconds - due.from.milliseconds) / 60_000
            end.pausedMinutes =
                pauses.reduce(0) { $0 + ($1.until ?? last).milliseconds - $1.since.milliseconds } / 60_000
            return end
        }
        let account = ClockAccount(
            of: due,
            pauses: pauses.map { ($0.since, $0.until) },
            through: max(due.on, LocalDate(last)),
            calendar: calendar
        )
        end.lines = account.lines
        (end.counted, end.paused, end.over) = (account.counted, account.paused, account.over)
        return end
    }
}
