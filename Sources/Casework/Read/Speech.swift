/// Puts ids into the words of a workflow, for sentences people read.
struct Speech {
    let workflow: Workflow
    /// Names by person id.
    var people: [String: String] = [:]

    private var vocabulary: Vocabulary { workflow.vocabulary }

    /// The step's title in quotation marks.
    func step(_ id: String) -> Words {
        let title = workflow[id]?.title ?? Vocabulary.asWords(id)
        return Words(zh: "“\(title.zh)”", en: "“\(title.en)”")
    }

    func steps(_ ids: [String]) -> Words { list(ids.map(step)) }

    /// The step of a task, or what its undo is called.
    func act(_ ref: TaskRef) -> Words {
        guard ref.isUndo, case .act(let title, _, _) = workflow[ref.step]?.undo else { return step(ref.step) }
        return Words(zh: "“\(title.zh)”", en: "“\(title.en)”")
    }

    /// An agency, or an outside party with the agency that acts for it.
    func holder(_ holder: CaseTask.Holder) -> Words {
        let agency = party(holder.agency)
        guard let id = holder.party else { return agency }
        let party = party(id)
        return Words(zh: "\(party.zh)(\(agency.zh)代办)", en: "\(party.en) (through the \(agency.en))")
    }

    func party(_ id: String) -> Words { vocabulary.words(.party, id) }

    /// An outcome; a step that waits for a case has the ends of that for its outcomes.
    func outcome(_ id: String) -> Words { vocabulary.known(.outcome, id) ?? vocabulary.words(.end, id) }

    func caseType(_ workflow: String) -> Words { vocabulary.words(.caseType, workflow) }

    /// `联席会议WH-…`.
    func child(_ workflow: String, _ number: String) -> Words {
        let title = caseType(workflow)
        return Words(zh: "\(title.zh)\(number)", en: "\(title.en) \(number)")
    }

    func end(_ id: String) -> Words { vocabulary.words(.end, id) }

    func notice(_ id: String) -> Words { vocabulary.words(.notice, id) }

    func recipient(_ id: String) -> Words { vocabulary.recipient(id) }

    func pause(_ id: String) -> Words { vocabulary.words(.pause, id) }

    func field(_ id: String) -> Words { vocabulary.words(.field, id) }

    /// The name of a person in brackets, nothing for a person without one.
    func person(_ id: String?) -> Words {
        guard let name = id.flatMap({ people[$0] }) else { return Words(zh: "", en: "") }
        return Words(zh: "(\(name))", en: " (\(name))")
    }

    func list(_ words: [Words]) -> Words {
        Words(zh: words.map(\.zh).joined(separator: "、"), en: words.map(\.en).joined(separator: ", "))
    }

    /// The last day of a deadline, or its minute when it does not end at midnight.
    func due(_ at: Instant) -> String { at.timeOfDay == 0 ? LocalDate(at + -1).description : at.forPeople }

    func kind(_ kind: StepReport.Request.Kind) -> Words {
        switch kind {
        case .return: Words(zh: "退回", en: "to give back")
        case .extend: Words(zh: "延期", en: "more time")
        case .pause: Words(zh: "暂停计时", en: "a pause")
        case .explain: Words(zh: "说明情况", en: "to explain")
        }
    }

    /// `1个月,自“交办”完成起`: how a deadline was counted.
    func rule(_ due: Deadline.Due) -> Words {
        let span = due.span.words
        let isBefore = due.side == .before
        switch due.anchor {
        case .opening: return Words(zh: "\(span.zh),自本步骤开始起", en: "\(span.en) from its opening")
        case .acceptance: return Words(zh: "\(span.zh),自受理起", en: "\(span.en) from the acceptance of the case")
        case .due: return span
        case .step(let id):
            let step = step(id)
            return isBefore
                ? Words(zh: "\(step.zh)完成前\(span.zh)", en: "\(span.en) before the end of \(step.en)")
                : Words(zh: "\(span.zh),自\(step.zh)完成起", en: "\(span.en) from the end of \(step.en)")
        case .stepDue(let id):
            let step = step(id)
            return isBefore
                ? Words(zh: "\(step.zh)期限前\(span.zh)", en: "\(span.en) before the due date of \(step.en)")
                : Words(zh: "\(step.zh)期限后\(span.zh)", en: "\(span.en) after the due date of \(step.en)")
        case .field(let id):
            let field = field(id)
            if due.span == .days(0) { return Words(zh: "\(field.zh)当日", en: "the day given as “\(field.en)”") }
            return isBefore
                ? Words(zh: "\(field.zh)前\(span.zh)", en: "\(span.en) before the day given as “\(field.en)”")
                : Words(zh: "\(field.zh)后\(span.zh)", en: "\(span.en) after the day given as “\(field.en)”")
        }
    }
}

extension Words {
    /// Puts both languages together in one go.
    static func both(_ zh: String, _ en: String) -> Words { Words(zh: zh, en: en) }
}
