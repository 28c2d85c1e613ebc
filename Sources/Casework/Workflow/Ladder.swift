/// The reminders, cards and notices of a step, in the order of the file.
package struct Ladder: Hashable, Codable, Sendable {
    package var name: String
    package var rungs: [Rung]

    package init(name: String, rungs: [Rung] = []) {
        self.name = name
        self.rungs = rungs
    }

    /// True when somebody is called by telephone, so that whoever does the step is called as well.
    package var alarms: Bool { rungs.contains { $0.notice == "alarm" } }

    /// One notice, at one time, once for each step, instance and attempt.
    package struct Rung: Hashable, Codable, Sendable {
        /// Anchored at `due`, or a share of the time.
        package var at: Term
        /// What is done.
        ///
        /// `remind`, `yellow-card`, `red-card`, `urge`, `supervise` …
        package var notice: String
        /// To whom: a role, a party, `agency`, `holder`.
        package var to: String
        /// The time in which an answer is expected, or nil.
        package var answer: Span?
        /// The reason for which it is left out (`explained`), or nil.
        package var unless: String?

        package init(at: Term, notice: String, to: String, answer: Span? = nil, unless: String? = nil) {
            self.at = at
            self.notice = notice
            self.to = to
            self.answer = answer
            self.unless = unless
        }
    }
}

/// The three concessions: return, extension and pause.
package struct Allowance: Hashable, Codable, Sendable {
    package var `return`: Return?
    package var extend: Extend?
    /// Reasons for which the clock may be stopped.
    package var pauses: [String]

    package init(return: Return? = nil, extend: Extend? = nil, pauses: [String] = []) {
        self.return = `return`
        self.extend = extend
        self.pauses = pauses
    }

    package struct Return: Hashable, Codable, Sendable {
        /// The time to sign for it; silence is acceptance.
        package var sign: Span
        /// The time in which it may be returned.
        package var within: Span
        /// How often, in the whole case.
        package var atMost: Int
        /// The time in which the coordinator rules.
        package var ruling: Span

        package init(sign: Span, within: Span, atMost: Int, ruling: Span) {
            self.sign = sign
            self.within = within
            self.atMost = atMost
            self.ruling = ruling
        }
    }

    package struct Extend: Hashable, Codable, Sendable {
        /// The longest extension.
        package var by: Span
        /// How often, in one attempt of the step.
        package var atMost: Int
        /// The party that has to consent, or nil.
        package var consent: String?

        package init(by: Span, atMost: Int, consent: String? = nil) {
            self.by = by
            self.atMost = atMost
            self.consent = consent
        }
    }
}
