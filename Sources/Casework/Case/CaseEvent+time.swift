/// What happens to the clocks of a case.
extension CaseEvent {
    package struct RulingDue: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var request: String
        package var due: Instant
        /// True when the time is over, false when another calendar has moved its end.
        package var isOver: Bool
    }

    package struct DeadlineChanged: Hashable, Codable, Sendable {
        package enum Cause: String, Codable, Sendable {
            /// A field or a date that it is counted from.
            case fields
            case `extension`
            /// Another calendar.
            case calendar
        }

        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var base: Deadline?
        package var deadline: Deadline?
        package var rungs: [CaseTask.ArmedRung]
        package var cause: Cause
        package var extended: Span?
        /// True when only the notices before and after the deadline move.
        package var isKept: Bool?
    }

    package struct Breached: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var kind: CaseTask.Breach
        /// True when the step has one deadline, which is both.
        package var isBoth: Bool
        package var due: Instant
        package var source: String?
    }

    package struct Excused: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var kind: CaseTask.Breach
        /// The act that was in time; nil for a ruling.
        package var act: StepReport.Act?
        /// Who ruled; nil when the act itself shows it.
        package var by: String?
    }

    package struct Noticed: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var rung: Int
        package var notice: String
        package var to: String
        package var at: Instant
        package var issues: String?
        /// Its number; given when the fact is recorded, because a series knows no gaps.
        package var number: String?
        package var answerBy: Instant?
    }

    package struct Paused: Hashable, Codable, Sendable {
        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var reason: String
        /// Who allowed it.
        package var by: String
        package var at: Instant
    }

    package struct Resumed: Hashable, Codable, Sendable {
        /// What lets a clock run again without a ruling.
        package enum Cause: String, Codable, Sendable {
            /// The case has stood still for as long as it may.
            case pauseCap = "pause-cap"
        }

        package var ref: TaskRef
        package var holder: CaseTask.Holder
        package var at: Instant
        package var deadline: Deadline?
        package var rungs: [CaseTask.ArmedRung]
        /// Nil for a ruling.
        package var cause: Cause?
    }
}
