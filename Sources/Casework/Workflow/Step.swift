/// One step of a workflow, with every default filled in (workflow language, section 1).
package struct Step: Hashable, Codable, Sendable {
    package var id: String
    package var title: Words
    package var owners: Owners
    /// Steps whose people may not do this one.
    package var notBy: [String]
    /// Agencies that get the result for information.
    package var copy: [String]
    /// Field classes the owner receives.
    package var sees: [String]
    package var enough: Enough
    package var needs: Need
    /// Makes the step an offer: anybody entitled may start it until this is true.
    package var until: Need?
    /// The step opens when all of these are over.
    package var notBefore: [Term]
    package var within: DeadlineRule?
    /// What happens by itself at its deadline; nil: it stays open.
    package var overdue: Overdue?
    package var ladder: Ladder
    package var allow: Allowance
    package var form: Form
    /// Rules of practice that a person's answer must pass.
    package var checks: [String]
    /// The rule of practice that ends it without a person.
    package var rule: String?
    /// Constants for rule and checks.
    package var with: [String: Value]
    /// The type of document that gets a number when it ends.
    package var issues: String?
    /// The outcomes that bring the document into the world (`issues: DOC if OUTCOME`), nil for all.
    package var issuesOn: [String]?
    /// Heaviest first.
    package var outcomes: [String]
    package var repeats: [Repeat]
    package var undo: Undo
    /// True when it can only open after the case has closed (it needs `end`, directly or not).
    package var isTracking: Bool
    /// The case that it opens; nil for a step that people or a rule do.
    package var child: ChildCall?

    package init(
        id: String,
        title: Words,
        owners: Owners = .one(Owner(party: .lead)),
        notBy: [String] = [],
        copy: [String] = [],
        sees: [String] = ["territory", "subject", "work"],
        enough: Enough = Enough(),
        needs: Need = .always,
        until: Need? = nil,
        notBefore: [Term] = [],
        within: DeadlineRule? = nil,
        overdue: Overdue? = nil,
        ladder: Ladder = Ladder(name: "track"),
        allow: Allowance = Allowance(),
        form: Form = Form(),
        checks: [String] = [],
        rule: String? = nil,
        with: [String: Value] = [:],
        issues: String? = nil,
        issuesOn: [String]? = nil,
        outcomes: [String] = ["done"],
        repeats: [Repeat] = [],
        undo: Undo = .nothing,
        isTracking: Bool = false,
        child: ChildCall? = nil
    ) {
        self.id = id
        self.title = title
        self.owners = owners
        self.notBy = notBy
        self.copy = copy
        self.sees = sees
        self.enough = enough
        self.needs = needs
        self.until = until
        self.notBefore = notBefore
        self.within = within
        self.overdue = overdue
        self.ladder = ladder
        self.allow = allow
        self.form = form
        self.checks = checks
        self.rule = rule
        self.with = with
        self.issues = issues
        self.issuesOn = issuesOn
        self.outcomes = outcomes
        self.repeats = repeats
        self.undo = undo
        self.isTracking = isTracking
        self.child = child
    }

    /// True when nobody must do it.
    package var isOffer: Bool { until != nil }

    /// The outcome with which it can end by itself.
    package var overdueOutcome: String? {
        switch overdue {
        case .outcome(let outcome): outcome
        case .reassign, nil: nil
        }
    }

    /// What happens by itself at the deadline of a step.
    package enum Overdue: Hashable, Codable, Sendable {
        /// It ends so: a breach if `expired`, else lawful silence.
        case outcome(String)
        /// A breach, and somebody else gets it once, with a time of his own; the clock of the case runs on.
        case reassign(to: Owner, within: Span)
    }

    /// When a step with instances is over.
    package struct Enough: Hashable, Codable, Sendable {
        package enum Quota: Hashable, Codable, Sendable {
            case all
            case count(Int)
            /// `2/3` of the instances, rounded up.
            case share(Int, of: Int)
        }

        package var quota: Quota
        /// Only instances that ended so count; empty: any that ended.
        package var outcomes: [String]

        package init(_ quota: Quota = .all, outcomes: [String] = []) {
            self.quota = quota
            self.outcomes = outcomes
        }

        /// How many of so many instances must have ended.
        package func count(of instances: Int) -> Int {
            switch quota {
            case .all: instances
            case .count(let count): min(count, instances)
            case .share(let part, let whole): (instances * part + whole - 1) / max(whole, 1)
            }
        }
    }

    /// The only way back: on an outcome the case returns to an earlier step.
    package struct Repeat: Hashable, Codable, Sendable {
        package var outcomes: [String]
        package var from: String
        package var atMost: Int
        /// The new term of the case's clock, from the repeat on.
        package var within: Span?

        package init(outcomes: [String], from: String, atMost: Int, within: Span? = nil) {
            self.outcomes = outcomes
            self.from = from
            self.atMost = atMost
            self.within = within
        }
    }

    /// What takes the step back.
    package enum Undo: Hashable, Codable, Sendable {
        /// Nothing is left to take back.
        case nothing
        /// It stands, whatever becomes of the case.
        case never
        /// The offer `withdraw` of the child that the step opened is raised; refused there, the child goes on alone.
        case withdraw
        /// A task of the same owner.
        case act(title: Words, within: Span, issues: String?)
    }
}
