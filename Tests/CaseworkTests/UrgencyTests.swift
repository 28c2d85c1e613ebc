import Casework
import CaseworkTesting
import Foundation
import Testing

@Suite("What makes an assignment urgent") struct UrgencyTests {
    private func assignments(_ steps: String, priority: Value) throws -> [Assignment] {
        let text = """
            case: test
            title: 测试
            version: 1
            lead: police
            form: {priority: [P0, P1, P3]}
            steps:
            \(steps)
            ends: {resolved: a}
            """
        let workflow = try Fixture.workflow(text: text)
        let calendar = try Fixture.calendar()
        var play = Play(workflow, calendar: calendar, at: try Instant.city("2023-05-15 09:00"))
        play.open(["priority": priority])
        return play.state.assignments(by: workflow)
    }

    @Test func everyStepOfAnEmergencyIsUrgentWhateverItsOwnerMaySee() throws {
        let steps = """
              a: {title: 甲, within: 1wd}
              b: {title: 乙, by: justice, within: 1wd, sees: [territory]}
            """
        let urgent = try assignments(steps, priority: "P0")
        #expect(urgent.map(\.content.isUrgent) == [true, true])
        #expect(urgent.map { $0.content.fields["priority"] } == ["P0", nil])
        #expect(try assignments(steps, priority: "P1").map(\.content.isUrgent) == [nil, nil])
    }

    @Test func aStepThatCallsThePersonOnDutyIsUrgentInEveryCase() throws {
        let steps = """
              a: {title: 甲, within: 1h, ladder: alarm}
              b: {title: 乙, within: 1h}
            """
        #expect(try assignments(steps, priority: "P3").map(\.content.isUrgent) == [true, nil])
    }

    @Test func whatWasSaidBeforeTheWordExistedIsReadAndWrittenAsItWas() throws {
        let old = try #require(try assignments("  a: {title: 甲, within: 1wd}", priority: "P1").first)
        let text = String(decoding: try JSONEncoder().encode(old), as: UTF8.self)
        #expect(!text.contains("isUrgent"))
        #expect(try JSONDecoder().decode(Assignment.self, from: Data(text.utf8)) == old)
    }
}
