extension Speech {
    /// `,期限2023-05-29`, nothing without a deadline.
    func until(_ deadline: Deadline?) -> Words {
        guard let due = deadline?.due else { return Words(zh: "", en: "") }
        return Words(zh: ",期限\(self.due(due.at))", en: ", due \(self.due(due.at))")
    }

    func opened(_ opening: CaseEvent.StepOpened) -> Words {
        let step = step(opening.step)
        let holders = list(opening.tasks.map { holder($0.holder) })
        let due = until(opening.tasks.first?.deadline)
        let again = opening.attempt > 1
        let count = opening.attempt
        return .both(
            "\(step.zh)开始\(again ? "(第\(count)次)" : ""),由\(holders.zh)办理\(due.zh)。",
            "\(step.en) began\(again ? " (attempt \(count))" : ""), with the \(holders.en)\(due.en)."
        )
    }

    func requested(_ asking: CaseEvent.Requested) -> Words {
        let (agency, step, kind) = (party(asking.agency), act(asking.ref), kind(asking.request.kind))
        if asking.request.kind == .explain {
            return .both(
                "\(agency.zh)就\(step.zh)说明情况:\(asking.request.reason)。",
                "The \(agency.en) explained itself about \(step.en): \(asking.request.reason)."
            )
        }
        return .both(
            "\(agency.zh)就\(step.zh)申请\(kind.zh):\(asking.request.reason)。",
            "The \(agency.en) asked \(kind.en) for \(step.en): \(asking.request.reason)."
        )
    }

    func ruled(_ ruling: CaseEvent.Ruled) -> Words {
        let office = party("coordinator")
        let step = ruling.ref.map(act) ?? Words(zh: "本案", en: "the case")
        if let refusal = ruling.refusal, let kind = ruling.kind.map(self.kind) {
            let why = self.refusal(refusal)
            return .both(
                "\(step.zh)的\(kind.zh)申请不予受理:\(why.zh)。",
                "The request (\(kind.en)) for \(step.en) is refused: \(why.en)."
            )
        }
        let person = person(ruling.by)
        let reason = ruling.reason
        guard let kind = ruling.kind.map(self.kind) else {
            let consent = consent(to: ruling)
            return .both(
                "\(office.zh)\(person.zh)就\(step.zh)作出裁定:\(reason)\(consent.zh)。",
                "The \(office.en)\(person.en) ruled on \(step.en): \(reason)\(consent.en)."
            )
        }
        let consent = consent(to: ruling)
        return ruling.granted
            ? .both(
                "\(office.zh)\(person.zh)同意\(step.zh)的\(kind.zh)申请:\(reason)\(consent.zh)。",
                "The \(office.en)\(person.en) granted the request (\(kind.en)) for \(step.en): \(reason)\(consent.en)."
            )
            : .both(
                "\(office.zh)\(person.zh)不同意\(step.zh)的\(kind.zh)申请:\(reason)。",
                "The \(office.en)\(person.en) denied the request (\(kind.en)) for \(step.en): \(reason)."
            )
    }

    /// `(市领导小组办公室已同意:来函)`, nothing where nobody has to consent.
    private func consent(to ruling: CaseEvent.Ruled) -> Words {
        guard let said = ruling.consent, let step = ruling.ref?.step,
            let party = workflow[step]?.allow.extend?.consent.map(recipient)
        else { return Words(zh: "", en: "") }
        return Words(zh: "(\(party.zh)已同意:\(said))", en: " (with the consent of the \(party.en): \(said))")
    }

    func rulingDue(_ ruling: CaseEvent.RulingDue) -> Words {
        let (office, holder, step) = (party("coordinator"), holder(ruling.holder), act(ruling.ref))
        let day = due(ruling.due)
        return ruling.isOver
            ? .both(
                "\(office.zh)未在\(day)前对\(holder.zh)就\(step.zh)提出的退回申请作出裁定,已记逾期。",
                "The \(office.en) did not rule by \(day) on the request of the \(holder.en) to give back \(step.en); it is "
                    + "recorded."
            )
            : .both(
                "节假日安排变更,\(office.zh)对\(holder.zh)就\(step.zh)提出的退回申请须在\(day)前裁定。",
                "The calendar has changed. The \(office.en) is to rule by \(day) on the request of the \(holder.en) to give "
                    + "back \(step.en)."
            )
    }

    private func refusal(_ refusal: CaseEvent.Ruled.Refusal) -> Words {
        switch refusal {
        case .tooLate: .both("已过申请时限", "it came too late")
        case .tooOften: .both("已达次数上限", "it was granted as often as allowed")
        case .notAllowed: .both("该步骤不允许", "this step does not allow it")
        }
    }

    func ended(_ end: CaseEvent.TaskEnded) -> Words {
        let (holder, step, outcome) = (holder(end.holder), act(end.ref), outcome(end.outcome))
        let person = person(end.act?.by)
        let document = end.document.map { Words(zh: ",文号\($0)", en: ", document \($0)") } ?? Words(zh: "", en: "")
        switch end.cause {
        case .answer where end.ref.isUndo:
            return .both(
                "\(holder.zh)\(person.zh)完成\(step.zh)\(document.zh)。",
                "The \(holder.en)\(person.en) did \(step.en)\(document.en)."
            )
        case .answer:
            return .both(
                "\(holder.zh)\(person.zh)办结\(step.zh):\(outcome.zh)\(document.zh)。",
                "The \(holder.en)\(person.en) ended \(step.en): \(outcome.en)\(document.en)."
            )
        case .time:
            return .both(
                "\(holder.zh)的\(step.zh)到期结束:\(outcome.zh)。",
                "The time of the \(holder.en) for \(step.en) ran out: \(outcome.en)."
            )
        case .child:
            return .both("\(step.zh)结束:\(outcome.zh)。", "\(step.en) ended: \(outcome.en).")
        case .ruling:
            return .both(
                "\(holder.zh)的\(step.zh)经裁定结束:\(outcome.zh)。",
                "\(step.en) of the \(holder.en) ended by ruling: \(outcome.en)."
            )
        }
    }

    func revoked(_ revocation: CaseEvent.TaskRevoked) -> Words {
        let (holder, step) = (holder(revocation.holder), act(revocation.ref))
        if revocation.cause == .offerOver {
            return .both("从现在起不能再提出\(step.zh)。", "\(step.en) can no longer be raised.")
        }
        let why: Words =
            switch revocation.cause {
            case .enough: .both("其他单位已足够", "enough others have answered")
            case .repeated: .both("案件退回前面的步骤", "the case went back to an earlier step")
            case .ending: .both("案件中止", "the case stops")
            case .offerOver: .both("已过可提出的阶段", "its time is over")
            case .overtaken: .both("同一单位已另有新任务", "a newer task of the same agency takes its place")
            }
        return .both(
            "\(holder.zh)的\(step.zh)不再办理:\(why.zh)。",
            "\(step.en) of the \(holder.en) is withdrawn: \(why.en)."
        )
    }

    func repeated(_ repetition: CaseEvent.Repeated) -> Words {
        let (step, from) = (step(repetition.step), step(repetition.from))
        let term = repetition.term?.words
        let new = Words(zh: term.map { ",重新计时\($0.zh)" } ?? "", en: term.map { "; a new term of \($0.en) runs" } ?? "")
        guard let outcome = repetition.outcome.map(outcome) else {
            return .both("经裁定退回\(from.zh)\(new.zh)。", "By ruling the case goes back to \(from.en)\(new.en).")
        }
        return .both(
            "\(step.zh)的结果是\(outcome.zh),退回\(from.zh)(第\(repetition.count)次)\(new.zh)。",
            "\(step.en) ended with “\(outcome.en)”; the case goes back to \(from.en) (time \(repetition.count))\(new.en)."
        )
    }

    private func cause(_ cause: CaseEvent.DeadlineChanged.Cause?) -> Words {
        switch cause {
        case .fields, .extension, nil: Words(zh: "", en: "")
        case .calendar: Words(zh: "节假日安排变更,", en: "The calendar has changed. ")
        }
    }

    func moved(_ change: CaseEvent.DeadlineChanged) -> Words {
        let (holder, step) = (holder(change.holder), act(change.ref))
        guard let due = change.deadline?.due.map({ self.due($0.at) }) else {
            return .both("\(holder.zh)的\(step.zh)不再有期限。", "\(step.en) of the \(holder.en) has no deadline any more.")
        }
        let cause = cause(change.cause)
        if change.isKept == true {
            return .both(
                "\(cause.zh)\(holder.zh)的\(step.zh)期限不变(\(due)),提醒随之调整。",
                "\(cause.en)The deadline of \(step.en) (\(holder.en)) stays \(due), its notices move."
            )
        }
        return .both(
            "\(cause.zh)\(holder.zh)的\(step.zh)期限改为\(due)。",
            "\(cause.en)The deadline of \(step.en) (\(holder.en)) is now \(due)."
        )
    }

    func breached(_ breach: CaseEvent.Breached) -> Words {
        let (holder, step) = (holder(breach.holder), act(breach.ref))
        let day = due(breach.due)
        let source = breach.source.map { Words(zh: "(依据:\($0))", en: " (rule: \($0))") } ?? Words(zh: "", en: "")
        return .both(
            "\(holder.zh)未在\(day)前完成\(step.zh)\(source.zh),已记逾期。",
            "The \(holder.en) did not end \(step.en) by \(day)\(source.en); the breach is recorded."
        )
    }

    func clockChanged(_ change: CaseEvent.ClockChanged) -> Words {
        guard let due = change.deadline.due else { return .both("全案没有时限。", "The case has no deadline.") }
        let (day, rule, cause) = (self.due(due.at), rule(due), cause(change.cause))
        return .both(
            "\(cause.zh)全案期限为\(day)(\(rule.zh))。",
            "\(cause.en)The case is due \(day) (\(rule.en))."
        )
    }

    func clockBreached(_ breach: CaseEvent.ClockBreached) -> Words {
        let (step, day) = (step(breach.step), due(breach.due))
        let source = breach.source.map { Words(zh: "(依据:\($0))", en: " (rule: \($0))") } ?? Words(zh: "", en: "")
        return .both(
            "全案逾期:到\(day)仍未完成\(step.zh)\(source.zh)。",
            "The case is late: \(step.en) was not done by \(day)\(source.en)."
        )
    }

    func excused(_ excuse: CaseEvent.Excused) -> Words {
        let (holder, step) = (holder(excuse.holder), act(excuse.ref))
        if let act = excuse.act {
            return .both(
                "\(holder.zh)已于\(act.at.forPeople)办理\(step.zh),逾期不计。",
                "The \(holder.en) had done \(step.en) at \(act.at.forPeople); the breach does not count."
            )
        }
        return .both(
            "经裁定,\(holder.zh)办理\(step.zh)的逾期不计。",
            "By ruling, the breach of the \(holder.en) in \(step.en) does not count."
        )
    }

    func noticed(_ notice: CaseEvent.Noticed) -> Words {
        let (holder, step) = (holder(notice.holder), act(notice.ref))
        let (name, to) = (self.notice(notice.notice), recipient(notice.to))
        let answer = notice.answerBy.map { due($0) }
        let number = notice.number.map { Words(zh: ",文号\($0)", en: ", number \($0)") } ?? Words(zh: "", en: "")
        let until = answer.map { Words(zh: ",限\($0)前答复", en: ", to be answered by \($0)") } ?? Words(zh: "", en: "")
        return .both(
            "就\(step.zh)向\(holder.zh)发出\(name.zh)(送\(to.zh))\(number.zh)\(until.zh)。",
            "To the \(holder.en), about \(step.en): \(name.en) (to: \(to.en))\(number.en)\(until.en)."
        )
    }

    func ignored(_ message: CaseEvent.Ignored) -> Words {
        let step = message.step.map(step) ?? Words(zh: "本案", en: "the case")
        let why: Words =
            switch message.reason {
            case .unknownStep: .both("没有这个步骤", "there is no such step")
            case .notOpen: .both("该步骤没有进行中的任务", "that task was never open")
            case .notAssignee: .both("来件机关不是承办机关", "it came from an agency that does not have the task")
            case .unknownOutcome: .both("结果不在允许范围内", "the result is not one the step can have")
            case .incomplete: .both("缺少必填内容", "something required is missing")
            case .fourEyes: .both("同一人不得办理前后两个环节", "the same person may not do both")
            case .notOffered: .both("目前不能提出", "it cannot be raised now")
            case .notPossible: .both("目前不能这样裁定", "no such ruling is possible now")
            case .ownRequest: .both("申请人不得自行裁定", "whoever asked does not rule")
            case .pauseNotAllowed:
                .both("该步骤不得因此暂停,或全案暂停已满60日", "the step may not stand still for that, or the case has for 60 days")
            case .childDecides: .both("该步骤随所立案件办结", "the step ends with the case that it opened")
            case .consentMissing: .both("延期须先征得同意,裁定未写明", "more time takes a consent, and the ruling names none")
            }
        return .both("收到一份关于\(step.zh)的无效消息,未采用:\(why.zh)。", "A message about \(step.en) had no effect: \(why.en).")
    }
}
