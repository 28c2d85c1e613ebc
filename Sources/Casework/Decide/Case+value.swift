extension Case {
    /// Whether a need is met: true, false, or nil while that is undecided (workflow language, section 2.1).
    ///
    /// - Parameters:
    ///   - need: What is asked.
    ///   - path: The steps of a repeat's path; groups that name one of them count only such members.
    ///   - without: Steps read as if they had not been reached yet.
    /// - Returns: The value of the need.
    func value(_ need: Need, path: [String] = [], without: Set<String> = []) -> Bool? {
        switch need {
        case .always: return true
        case .step(let step): return value(step, without) { _ in true }
        case .outcome(let step, let outcomes):
            if !without.contains(step), state(of: step).phase == .skipped { return outcomes.contains("skipped") }
            return value(step, without) { outcomes.contains($0) }
        case .ifStarted(let step):
            guard !without.contains(step) else { return nil }
            switch state(of: step).phase {
            case .ended, .skipped, .revoked, .offered: return true
            case .waiting, .open: return nil
            }
        case .field(let field, let values): return record.word(field).map { values.contains($0) }
        case .end(let names):
            guard let closed, !without.contains("end") else { return nil }
            return names.isEmpty || names.contains(closed.end)
        case .all(let needs): return quorum(needs.count, of: needs, path, without)
        case .any(let needs): return quorum(1, of: Case.narrowed(needs, path), path, without)
        case .atLeast(let count, let needs):
            let counting = Case.narrowed(needs, path)
            return quorum(min(count, counting.count), of: counting, path, without)
        }
    }

    private func value(_ step: String, _ without: Set<String>, _ test: (String) -> Bool) -> Bool? {
        guard !without.contains(step) else { return nil }
        let state = state(of: step)
        switch state.phase {
        case .waiting, .offered, .open: return nil
        case .skipped, .revoked: return false
        case .ended: return test(state.outcome ?? "")
        }
    }

    private func quorum(_ count: Int, of needs: [Need], _ path: [String], _ without: Set<String>) -> Bool? {
        var met = 0
        var undecided = 0
        for need in needs {
            switch value(need, path: path, without: without) {
            case true: met += 1
            case nil: undecided += 1
            case false: break
            }
        }
        if met >= count { return true }
        return met + undecided < count ? false : nil
    }

    private static func narrowed(_ needs: [Need], _ path: [String]) -> [Need] {
        guard !path.isEmpty else { return needs }
        let members = needs.filter { need in need.steps.contains { path.contains($0) } }
        return members.isEmpty ? needs : members
    }
}
