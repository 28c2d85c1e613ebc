import Casework
import Contracts
import Fleet

extension DeskPages {
    /// What was done to a task, in words: a request with what it asks for and why, and with its answer.
    func story(_ sight: Sight, now: Instant, _ language: Language) -> [[String: Any]] {
        let words = words(sight.detail.task.caseType)
        return sight.detail.history.map { line in
            var item: [String: Any] = [
                "at": PageMoments.past(line.at, now: now, language), "who": name(line.by),
                "text": language == .zh ? line.zh : line.en,
            ]
            if let note = line.note { item["note"] = note }
            guard let request = line.request else { return item }
            item["note"] = asked(request, words, language)
            if request.kind != .explain {
                let text = line.answer.map { answered($0, language) } ?? notRuled(request, sight, language)
                item["answer"] = ["text": text, "tone": line.answer.map { $0.granted ? "good" : "red" } ?? "yellow"]
            }
            return item
        }
    }

    /// Who drafted, reviewed and signed: the agency's tasks of the case with whoever did or has them.
    func chain(_ sight: Sight, _ words: FieldWords, now: Instant, _ language: Language) -> [[String: Any]] {
        sight.chain.map { task in
            let done = task.report.completed
            var item: [String: Any] = [
                "id": task.key.id, "step": task.content.title[language], "isThis": task.key == sight.task.key,
                "state": done.map { words.outcome($0.outcome)[language] } ?? task.state.words[language],
            ]
            if task.key.attempt > 1 {
                item["attempt"] = language == .zh ? "第\(task.key.attempt)次" : "attempt \(task.key.attempt)"
            }
            if let who = done?.act.by ?? task.report.holder { item["who"] = name(who) }
            if let at = done?.act.at { item["at"] = PageMoments.past(at, now: now, language) }
            return item
        }
    }

    /// Who has not spoken yet.
    private func notRuled(_ request: StepReport.Request, _ sight: Sight, _ language: Language) -> String {
        let text = PageWords["notRuled"][language]
        guard request.kind == .extend, let party = consent(sight) else { return text }
        return language == .zh ? "\(text)，须征得\(party.zh)同意" : "\(text); it takes the consent of the \(party.en)"
    }

    private func asked(_ request: StepReport.Request, _ words: FieldWords, _ language: Language) -> String {
        let labelled = { (label: String, text: String?) in
            text.map { language == .zh ? "\(PageWords[label].zh)：\($0)" : "\(PageWords[label].en): \($0)" }
        }
        // The reason of a pause is a word of the workflow.
        let reason = request.kind == .pause ? words.pause(request.reason)[language] : request.reason
        let agency = request.suggestedAgency.map { door.registry.words(forParty: $0)?[language] ?? $0 }
        let parts = [
            reason, labelled("basis", request.basis), labelled("suggestedAgency", agency),
            labelled("askedTerm", request.term.map { Span($0)?.words[language] ?? $0 }),
        ]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: language == .zh ? "；" : "; ")
    }

    private func answered(_ answer: Assignment.Standing.Answer, _ language: Language) -> String {
        let word = PageWords[answer.granted ? "granted" : "denied"][language]
        guard let by = answer.by else { return "\(word)\(PageWords["byRule"][language])" }
        let reason = answer.reason.map { language == .zh ? "：\($0)" : ": \($0)" } ?? ""
        return language == .zh ? "督查室\(name(by))\(word)\(reason)" : "\(word) by \(name(by))\(reason)"
    }
}
