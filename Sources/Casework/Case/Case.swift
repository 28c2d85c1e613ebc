/// One case as far as its events have brought it; a value, changed only by `evolve`.
package struct Case: Hashable, Codable, Sendable {
    package var id: String
    package var workflow: String
    package var workflowVersion: Int
    package var subject: String
    /// The broker user that published it.
    package var publisher: String
    /// The publisher's own id for it.
    package var externalID: String
    package var openedAt: Instant
    package var receivedAt: Instant
    /// The number of events folded so far.
    package var revision: Int
    package var record: CaseRecord
    /// Where each step stands, by its id; a step without an entry waits and was never opened.
    package var steps: [String: StepState]
    /// Every task there ever was, in order of opening.
    package var tasks: [CaseTask]
    /// How often each repeat was used, by `step#index`.
    package var repeats: [String: Int]
    /// The clock of the case as a whole; nil before it runs and when it is over.
    package var clock: CaseClock?
    /// The ends of the case's clock that have passed, in all its runs.
    package var clockPassed: [CaseClock.Passed]
    /// The end whose undo is under way, or nil.
    package var ending: Ending?
    package var closed: Closing?
    /// Messages that were ignored, so that a repetition adds nothing: task id and the highest report sequence.
    package var strays: [String: Int]
    /// Ids of supplements, raises and answers already taken in.
    package var taken: Set<String>
    /// Answers that came too late.
    package var lateCount: Int
    /// Messages that had no effect.
    package var ignoredCount: Int
    /// Returns granted or refused so far in the whole case.
    package var returnCount: Int
    /// The case that opened this one, nil for what a publisher brought.
    package var parent: CaseParent?

    /// Why and since when the case is being taken back.
    package struct Ending: Hashable, Codable, Sendable {
        package var end: String
        package var reason: CloseReason
        package var at: Instant
        /// Steps still to be undone.
        package var pending: [String]
    }

    /// How the case ended.
    package struct Closing: Hashable, Codable, Sendable {
        package var end: String
        package var reason: CloseReason
        package var at: Instant
        /// Steps that cannot be taken back.
        package var stands: [String]
    }

    /// Where one step stands.
    package struct StepState: Hashable, Codable, Sendable {
        package enum Phase: String, Codable, Sendable {
            case waiting
            case offered
            case open
            case ended
            case skipped
            case revoked
        }

        package var phase: Phase
        /// The highest attempt that was ever opened; 0 before the first.
        package var attempt: Int
        package var outcome: String?
        package var endedAt: Instant?
        /// The end of the `not-before` time it waits for, or nil.
        package var delayedUntil: Instant?
        /// Since when it waits for it.
        package var delayedSince: Instant?
        /// The tasks of the current round.
        package var current: [TaskRef]
        /// True when a repeat sent the case back here: it opens whatever its needs say.
        package var isForced: Bool
        /// The steps of the repeat's path, which alone count in groups of needs that name one of them.
        package var path: [String]
        /// The moment at which a repeat with a new term began; anchors outside its path are read as this.
        package var restartedAt: Instant?
        package var restartedPath: [String]
        /// True when what it did was taken back since.
        package var isUndone: Bool
        /// The new term of the clock step after such a repeat.
        package var restartedTerm: Span?

        package init(phase: Phase = .waiting) {
            self.phase = phase
            attempt = 0
            current = []
            isForced = false
            isUndone = false
            path = []
            restartedPath = []
        }
    }

    /// Where a step stands.
    package func state(of step: String) -> StepState { steps[step] ?? StepState() }

    /// The task with this name.
    package func task(_ ref: TaskRef) -> CaseTask? { tasks.last { $0.ref == ref } }

    /// True when the case has closed and no tracking step or timer is left.
    package var isQuiet: Bool { closed != nil && ending == nil && openTasks.isEmpty && timers.isEmpty }

    /// The tasks somebody has to do now.
    package var openTasks: [CaseTask] { tasks.filter { $0.state == .open } }
}

extension Case {
    /// A case of which nothing is known yet.
    package init() {
        id = ""
        workflow = ""
        workflowVersion = 0
        subject = ""
        publisher = ""
        externalID = ""
        openedAt = Instant(milliseconds: 0)
        receivedAt = Instant(milliseconds: 0)
        revision = 0
        record = CaseRecord()
        steps = [:]
        tasks = []
        repeats = [:]
        strays = [:]
        taken = []
        clockPassed = []
        lateCount = 0
        ignoredCount = 0
        returnCount = 0
    }
}
