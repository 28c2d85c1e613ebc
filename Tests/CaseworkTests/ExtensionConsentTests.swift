import Casework
import CaseworkTesting
import Testing

/// More time for a reply takes the consent of the office that assigned the suggestion (`extend.consent`).
@Suite struct AnExtensionThatTakesAConsent {
    private func asked() throws -> (play: Play, task: CaseTask) {
        var play = try DeputySuggestion.drafting()
        DeputySuggestion.draft(&play)
        DeputySuggestion.sign(&play)
        let task = try #require(play.task("deliver"))
        play.ask(.extend, task, term: "1mo")
        return (play, task)
    }

    private func refusals(_ events: [CaseEvent]) -> [CaseEvent.Ignored.Reason] {
        events.compactMap { if case .ignored(let ignored) = $0 { ignored.reason } else { nil } }
    }

    @Test func isNotGrantedWithoutIt() throws {
        var (play, task) = try asked()
        #expect(refusals(play.rule(.grant(task.ref, request: "q1", agency: nil))) == [.consentMissing])
        #expect(refusals(play.rule(.grant(task.ref, request: "q1", agency: nil), consent: "")) == [.consentMissing])
        #expect(refusals(play.rule(.extend(task.ref, by: .workingDays(5)))) == [.consentMissing])
        #expect(play.state.task(task.ref)?.deadline == task.deadline)
        #expect(play.state.task(task.ref)?.requests.map(\.granted) == [nil])
    }

    @Test func isGrantedWithItAndTheHistorySaysHowItWasGiven() throws {
        var (play, task) = try asked()
        let facts = play.rule(.grant(task.ref, request: "q1", agency: nil), consent: "2023-06-20来函")
        let ruled = try #require(facts.first)
        #expect(
            ruled.sentence(by: play.workflow).zh == "督查室同意“送达代表”的延期申请:理由(市领导小组办公室已同意:2023-06-20来函)。"
        )
        #expect(play.state.task(task.ref)?.deadline?.legal?.on.description == "2023-08-28")
    }

    @Test func isNotAskedWhereTheStepNamesNobodyNorForADenial() throws {
        var (play, task) = try asked()
        #expect(refusals(play.rule(.deny(task.ref, request: "q1"))) == [])
        var other = try DeputySuggestion.drafting()
        let draft = try #require(other.task("draft"))
        other.ask(.extend, draft, term: "5wd")
        let facts = other.rule(.grant(draft.ref, request: "q1", agency: nil), consent: "来函")
        #expect(refusals(facts) == [])
        #expect(facts.contains { if case .ruled(let ruled) = $0 { ruled.consent == nil } else { false } })
    }
}
