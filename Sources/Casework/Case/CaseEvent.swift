/// One fact of a case.
///
/// Each carries all that `evolve` needs, so that a log can be read without its workflow.
package enum CaseEvent: Hashable, Sendable {
    case opened(CaseInput.Opening)
    case supplemented(CaseInput.Supplement)
    /// Its needs are met, but its `not-before` time is not over.
    case stepDelayed(StepDelayed)
    case stepOffered(StepOpened)
    case stepOpened(StepOpened)
    /// An offer was taken up.
    case raised(Raised)
    /// A report was taken in; what it said follows as facts of its own.
    case heard(Heard)
    case signed(Signed)
    /// Another person of the agency has it now.
    case held(Held)
    case requested(Requested)
    /// The time in which the coordinator rules on a return has moved, or is over.
    case rulingDue(RulingDue)
    case ruled(Ruled)
    case taskEnded(TaskEnded)
    case taskRevoked(TaskRevoked)
    case stepEnded(StepEnded)
    case stepSkipped(StepSkipped)
    case repeated(Repeated)
    case reassigned(Reassigned)
    case deadlineChanged(DeadlineChanged)
    case breached(Breached)
    /// A breach does not count: the act was in time and was heard of late, or the coordinator says so.
    case excused(Excused)
    case noticed(Noticed)
    case clockChanged(ClockChanged)
    case clockBreached(ClockBreached)
    case clockStopped(ClockStopped)
    case paused(Paused)
    case resumed(Resumed)
    /// An answer to something that is over: filed, without effect.
    case late(Late)
    /// Something became of a case that a task called for.
    case child(ChildChange)
    case ignored(Ignored)
    /// An end that takes back what was done has begun.
    case endingBegun(EndingBegun)
    case undoOpened(TaskOpened)
    case closed(Closed)
    case reopened(Reopened)
}

extension CaseEvent {
    package struct StepDelayed: Hashable, Codable, Sendable {
        package var step: String
        /// When its needs were met.
        package var since: Instant
        package var until: Instant
    }

    package struct StepOpened: Hashable, Codable, Sendable {
        package var step: String
        package var attempt: Int
        package var tasks: [TaskOpened]
    }

    package struct TaskOpened: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var at: Instant
        package var deadline: Deadline?
        package var rungs: [CaseTask.ArmedRung]
        package var notBy: [String]
        package var covers: [String]
        /// Its own time, from its opening, in place of the step's; nil for all that were not handed on at a deadline.
        package var term: Span?
    }

    package struct Raised: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var id: String
        /// Who took it up; nil when its time came, or when an agency does not say who of its people did.
        package var by: String?
        package var at: Instant
        package var deadline: Deadline?
        package var rungs: [CaseTask.ArmedRung]

        /// What the id begins with when nobody took it up.
        static let byTime = "time "

        /// Whether its time came, and nobody took it up.
        package var isByTime: Bool { by == nil && id.hasPrefix(Raised.byTime) }
    }

    package struct Heard: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var agency: String
        package var sequence: Int
        package var seen: Int
    }

    package struct Signed: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var agency: String
        package var act: StepReport.Act
    }

    package struct Held: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var agency: String
        package var person: String
    }

    package struct Requested: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var agency: String
        package var request: StepReport.Request
        /// Rungs that do not come any more because the holder has explained itself.
        package var drops: [Int]
        /// The first moment that is too late for the coordinator's ruling; nil where no term is set for it.
        package var rulingDue: Instant?
    }

    /// The answer to a request, or a ruling nobody asked for.
    package struct Ruled: Hashable, Codable, Sendable {
        /// Why the rules themselves refuse a request, without a person.
        package enum Refusal: String, Codable, Sendable {
            case tooLate = "too-late"
            case tooOften = "too-often"
            case notAllowed = "not-allowed"
        }

        package var id: String
        package var ref: TaskRef?
        package var request: String?
        package var kind: StepReport.Request.Kind?
        package var granted: Bool
        package var refusal: Refusal?
        package var by: String?
        package var reason: String
        /// What the standing of the task says of it.
        ///
        /// `extended`, `extension-denied`, `return-denied` …
        package var word: String?
        package var fields: [String: Value]
        /// How the party consented without whose consent the step gets no more time.
        package var consent: String?
    }

    package struct TaskEnded: Hashable, Codable, Sendable {
        /// What ended it.
        package enum Cause: String, Codable, Sendable {
            /// The owner's answer.
            case answer
            /// Its time ran out.
            case time
            /// A ruling of the coordinator.
            case ruling
            /// The case that the step opened.
            case child
        }

        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var outcome: String
        package var cause: Cause
        package var act: StepReport.Act?
        package var at: Instant
        /// By the name in the record: `reply`, or `opinions.police.opinion`.
        package var fields: [String: Value]
        package var document: String?
        package var voided: [String]
        /// The message id of an outside party's answer, so that its repetition adds nothing.
        package var id: String?
        /// The rungs that still come although it is over.
        package var rungs: [CaseTask.ArmedRung]
        /// The number of its agency's report that ended it, nil where something else did.
        package var report: Int?
    }

    package struct TaskRevoked: Hashable, Codable, Sendable {
        package enum Cause: String, Codable, Sendable {
            /// Enough other instances have ended.
            case enough
            /// The case went back to an earlier step.
            case repeated
            /// The case is being taken back.
            case ending
            /// The offer is over.
            case offerOver = "offer-over"
            /// The same agency was given a newer task of the step.
            case overtaken
        }

        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var cause: Cause
    }

    package struct StepEnded: Hashable, Codable, Sendable {
        package var step: String
        package var outcome: String
        package var at: Instant
        package var instances: Int
    }

    package struct StepSkipped: Hashable, Codable, Sendable {
        package var step: String
        /// True for an offer that nobody took up in its time.
        package var wasOffered: Bool
    }

    package struct Repeated: Hashable, Codable, Sendable {
        package var step: String
        /// The outcome that sent the case back; nil for a ruling.
        package var outcome: String?
        package var from: String
        /// The counter and its new value; nil for a ruling.
        package var counter: String?
        package var count: Int
        /// The steps taken back: on the path, and later ones that hang on it.
        package var path: [String]
        package var later: [String]
        /// Counters that start again.
        package var restarted: [String]
        package var at: Instant
        package var clock: String?
        package var term: Span?
    }

    package struct Reassigned: Hashable, Codable, Sendable {
        /// What takes a task away without a ruling.
        package enum Cause: String, Codable, Sendable {
            /// Its time ran out, and the workflow gives it to somebody else then.
            case overdue
        }

        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var new: TaskOpened
        /// Nil for a ruling.
        package var cause: Cause?
        /// The rungs that still come to whoever had it; nil for none.
        package var rungs: [CaseTask.ArmedRung]?
    }

    package struct Late: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var agency: String
        package var outcome: String
        package var act: StepReport.Act
        package var id: String?
    }

    package struct Ignored: Hashable, Codable, Sendable {
        package enum Reason: String, CaseIterable, Codable, Sendable {
            case unknownStep = "unknown-step"
            case notOpen = "not-open"
            case notAssignee = "not-assignee"
            case unknownOutcome = "unknown-outcome"
            case incomplete
            /// The same person may not do both.
            case fourEyes = "four-eyes"
            case notOffered = "not-offered"
            case notPossible = "not-possible"
            /// Whoever asked does not rule.
            case ownRequest = "own-request"
            /// The step may not stand still for that reason, or has stood still for as long as a case may.
            case pauseNotAllowed = "pause-not-allowed"
            /// More time takes the consent of a party, and the ruling does not say that there is one.
            case consentMissing = "consent-missing"
            /// The step ends with the case that it opened.
            case childDecides = "child-decides"
        }

        /// What it was about, for counting it once: a task id, or the id of the message or ruling.
        package var key: String
        package var sequence: Int
        package var by: String
        package var step: String?
        package var reason: Reason
    }

    package struct EndingBegun: Hashable, Codable, Sendable {
        package var end: String
        package var reason: CloseReason
        package var at: Instant
        /// The steps to be undone.
        package var undo: [String]
    }

    package struct Closed: Hashable, Codable, Sendable {
        package var end: String
        package var reason: CloseReason
        package var at: Instant
        package var stands: [String]
    }

    package struct Reopened: Hashable, Codable, Sendable {
        package var at: Instant
        package var by: String?
        package var reason: String?
    }
}
