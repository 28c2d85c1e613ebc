extension Workflow {
    /// The steps whose results `step` waits for directly.
    package func needed(by step: String) -> [String] { self[step]?.needs.steps ?? [] }

    /// The steps that wait for `step` directly, in the order of the file.
    ///
    /// A tracking step that waits for the end of the case hangs on every ordinary step.
    package func dependants(of step: String) -> [String] {
        let isTracking = self[step]?.isTracking ?? false
        return steps.compactMap { other in
            let waits = other.needs.steps.contains(step) || (!isTracking && other.needs.namesEnd)
            return waits && other.id != step ? other.id : nil
        }
    }

    /// Every step that waits for `step`, directly or not.
    package func downstream(of step: String) -> Set<String> {
        var found: Set<String> = []
        var open = [step]
        while let next = open.popLast() {
            for dependant in dependants(of: next) where found.insert(dependant).inserted { open.append(dependant) }
        }
        return found
    }

    /// The steps on a path from `first` to `last`, both included, in the order of the file.
    package func path(from first: String, to last: String) -> [String] {
        let below = downstream(of: first).union([first])
        return steps.map(\.id).filter { step in
            below.contains(step) && (step == last || step == first || downstream(of: step).contains(last))
        }
    }
}
