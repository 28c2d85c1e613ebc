package import Casework

/// One task of the queue: what was asked, where it stands, and what this agency has said of it so far.
package struct DeskTask: Hashable, Sendable {
    /// What its people can do with it.
    package enum State: String, Codable, CaseIterable, Sendable {
        /// Nobody must; anybody entitled may raise it.
        case offered
        case open
        /// Completed here.
        case done
        /// Ended, revoked or overtaken without an answer from here.
        case closed
    }

    /// Work typed and not yet sent; whoever takes the task over finds it.
    package struct Draft: Hashable, Codable, Sendable {
        package var act: StepReport.Act
        package var fields: [String: Value]

        package init(act: StepReport.Act, fields: [String: Value]) {
            self.act = act
            self.fields = fields
        }
    }

    package var key: TaskKey
    /// The life of the coordinator's file that said the standing.
    package var epoch: Int64
    package var content: Assignment.Content
    package var standing: Assignment.Standing
    package var report: StepReport
    package var draft: Draft?
    /// True once a newer attempt has come.
    package var isSuperseded: Bool
    /// The trace context of the assignment, which its reports go on with.
    package var trace: String?

    /// The task that a first assignment opens.
    package init(_ assignment: Assignment, epoch: Int64) {
        let content = assignment.content
        key = TaskKey(content)
        self.epoch = epoch
        self.content = content
        standing = assignment.standing
        report = StepReport(
            step: content.step,
            instance: content.instance,
            attempt: content.attempt,
            sequence: 1,
            seen: assignment.standing.sequence,
            isUndo: content.isUndo
        )
        draft = nil
        isSuperseded = false
    }

    package init(
        key: TaskKey,
        epoch: Int64,
        content: Assignment.Content,
        standing: Assignment.Standing,
        report: StepReport,
        draft: Draft?,
        isSuperseded: Bool
    ) {
        self.key = key
        self.epoch = epoch
        self.content = content
        self.standing = standing
        self.report = report
        self.draft = draft
        self.isSuperseded = isSuperseded
    }

    package var state: State {
        if report.completed != nil { return .done }
        if isSuperseded { return .closed }
        return switch standing.state {
        case .offered: .offered
        case .open: .open
        case .ended, .revoked: .closed
        }
    }

    /// True when the coordinator has ended or revoked it, or a newer attempt has come.
    package var isOver: Bool {
        switch standing.state {
        case .ended, .revoked: true
        case .offered, .open: isSuperseded
        }
    }

    /// True while something was said here that the coordinator has not answered: it is said again (design rule S).
    package var isUnheard: Bool {
        guard !isOver else { return false }
        if report.completed != nil || report.isRaised && standing.state == .offered { return true }
        return [.return, .extend, .pause, .explain].contains(where: awaitsRuling)
    }

    /// Whether a standing is what the completion that was said here waits for.
    func isAnswered(by standing: Assignment.Standing) -> Bool {
        guard let completed = report.completed, !isOver else { return false }
        return standing.state == .ended && standing.outcome == completed.outcome
    }

    /// True when the case that its step opens decides it, and nobody is asked for an answer.
    package var isDecidedByChild: Bool { content.child != nil && content.form.fields.isEmpty && !content.isUndo }

    /// True while it is urgent and nobody has signed for it: its people are called.
    package var isCalling: Bool { content.isUrgent == true && state == .open && report.signed == nil }

    /// Whether a request of this kind still waits for the coordinator's ruling.
    ///
    /// Whether its clock stands still, by the last word on it.
    var isPaused: Bool { standing.rulings.last { ["paused", "resumed"].contains($0) } == "paused" }

    /// The words of rulings begin like their request: `return-denied`, `extended`, `extension-denied`, `pause-denied`.
    package func awaitsRuling(on kind: StepReport.Request.Kind) -> Bool {
        let stem =
            switch kind {
            case .return: "return"
            case .extend: "exten"
            case .pause: "pause"
            case .explain: "explained"
            }
        let rulings = standing.rulings.count { $0.hasPrefix(stem) }
        return report.requests.count { $0.kind == kind } > rulings
    }

    /// Whether `assignment` says something this task has not seen.
    package func isOlder(than assignment: Assignment, epoch: Int64) -> Bool {
        (self.epoch, standing.sequence) < (epoch, assignment.standing.sequence)
    }

    /// Takes a newer standing in; the snapshot grows because it now echoes that standing.
    package mutating func take(_ assignment: Assignment, epoch: Int64) {
        if epoch > self.epoch { content = assignment.content }
        self.epoch = epoch
        standing = assignment.standing
        report.seen = assignment.standing.sequence
        report.sequence += 1
    }
}
