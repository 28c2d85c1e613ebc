import Casework
import Contracts

/// What the world is told of a case: no person, no text of the case, only where it stands.
enum World {
    static func news(
        of facts: [Casework.CaseEvent],
        in state: Case,
        by workflow: Workflow,
        after told: Int,
        at: Instant
    )
        -> [Contracts.CaseEvent]
    {
        var number = told
        return facts.compactMap { fact in
            guard var event = event(fact, in: state, by: workflow) else { return nil }
            number += 1
            event.number = number
            event.at = at
            return event
        }
    }

    private static func event(
        _ fact: Casework.CaseEvent,
        in state: Case,
        by workflow: Workflow
    )
        -> Contracts.CaseEvent?
    {
        func event(_ kind: Contracts.CaseEvent.Kind) -> Contracts.CaseEvent {
            Contracts.CaseEvent(
                kind: kind,
                caseID: state.id,
                caseType: state.workflow,
                number: 0,
                at: state.openedAt,
                publisher: state.publisher,
                externalID: state.externalID
            )
        }
        switch fact {
        case .opened:
            return event(.opened)
        case .stepEnded(let ended):
            var news = event(.progressed)
            news.step = ended.step
            news.stepOutcome = ended.outcome
            return news
        case .deadlineChanged(let change):
            var news = event(.dueChanged)
            news.step = change.ref.step
            news.due = change.deadline?.due?.at
            return news
        case .clockChanged(let change):
            var news = event(.dueChanged)
            news.step = change.step
            news.due = change.deadline.due?.at
            return news
        case .clockBreached(let breach):
            var news = event(.escalated)
            news.step = breach.step
            news.notice = "case-overdue"
            return news
        case .rulingDue(let ruling):
            guard ruling.isOver else { return nil }
            var news = event(.escalated)
            news.step = ruling.ref.step
            news.notice = "ruling-overdue"
            return news
        case .resumed(let resumption):
            guard let cause = resumption.cause else { return nil }
            var news = event(.escalated)
            news.step = resumption.ref.step
            news.notice = cause.rawValue
            return news
        case .noticed(let notice):
            var news = event(.escalated)
            news.step = notice.ref.step
            news.notice = notice.notice
            return news
        case .closed(let closed):
            var news = event(.closed)
            news.outcome = closed.end
            news.publicText = workflow.vocabulary.words(.end, closed.end)
            news.stands = closed.stands
            return news
        case .reopened:
            return event(.reopened)
        case .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .heard, .signed, .held, .requested,
            .ruled,
            .taskEnded, .taskRevoked, .stepSkipped, .repeated, .reassigned, .breached, .excused, .paused,
            .late,
            .child, .ignored, .clockStopped, .endingBegun, .undoOpened:
            return nil
        }
    }
}
