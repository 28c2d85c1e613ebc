import Casework
import CaseworkTesting
import Contracts
import Testing

@Suite struct AWorkflowMadeByChance {
    static let seeds = UInt64(1)...300
    /// Each seed with its text and what the loader makes of it, labels asked for.
    static let made = Result {
        let files = try Fixture.files()
        return seeds.map { seed in
            let text = RandomWorkflow.text(seed: seed, name: "random-case", calls: seed % 4 == 1)
            let read = files.workflow(text, file: "random-case.yaml")
            return (seed: seed, text: text, workflow: read.workflow, problems: read.problems)
        }
    }

    @Test func isTheSameForTheSameSeed() {
        for seed in AWorkflowMadeByChance.seeds.prefix(20) {
            let text = RandomWorkflow.text(seed: seed, name: "random-case")
            #expect(RandomWorkflow.text(seed: seed, name: "random-case") == text, "seed \(seed)")
            #expect(RandomWorkflow.text(seed: seed + 1, name: "random-case") != text, "seed \(seed)")
        }
    }

    @Test func holdsBeforeTheFullCheckAndShowsEveryPartOfTheLanguage() throws {
        var counts: [String: Int] = [:]
        var states: [Int] = []
        for (seed, text, workflow, problems) in try AWorkflowMadeByChance.made.get() {
            let workflow = try #require(workflow, "seed \(seed): \(problems.map(\.en))\n\(text)")
            #expect(problems == [], "seed \(seed)")
            let found = Exploration(workflow, .full, limit: 20_000)
            states.append(found.states)
            #expect(found.isComplete && found.stuck == nil, "seed \(seed): \(found.stuck ?? [])\n\(text)")
            #expect(found.opened == Set(workflow.steps.map(\.id)), "seed \(seed)\n\(text)")
            #expect(found.ends == Set(workflow.ends.map(\.name)), "seed \(seed)\n\(text)")
            for feature in RandomWorkflowFeatures.all where feature.holds(workflow) {
                counts[feature.name, default: 0] += 1
            }
        }
        for feature in RandomWorkflowFeatures.all {
            #expect(counts[feature.name, default: 0] > 0, "\(feature.name) never occurs")
        }
        states.sort()
        print(
            "states: median \(states[states.count / 2]), nine in ten \(states[states.count * 9 / 10]), most \(states.last ?? 0)"
        )
        print(RandomWorkflowFeatures.all.map { "\($0.name) \(counts[$0.name, default: 0])" }.joined(separator: ", "))
    }

    @Test func leavesEverybodyTimeOnEveryKindOfDay() throws {
        let calendar = try Fixture.calendar()
        // Before, in and after the long holidays, and where a month ends on one of them.
        let days = ["2024-02-08", "2024-03-29", "2024-04-30", "2024-09-28", "2024-12-31"].compactMap { LocalDate($0) }
        for (seed, _, workflow, _) in try AWorkflowMadeByChance.made.get() {
            let workflow = try #require(workflow)
            for day in days {
                let problems = WorkflowCheck.deadlines(of: workflow, calendar: calendar, from: day, through: day)
                #expect(problems == [], "seed \(seed): \(problems.map(\.en))")
            }
        }
    }

    @Test func comesWithFieldsThatItsFormsTake() throws {
        let books = try Fixture.books()
        let sample = FieldSample(today: LocalDate(dayNumber: 19_467), person: "housing-li")
        for (seed, _, workflow, _) in try AWorkflowMadeByChance.made.get().prefix(100) {
            let workflow = try #require(workflow)
            let intake = RandomWorkflow.example(of: workflow, seed: seed)
            try check(intake, workflow.form, nil)
            for step in workflow.steps {
                for outcome in step.outcomes {
                    let fields = RandomWorkflow.answer(
                        to: step.form,
                        outcome: outcome,
                        seed: seed,
                        on: sample.today
                    )
                    try check(fields, step.form, outcome)
                }
            }
        }
        func check(_ fields: [String: Value], _ form: Form, _ outcome: String?) throws {
            let depth = books.registry.depth(of: "random-case")
            let made = FormCheck.make(
                form: form,
                registry: books.registry,
                depth: depth,
                sample: sample,
                isClosed: true
            )
            let problems = try #require(made.subject).check(fields, outcome: outcome).problems
            #expect(problems == [], "\(fields)")
        }
    }
}
