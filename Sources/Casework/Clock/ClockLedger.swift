/// The ledger of one clock: what happened to the time of one task, read from the facts of its case.
///
/// A clock has two ends side by side, policy and legal, with their sources; the breach of each is an entry of its own.
package struct ClockLedger: Hashable, Sendable {
    package var ref: TaskRef
    package var holder: CaseTask.Holder
    package var entries: [Entry]

    /// One change.
    package struct Entry: Hashable, Sendable {
        /// When it took effect: the act's moment, or the moment of the timer.
        package var at: Instant
        package var kind: Kind
        /// The fact that says so.
        package var fact: CaseEvent
    }

    package enum Kind: Hashable, Sendable {
        case started(Deadline?)
        /// By the workflow's reason, and who allowed it.
        case paused(reason: String, by: String)
        case resumed(Deadline?)
        case extended(by: Span, Deadline?)
        /// A field, a date or the calendar has changed.
        case recalculated(CaseEvent.DeadlineChanged.Cause, Deadline?)
        /// A ruling was asked for: a return is in the air until it comes, and the clock runs on.
        case requested(StepReport.Request.Kind)
        case answered(StepReport.Request.Kind, granted: Bool)
        /// The coordinator's time to rule is over, or its end has moved; the clock runs on.
        case rulingDue(Instant, isOver: Bool)
        case noticed(String)
        case breached(CaseTask.Breach, due: Instant)
        case excused(CaseTask.Breach, by: String?)
        /// Done by an act.
        case met(outcome: String, by: String?)
        /// Its time ran out, and the step ended by that.
        case expired(outcome: String)
        /// Ended by a ruling.
        case ruled(outcome: String)
        case revoked
        /// Given to somebody else, whose clock is another.
        case reassigned
    }

    /// How the clock stands in the end.
    package enum Verdict: String, Codable, Sendable {
        case running
        case paused
        case onTime = "on-time"
        case onTimeAfterExtension = "on-time-after-extension"
        case late
        /// Late by the record, but the breach does not count.
        case excused
        /// Nobody's act: revoked, reassigned, or ended by a ruling.
        case none
    }

    /// The clock of the case as a whole, nil before it runs.
    package static func whole(of facts: [(fact: CaseEvent, at: Instant)]) -> ClockLedger? {
        var ledger: ClockLedger?
        for (fact, _) in facts {
            switch fact {
            case .clockChanged(let change):
                let ref = TaskRef(step: change.step, instance: "", attempt: 0)
                let kind: Kind =
                    ledger == nil ? .started(change.deadline) : .recalculated(change.cause ?? .fields, change.deadline)
                ledger = ledger ?? ClockLedger(ref: ref, holder: CaseTask.Holder(agency: "", isLead: true), entries: [])
                ledger?.entries.append(Entry(at: change.at, kind: kind, fact: fact))
            case .clockBreached(let breach):
                let kind = Kind.breached(breach.kind, due: breach.due)
                ledger?.entries.append(Entry(at: breach.due, kind: kind, fact: fact))
            case .clockStopped(let stop):
                let kind: Kind = stop.isDone ? .met(outcome: "", by: nil) : .revoked
                ledger?.entries.append(Entry(at: stop.at, kind: kind, fact: fact))
            case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .heard, .signed, .held,
                .requested, .rulingDue, .ruled, .taskEnded, .taskRevoked, .stepEnded, .stepSkipped, .repeated,
                .reassigned,
                .deadlineChanged, .breached, .excused, .noticed, .paused, .resumed, .late, .child, .ignored,
                .endingBegun,
                .undoOpened, .closed, .reopened:
                break
            }
        }
        return ledger
    }

    /// Every clock that a case has had, in order of opening.
    package static func ledgers(of facts: [(fact: CaseEvent, at: Instant)]) -> [ClockLedger] {
        var ledgers: [ClockLedger] = []
        for (fact, recorded) in facts {
            for opening in fact.openings {
                ledgers.append(
                    ClockLedger(
                        ref: opening.ref,
                        holder: opening.holder,
                        entries: [Entry(at: opening.at, kind: .started(opening.deadline), fact: fact)]
                    )
                )
            }
            guard let (ref, entry) = fact.clockEntry(recorded: recorded),
                let index = ledgers.lastIndex(where: { $0.ref == ref })
            else { continue }
            ledgers[index].entries.append(entry)
        }
        return ledgers
    }
}

extension CaseEvent {
    /// The tasks that the fact opens.
    fileprivate var openings: [TaskOpened] {
        switch self {
        case .stepOpened(let opening), .stepOffered(let opening): opening.tasks
        case .undoOpened(let opening): [opening]
        case .reassigned(let change): [change.new]
        case .opened, .supplemented, .stepDelayed, .raised, .heard, .signed, .held, .requested, .rulingDue, .ruled,
            .taskEnded,
            .taskRevoked, .stepEnded, .stepSkipped, .repeated, .deadlineChanged, .breached, .excused, .noticed, .paused,
            .resumed, .late, .child, .ignored, .clockChanged, .clockBreached, .clockStopped, .endingBegun, .closed,
            .reopened:
            []
        }
    }

    /// What the fact means for a clock.
    fileprivate func clockEntry(recorded: Instant) -> (TaskRef, ClockLedger.Entry)? {
        func entry(_ at: Instant, _ kind: ClockLedger.Kind) -> ClockLedger.Entry {
            ClockLedger.Entry(at: at, kind: kind, fact: self)
        }
        switch self {
        case .raised(let raise): return (raise.ref, entry(raise.at, .started(raise.deadline)))
        case .requested(let asking): return (asking.ref, entry(asking.request.act.at, .requested(asking.request.kind)))
        case .rulingDue(let ruling):
            let at = ruling.isOver ? ruling.due : recorded
            return (ruling.ref, entry(at, .rulingDue(ruling.due, isOver: ruling.isOver)))
        case .ruled(let ruling):
            guard let ref = ruling.ref, let kind = ruling.kind else { return nil }
            return (ref, entry(recorded, .answered(kind, granted: ruling.granted)))
        case .paused(let pause): return (pause.ref, entry(pause.at, .paused(reason: pause.reason, by: pause.by)))
        case .resumed(let resumption): return (resumption.ref, entry(resumption.at, .resumed(resumption.deadline)))
        case .deadlineChanged(let change):
            if let span = change.extended { return (change.ref, entry(recorded, .extended(by: span, change.deadline))) }
            return (change.ref, entry(recorded, .recalculated(change.cause, change.deadline)))
        case .noticed(let notice): return (notice.ref, entry(notice.at, .noticed(notice.notice)))
        case .breached(let breach): return (breach.ref, entry(breach.due, .breached(breach.kind, due: breach.due)))
        case .excused(let excuse): return (excuse.ref, entry(recorded, .excused(excuse.kind, by: excuse.by)))
        case .taskEnded(let end):
            switch end.cause {
            case .answer: return (end.ref, entry(end.at, .met(outcome: end.outcome, by: end.act?.by)))
            case .time: return (end.ref, entry(end.at, .expired(outcome: end.outcome)))
            case .child: return (end.ref, entry(end.at, .met(outcome: end.outcome, by: nil)))
            case .ruling: return (end.ref, entry(end.at, .ruled(outcome: end.outcome)))
            }
        case .taskRevoked(let revocation): return (revocation.ref, entry(recorded, .revoked))
        case .reassigned(let change): return (change.ref, entry(recorded, .reassigned))
        case .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .heard, .signed, .held,
            .stepEnded, .stepSkipped, .repeated, .late, .child, .ignored, .clockChanged, .clockBreached, .clockStopped,
            .endingBegun, .undoOpened, .closed, .reopened:
            return nil
        }
    }
}
