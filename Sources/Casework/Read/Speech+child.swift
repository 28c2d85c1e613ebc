extension Speech {
    /// What became of a case that a task called for.
    func child(_ change: CaseEvent.ChildChange) -> Words {
        let step = act(change.ref)
        let title = caseType(change.workflow)
        switch change.news {
        case .called: return .both("\(step.zh)提起\(title.zh)。", "\(step.en) calls for a case: \(title.en).")
        case .opened(let number):
            let child = child(change.workflow, number)
            return change.rung == nil
                ? .both("\(step.zh)已立案:\(child.zh)。", "\(step.en) opened a case: \(child.en).")
                : .both("就\(step.zh)已立案:\(child.zh)。", "About \(step.en) a case was opened: \(child.en).")
        case .refused(let problems):
            let why = list(problems.map { Words(zh: $0.zh, en: $0.en) })
            return .both(
                "\(step.zh)未能提起\(title.zh):\(why.zh)。",
                "\(step.en) could not open a case (\(title.en)): \(why.en)."
            )
        case .closed(let number, let end, _, _):
            let (child, end) = (child(change.workflow, number), self.end(end))
            return .both("\(child.zh)办结:\(end.zh)。", "The case \(child.en) was closed: \(end.en).")
        case .recalled(let number):
            let child = child(change.workflow, number)
            return .both("\(child.zh)不再需要,请其撤回。", "The case \(child.en) is not needed any more and asked to withdraw.")
        }
    }
}
