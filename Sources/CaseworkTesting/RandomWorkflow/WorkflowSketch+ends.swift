import Casework

extension WorkflowSketch {
    /// Makes the ends: some that take everything back, some for what was decided, and a last one that fits every run.
    mutating func makeEnds() {
        var names = dice.shuffled(CloseReason.allCases.map(\.rawValue).filter { $0 != "withdrawn" })
        makeUndoEnds(&names)
        var left = Set(runs.indices.filter { runs[$0].end == nil })
        let rest = runs.map(\.atRest)
        for _ in 0..<dice.number(0...3) {
            guard let need = endNeed() else { continue }
            let hits = left.filter { rest[$0].value(need) == true }
            guard !hits.isEmpty, hits.count < left.count, let name = names.popLast() else { continue }
            let reason = dice.chance(15) ? dice.pick(CloseReason.allCases.map(\.rawValue)) : name
            ends.append((name, reason == name ? need.yaml : "{needs: \(need.yaml), is: \(reason)}"))
            for run in hits { runs[run].close(name) }
            left.subtract(hits)
        }
        let name = names.popLast() ?? "resolved"
        ends.append((name, lastNeed().yaml))
        for run in left { runs[run].close(name) }
    }

    /// Makes ends that fire at once, unless they would keep a step or another end from ever coming.
    private mutating func makeUndoEnds(_ names: inout [String]) {
        var undoing: [(name: String, need: Need)] = []
        if self["withdraw"] != nil, isHarmless([.step("withdraw")]) { undoing.append(("withdrawn", .step("withdraw"))) }
        if dice.chance(20), let need = decision(), isHarmless(undoing.map(\.need) + [need]), let name = names.popLast()
        {
            undoing.append((name, need))
        }
        for (name, need) in undoing {
            ends.append((name, "{needs: \(need.yaml), undo: true}"))
            for run in runs.indices where runs[run].value(need) == true { runs[run].close(name) }
        }
    }

    /// True when some run comes to each of these ends before the others, and without any of them every step still opens.
    private func isHarmless(_ needs: [Need]) -> Bool {
        let met = runs.map { run in needs.indices.filter { run.value(needs[$0]) == true } }
        let causes = Set(needs.flatMap(\.steps))
        return needs.indices.allSatisfy { need in met.contains([need]) } && met.contains([])
            && steps.allSatisfy { step in
                runs.indices.contains { run in
                    runs[run].hasOpened(step.id)
                        && (met[run].isEmpty || causes.contains(step.id) && met[run].count == 1)
                }
            }
    }

    /// A result of a step that has several.
    private mutating func decision() -> Need? {
        let deciding = steps.filter { $0.outcomes.count > 1 && !$0.isOffer }
        guard !deciding.isEmpty else { return nil }
        let step = dice.pick(deciding)
        return .outcome(step.id, [dice.pick(step.outcomes)])
    }

    private mutating func endNeed() -> Need? {
        let step = dice.pick(steps)
        let first = decision() ?? .step(step.id)
        switch dice.number(0...9) {
        case 0...3: return first
        case 4: return .step(step.id)
        case 5: return gate().map { .all([first, $0]) }
        case 6: return gate()
        case 7: return .all([first, .step(step.id)])
        case 8: return .any([first, .step(step.id)])
        case _: return .all([first, .ifStarted(step.id)])
        }
    }

    /// What is true of every run that comes to rest: the first step always opens and ends.
    private mutating func lastNeed() -> Need {
        let first = steps[0].id
        let other = dice.pick(steps)
        switch dice.number(0...9) {
        case 0...5: return .step(first)
        case 6...7: return .ifStarted(other.id)
        case 8: return .any([.step(other.id), .step(first)])
        case _: return .atLeast(1, [.ifStarted(other.id), .step(first)])
        }
    }
}
