import Casework
import CaseworkTesting
import Testing

@Suite struct TheWholeHistory {
    /// One case with everything: a silent co-handler, a dissatisfied deputy, a second answer, publication, filing.
    private func lines(_ language: Language) throws -> String {
        var play = try DeputySuggestion.assigned()
        DeputySuggestion.submit("justice", &play)
        DeputySuggestion.submit("civil-affairs", &play, outcome: "no-opinion")
        DeputySuggestion.contact(&play)
        play.pass(to: try Instant.city("2023-05-31 09:00"))
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play, number: 88)
        DeputySuggestion.deliver(&play)
        DeputySuggestion.evaluate(&play, "dissatisfied")
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play, number: 89)
        DeputySuggestion.deliver(&play)
        DeputySuggestion.publish(&play)
        DeputySuggestion.evaluate(&play, "satisfied")
        play.complete("archive", by: "housing-li")
        return zip(play.events, play.moments).filter { $0.0.isForPeople }.map { event, moment in
            "\(moment.forPeople) \(event.sentence(by: play.workflow, people: people)[language])"
        }.joined(separator: "\n")
    }

    private let people = ["housing-li": "李文博", "housing-qian": "钱志强", "supervision-wang": "王科长"]

    @Test func isOneGoldenTextInChinese() throws {
        #expect(try lines(.zh) == GoldenHistory.zh)
    }

    @Test func isOneGoldenTextInEnglish() throws {
        #expect(try lines(.en) == GoldenHistory.en)
    }

    @Test(arguments: Language.allCases)
    func holdsNoRawWordOfTheMachine(language: Language) throws {
        let text = try lines(language)
        for word in ["no-opinion", "sign-off", "yellow-card", "civil-affairs", "submitted", "expired", "housing-"] {
            #expect(!text.contains(word), "\(word)")
        }
    }
}
