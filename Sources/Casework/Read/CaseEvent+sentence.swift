extension CaseEvent {
    /// The fact as one sentence in Chinese and in English; no raw id in it.
    ///
    /// - Parameters:
    ///   - workflow: Gives steps, outcomes and parties their words.
    ///   - people: Names by person id; a person without one is left out of the sentence.
    /// - Returns: The sentence in both languages.
    package func sentence(by workflow: Workflow, people: [String: String] = [:]) -> Words {
        let speech = Speech(workflow: workflow, people: people)
        switch self {
        case .opened(let opening):
            let by = opening.parent.map { parent in
                Words(
                    zh: ",由案件\(parent.caseID)的“\(parent.title.zh)”提起",
                    en: ", called for by “\(parent.title.en)” of the case \(parent.caseID)"
                )
            }
            return .both(
                "受理\(workflow.title.zh):《\(opening.subject)》\(by?.zh ?? "")。",
                "Case opened (\(workflow.title.en)): “\(opening.subject)”\(by?.en ?? "")."
            )
        case .supplemented(let supplement):
            let fields = speech.list(supplement.fields.keys.sorted().map(speech.field))
            return .both("来件方补充材料:\(fields.zh)。", "The publisher added: \(fields.en).")
        case .stepDelayed(let delay):
            let step = speech.step(delay.step)
            let when = delay.until.forPeople
            return .both("\(step.zh)最早于\(when)开始。", "\(step.en) begins at \(when) at the earliest.")
        case .stepOffered(let opening):
            let step = speech.step(opening.step)
            return .both("从现在起可以提出\(step.zh)。", "\(step.en) can be raised from now on.")
        case .stepOpened(let opening): return speech.opened(opening)
        case .raised(let raise):
            let step = speech.step(raise.ref.step)
            return raise.isByTime
                ? .both("\(step.zh)到时自动开始。", "\(step.en) began because its time had come.")
                : .both("\(step.zh)已提出。", "\(step.en) was raised.")
        case .heard(let report):
            let (agency, step) = (speech.party(report.agency), speech.act(report.ref))
            return .both("\(agency.zh)报告了\(step.zh)的情况。", "The \(agency.en) reported on \(step.en).")
        case .signed(let signing):
            let (agency, step) = (speech.party(signing.agency), speech.act(signing.ref))
            let person = speech.person(signing.act.by)
            return .both("\(agency.zh)\(person.zh)签收\(step.zh)。", "The \(agency.en)\(person.en) signed for \(step.en).")
        case .held(let holding):
            let (agency, step) = (speech.party(holding.agency), speech.act(holding.ref))
            let person = speech.person(holding.person)
            return .both(
                "\(agency.zh)确定\(step.zh)的承办人\(person.zh)。",
                "The \(agency.en) named who does \(step.en)\(person.en)."
            )
        case .requested(let asking): return speech.requested(asking)
        case .rulingDue(let ruling): return speech.rulingDue(ruling)
        case .ruled(let ruling): return speech.ruled(ruling)
        case .taskEnded(let end): return speech.ended(end)
        case .taskRevoked(let revocation): return speech.revoked(revocation)
        case .stepEnded(let end):
            let (step, outcome) = (speech.step(end.step), speech.outcome(end.outcome))
            return end.instances == 0
                ? .both("\(step.zh)没有承办对象,无需办理。", "There is nobody to do \(step.en); it is not needed.")
                : .both("\(step.zh)全部结束:\(outcome.zh)。", "\(step.en) is over as a whole: \(outcome.en).")
        case .stepSkipped(let skip):
            let step = speech.step(skip.step)
            return .both("\(step.zh)无需办理。", "\(step.en) is not needed.")
        case .repeated(let repetition): return speech.repeated(repetition)
        case .reassigned(let change):
            let (old, new) = (speech.holder(change.holder), speech.holder(change.new.holder))
            let step = speech.step(change.ref.step)
            guard change.cause == .overdue else {
                return .both(
                    "\(step.zh)由\(old.zh)改交\(new.zh)办理。",
                    "\(step.en) went from the \(old.en) to the \(new.en)."
                )
            }
            let due = speech.until(change.new.deadline)
            return .both(
                "\(old.zh)逾期,\(step.zh)改交\(new.zh)办理\(due.zh)。",
                "\(step.en) went from the \(old.en), who was late, to the \(new.en)\(due.en)."
            )
        case .deadlineChanged(let change): return speech.moved(change)
        case .breached(let breach): return speech.breached(breach)
        case .excused(let excuse): return speech.excused(excuse)
        case .noticed(let notice): return speech.noticed(notice)
        case .clockChanged(let change): return speech.clockChanged(change)
        case .clockBreached(let breach): return speech.clockBreached(breach)
        case .clockStopped(let stop):
            let at = stop.at.forPeople
            return stop.isDone
                ? .both("全案时限于\(at)办结。", "The clock of the case stopped at \(at): done.")
                : .both("全案时限于\(at)终止计时。", "The clock of the case stopped at \(at): nobody has to do it any more.")
        case .paused(let pause):
            let (holder, step) = (speech.holder(pause.holder), speech.act(pause.ref))
            let reason = speech.pause(pause.reason)
            return .both(
                "\(holder.zh)的\(step.zh)暂停计时:\(reason.zh)。",
                "The clock of \(step.en) (\(holder.en)) stopped: \(reason.en)."
            )
        case .resumed(let resumption):
            let (holder, step) = (speech.holder(resumption.holder), speech.act(resumption.ref))
            let due = speech.until(resumption.deadline)
            switch resumption.cause {
            case .pauseCap:
                return .both(
                    "全案暂停已满60日,\(holder.zh)的\(step.zh)自动恢复计时\(due.zh),已报督查室。",
                    "The case has stood still for 60 days: the clock of \(step.en) (\(holder.en)) runs again by itself\(due.en), "
                        + "and the supervision office is told."
                )
            case nil: break
            }
            return .both(
                "\(holder.zh)的\(step.zh)恢复计时\(due.zh)。",
                "The clock of \(step.en) (\(holder.en)) runs again\(due.en)."
            )
        case .late(let late):
            let (agency, step) = (speech.party(late.agency), speech.act(late.ref))
            return .both(
                "\(agency.zh)对\(step.zh)的答复来迟,仅存档,不影响办理。",
                "The answer of the \(agency.en) to \(step.en) came too late; it was filed without effect."
            )
        case .child(let change): return speech.child(change)
        case .ignored(let message): return speech.ignored(message)
        case .endingBegun(let ending):
            let end = speech.end(ending.end)
            let steps = speech.steps(ending.undo)
            return ending.undo.isEmpty
                ? .both("案件中止(\(end.zh)),没有需要撤销的事项。", "The case stops (\(end.en)); nothing has to be undone.")
                : .both("案件中止(\(end.zh)),需撤销:\(steps.zh)。", "The case stops (\(end.en)); to be undone: \(steps.en).")
        case .undoOpened(let opening):
            let (holder, act) = (speech.holder(opening.holder), speech.act(opening.ref))
            let due = speech.until(opening.deadline)
            let covers = opening.covers.joined(separator: "、")
            let about = covers.isEmpty ? Words(zh: "", en: "") : Words(zh: "(\(covers))", en: " (\(covers))")
            return .both(
                "交\(holder.zh)办理\(act.zh)\(about.zh)\(due.zh)。",
                "Given to the \(holder.en): \(act.en)\(about.en)\(due.en)."
            )
        case .closed(let close):
            let (end, stands) = (speech.end(close.end), speech.steps(close.stands))
            return close.stands.isEmpty
                ? .both("案件办结:\(end.zh)。", "Case closed: \(end.en).")
                : .both(
                    "案件办结:\(end.zh)。以下事项不可撤销,继续有效:\(stands.zh)。",
                    "Case closed: \(end.en). These cannot be taken back and stand: \(stands.en)."
                )
        case .reopened: return .both("案件重新办理。", "The case was opened again.")
        }
    }

    /// True when the fact belongs into the history people read; false for what only repeats its neighbour.
    package var isForPeople: Bool {
        switch self {
        case .heard: false
        case .stepEnded(let end): end.instances != 1
        case .stepSkipped(let skip): !skip.wasOffered
        case .child(let change): if case .called = change.news { false } else { true }
        case .deadlineChanged, .opened, .supplemented, .stepDelayed, .stepOffered, .stepOpened, .raised, .signed, .held,
            .requested, .rulingDue, .ruled, .taskEnded, .taskRevoked, .repeated, .reassigned, .breached, .excused,
            .noticed,
            .clockChanged, .clockBreached, .clockStopped,
            .paused, .resumed, .late, .ignored, .endingBegun, .undoOpened, .closed, .reopened:
            true
        }
    }
}
