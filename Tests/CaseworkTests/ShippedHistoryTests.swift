import Casework
import CaseworkTesting
import Testing

/// What people read of one case of each newer type, word for word.
@Suite struct TheHistoryOfACaseOfEachType {
    private func lines(_ name: String, _ language: Language) throws -> String {
        let play = try ShippedCases.played(name)
        try #require(play.state.isQuiet, "\(name): \(play.open) \(play.state.timers)")
        return zip(play.events, play.moments).filter { $0.0.isForPeople }.map { event, moment in
            "\(moment.forPeople) \(event.sentence(by: play.workflow, people: [:])[language])"
        }.joined(separator: "\n")
    }

    @Test(arguments: ShippedCases.names)
    func isOneGoldenTextInChinese(name: String) throws {
        let text = try lines(name, .zh)
        #expect(text == GoldenHistory.shipped[name]?[.zh])
    }

    @Test(arguments: ShippedCases.names)
    func isOneGoldenTextInEnglish(name: String) throws {
        let text = try lines(name, .en)
        #expect(text == GoldenHistory.shipped[name]?[.en])
    }

    /// Steps, outcomes, parties and notices have words: none is shown by its id.
    @Test(arguments: ShippedCases.names)
    func holdsNoRawWordOfTheMachine(name: String) throws {
        let workflow = try Fixture.workflow(name)
        let text = try lines(name, .zh)
        let ids = workflow.steps.flatMap { [$0.id] + $0.outcomes } + ["justice", "housing", "police", "civil-affairs"]
        for id in ids { #expect(!text.contains(id), "\(id)") }
    }
}
