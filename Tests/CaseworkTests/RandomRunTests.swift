import Casework
import CaseworkTesting
import Testing

/// Random runs: agencies answer, ask, keep silent; messages come twice and out of order; time jumps.
@Suite struct ARandomRun {
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func neverChangesAnythingWhenAnInputIsRepeated(seed: UInt64) throws {
        var run = try RandomRun(seed: seed)
        for _ in 0..<150 {
            guard let input = run.next() else { break }
            let before = run.play.state
            let first = run.play.send(input)
            #expect(first.reduce(before) { evolve($0, $1) } == run.play.state, "seed \(seed)")
            #expect(run.play.send(input) == [], "seed \(seed): \(input)")
        }
    }

    @Test(arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
    func comesToAnEndWhateverPeopleDo(seed: UInt64) throws {
        var run = try RandomRun(seed: seed)
        for _ in 0..<600 where !run.play.state.isQuiet {
            guard let input = run.next() else { break }
            run.play.send(input)
        }
        #expect(run.play.state.closed != nil, "seed \(seed): \(run.play.open)")
        #expect(
            run.play.state.openTasks.allSatisfy { run.play.workflow[$0.ref.step]?.isTracking == true },
            "seed \(seed)"
        )
    }

    @Test(arguments: [41, 42, 43, 44] as [UInt64])
    func neverHasATimerThatComesWithoutEffect(seed: UInt64) throws {
        var run = try RandomRun(seed: seed)
        for _ in 0..<300 {
            guard let input = run.next() else { break }
            run.play.send(input)
            while let timer = run.play.state.timers.first, timer.at <= run.play.clock.now {
                #expect(!run.play.send(.timer(timer.timer)).isEmpty, "seed \(seed): \(timer)")
                try #require(run.play.state.timers.first != timer)
            }
        }
    }

    @Test(arguments: [21, 22, 23] as [UInt64])
    func tellsEachNoticeOnceForEachTaskAndRung(seed: UInt64) throws {
        var run = try RandomRun(seed: seed)
        for _ in 0..<300 {
            guard let input = run.next() else { break }
            run.play.send(input)
        }
        let notices = run.play.events.compactMap { if case .noticed(let notice) = $0 { notice } else { nil } }
        let keys = notices.map { "\($0.ref.id(in: "")) \($0.rung)" }
        #expect(Set(keys).count == keys.count, "seed \(seed)")
        #expect(!notices.isEmpty, "seed \(seed)")
    }

    @Test(arguments: [31, 32, 33] as [UInt64])
    func saysEveryFactWithoutARawId(seed: UInt64) throws {
        var run = try RandomRun(seed: seed)
        for _ in 0..<300 {
            guard let input = run.next() else { break }
            run.play.send(input)
            for item in run.play.state.waiting(by: run.play.workflow, at: run.play.clock.now) {
                check(item.sentence, seed)
            }
        }
        for event in run.play.events { check(event.sentence(by: run.play.workflow), seed) }
    }

    /// Ids of the workflow are ASCII words with a hyphen or a capital inside; Chinese sentences have none at all.
    private func check(_ words: Words, _ seed: UInt64) {
        let allowed = ["sub-district", "leading-group", "co-signers", "co-handling", "co-handlers", "follow-up"]
        let pieces = words.en.split { !($0.isASCII && ($0.isLetter || $0 == "-")) }.map(String.init)
        let raw = pieces.filter { piece in
            guard !allowed.contains(piece.lowercased()) else { return false }
            return piece.contains("-") && piece.contains(where: \.isLetter)
                || piece.dropFirst().contains(where: \.isUppercase)
        }
        #expect(raw == [], "seed \(seed): \(words.en)")
        let latin = words.zh.split { !($0.isASCII && $0.isLetter) }.map(String.init)
        #expect(latin == [], "seed \(seed): \(words.zh)")
    }
}

/// People who answer by chance, played from a seed.
private struct RandomRun {
    var play: Play
    private var random: SeededGenerator
    private var sent: [CaseInput] = []
    private var count = 0
    private var isOpen = false

    init(seed: UInt64) throws {
        play = try DeputySuggestion.play()
        random = SeededGenerator(seed: seed)
    }

    mutating func next() -> CaseInput? {
        guard isOpen else {
            isOpen = true
            play.open(DeputySuggestion.fields)
            return next()
        }
        count += 1
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<11: return answer() ?? timer()
        case 11..<15: return timer() ?? answer()
        case 15: return old() ?? answer()
        case 16: return ask() ?? answer()
        case 17: return ruling() ?? answer()
        case 18 where Int.random(in: 0..<8, using: &random) == 0:
            let raise = CaseInput.Raise(id: "r\(count)", step: "withdraw", by: "suggestions", at: play.clock.now)
            return keep(.raise(raise))
        case _: return answer() ?? timer()
        }
    }

    private mutating func keep(_ input: CaseInput) -> CaseInput {
        sent.append(input)
        return input
    }

    private mutating func old() -> CaseInput? { sent.randomElement(using: &random) }

    private mutating func timer() -> CaseInput? {
        guard let next = play.state.timers.first else { return nil }
        play.clock.advance(to: next.at)
        return keep(.timer(next.timer))
    }

    private mutating func answer() -> CaseInput? {
        play.clock.advance(minutes: Int64.random(in: 1...2_000, using: &random))
        guard let task = play.state.openTasks.randomElement(using: &random), let step = play.workflow[task.ref.step]
        else {
            return nil
        }
        let outcome = task.ref.isUndo ? "done" : step.outcomes.randomElement(using: &random) ?? "done"
        var fields: [String: Value] = [:]
        for field in step.form.fields {
            fields[field.name] = field.choices.randomElement(using: &random).map(Value.text) ?? "2023-12-29"
        }
        let act = StepReport.Act(by: "person-\(count % 7)", unit: "bureau", at: play.clock.now)
        let completed = StepReport.Completion(act: act, outcome: outcome, fields: fields)
        return keep(.report(agency: task.holder.agency, play.report(task, completed: completed)))
    }

    private mutating func ask() -> CaseInput? {
        guard let task = play.state.openTasks.randomElement(using: &random) else { return nil }
        let act = StepReport.Act(by: "person-1", unit: "bureau", at: play.clock.now)
        let kinds: [StepReport.Request.Kind] = [.return, .extend, .pause]
        var report = play.report(task)
        let kind = kinds.randomElement(using: &random) ?? .extend
        report.requests = [StepReport.Request(id: "q\(count)", kind: kind, act: act, reason: "理由", term: "5wd")]
        return keep(.report(agency: task.holder.agency, report))
    }

    private mutating func ruling() -> CaseInput? {
        guard let task = play.state.openTasks.randomElement(using: &random) else { return nil }
        let decisions: [Ruling.Decision] = [
            .waive(task.ref), .pause(task.ref, reason: "force-majeure"), .resume(task.ref),
            .extend(task.ref, by: .workingDays(2)),
            .reassign(task.ref, agency: "justice"),
            .grant(task.ref, request: task.requests.last?.request.id ?? "", agency: "police"),
        ]
        let decision = decisions.randomElement(using: &random) ?? .waive(task.ref)
        return keep(
            .rule(
                Ruling(
                    id: "u\(count)",
                    by: "coordinator-wang",
                    reason: "理由",
                    decision: decision,
                    consent: "已复函同意"
                )
            )
        )
    }
}
