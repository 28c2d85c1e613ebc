/// One step in one agency's hands, for one attempt: what the coordinator knows of it.
package struct CaseTask: Hashable, Codable, Sendable {
    package var ref: TaskRef
    package var holder: Holder
    package var state: Assignment.Standing.State
    package var openedAt: Instant
    /// The revision of the case at the opening, which fixes the content of the assignment.
    package var openedRevision: Int
    /// The people who may not complete it.
    package var notBy: [String]
    /// The numbers an undo covers, newest first.
    package var covers: [String]
    package var isOffer: Bool
    /// Its own time in place of the step's, since it was handed on at a deadline; nobody is handed it so again.
    package var term: Span?
    package var deadline: Deadline?
    /// The deadline before extensions and pauses, to see whether a field has moved it.
    package var base: Deadline?
    /// What has moved it, in order.
    package var adjustments: [Adjustment]
    /// The notices still to come.
    package var rungs: [ArmedRung]
    package var cards: [String]
    /// The rungs that have come, by their place in the ladder.
    package var noticed: [Int]
    package var breaches: [Breach]
    /// The breaches that do not count.
    package var excused: [Breach]
    package var rulings: [String]
    package var requests: [RequestState]
    package var pausedAt: Instant?
    /// Why it stands still.
    package var pauseReason: String?
    package var signed: StepReport.Act?
    package var person: String?
    package var outcome: String?
    /// What ended it.
    package var cause: CaseEvent.TaskEnded.Cause?
    package var ended: StepReport.Act?
    package var endedAt: Instant?
    package var document: String?
    /// The acts of answers that came too late.
    package var late: [StepReport.Act]
    /// The cases that it called for, itself or by its ladder; nil for none.
    package var children: [ChildCase]?
    /// Grows with every change the agency is told of.
    package var sequence: Int
    /// The highest report of the agency that was taken in.
    package var heard: Int
    /// The highest standing the agency says it has seen.
    package var seen: Int
    /// The standing that answers the agency's own completion: the agency repeats its report until it has come.
    package var answer: Int?

    /// Who has it.
    package struct Holder: Hashable, Codable, Sendable {
        package var agency: String
        package var unit: String?
        package var role: String?
        /// The party that does it, when that has no worker.
        package var party: String?
        package var isLead: Bool

        package init(
            agency: String,
            unit: String? = nil,
            role: String? = nil,
            party: String? = nil,
            isLead: Bool = false
        ) {
            self.agency = agency
            self.unit = unit
            self.role = role
            self.party = party
            self.isLead = isLead
        }

        /// The name under which the calendar knows the hours of its office.
        package var office: String { unit.map { "\(agency)/\($0)" } ?? agency }
    }

    /// A notice that is still to come.
    package struct ArmedRung: Hashable, Codable, Sendable {
        /// Its place in the ladder.
        package var index: Int
        package var at: Instant

        package init(index: Int, at: Instant) {
            self.index = index
            self.at = at
        }
    }

    /// The two ways to be late.
    package enum Breach: String, Codable, Sendable {
        case policy
        case legal
    }

    /// A request and how it was answered.
    package struct RequestState: Hashable, Codable, Sendable {
        package var request: StepReport.Request
        /// Nil while nobody has ruled.
        package var granted: Bool?
        /// Who ruled and why; nil while nobody has, and where the rules themselves refused.
        package var ruledBy: String?
        package var reason: String?
        /// The first moment that is too late for the ruling; nil where no term is set for it.
        package var rulingDue: Instant?
        /// Since when the ruling is late, which is told once.
        package var lateSince: Instant?

        package init(request: StepReport.Request, granted: Bool? = nil, rulingDue: Instant? = nil) {
            self.request = request
            self.granted = granted
            self.rulingDue = rulingDue
        }
    }

    /// The task as its opening says.
    package init(_ opening: CaseEvent.TaskOpened, state: Assignment.Standing.State, revision: Int) {
        ref = opening.ref
        holder = opening.holder
        self.state = state
        openedAt = opening.at
        openedRevision = revision
        notBy = opening.notBy
        covers = opening.covers
        term = opening.term
        isOffer = state == .offered
        deadline = opening.deadline
        base = opening.deadline
        adjustments = []
        rungs = opening.rungs
        cards = []
        noticed = []
        breaches = []
        excused = []
        rulings = []
        requests = []
        late = []
        sequence = 1
        heard = 0
        seen = 0
    }

    /// True when its holder has said why it is late.
    package var isExplained: Bool { requests.contains { $0.request.kind == .explain } }

    /// The breaches that count.
    package var standingBreaches: [Breach] { breaches.filter { !excused.contains($0) } }

    /// How often more time was granted.
    package var extensionCount: Int {
        adjustments.count { if case .extended = $0 { true } else { false } }
    }

    /// True when the standing has changed since the agency last echoed it, and the agency would not ask for it by itself.
    package var isUntold: Bool { seen < sequence && answer != sequence }

    /// Whether the agency only says once more what ended it, so that nothing is to be noted.
    package func isSettled(by report: StepReport) -> Bool {
        guard answer == sequence, let completed = report.completed else { return false }
        return completed.act == ended && completed.outcome == outcome
            && report.requests.allSatisfy { asked in requests.contains { $0.request.id == asked.id } }
    }

    /// Whether the agency repeats what has long been heard because the answer has not come to it.
    package func isAskedFor(by report: StepReport) -> Bool { isSettled(by: report) && report.seen < sequence }
}
