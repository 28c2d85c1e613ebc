import Casework
import Contracts
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// One case of each newer type on its way through the real fleet.
    @Suite(.serialized) struct ShippedLive {
        @Test func aComplaintIsInspectedNoticedRectifiedTwiceAndAnswered() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open("service-complaint-demo-002.json")
            try await fleet.close(
                id,
                choices: [
                    "contact": LiveFleet.Choice(outcome: "inspect"), "inspect": LiveFleet.Choice(outcome: "problem"),
                    "reinspect#1": LiveFleet.Choice(outcome: "failed"),
                    "reinspect#2": LiveFleet.Choice(outcome: "passed"),
                    "callback": LiveFleet.Choice(outcome: "resolved"),
                ]
            )
            let line = try await fleet.read("/cases/\(id)")["line"]
            #expect(line?["outcome"]?.text == "resolved", "\(line ?? .null)")
            #expect(try await fleet.find("intake", in: id)?.outcome == "accepted")
            #expect(try await fleet.find("reinspect", 2, in: id)?.outcome == "passed")
            let notice = try #require(try await fleet.find("notice", in: id))
            #expect(notice.document?.hasPrefix("武房检告〔2023〕") == true)
            let page = try await fleet.ask("housing", "GET", "/tasks/\(notice.id)", as: "housing-zhao")
            #expect(page.body["completed"]?["document"]?.text == notice.document)
        }

        @Test func aHazardWithDangerToLifeIsGradedByRuleAttendedByPoliceAndNotWithdrawn() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open("safety-hazard-demo-010.json")
            try await fleet.until("it is graded") { try await fleet.find("respond", in: id) }
            let respond = try #require(try await fleet.find("respond", in: id))
            #expect(respond.agency == "police")
            #expect(respond.due == Instant("2023-04-27T10:25:00+08:00"))
            try await fleet.close(
                id,
                choices: [
                    "respond": LiveFleet.Choice(outcome: "controlled"), "clear": LiveFleet.Choice(outcome: "cleared"),
                    "record": LiveFleet.Choice(outcome: "no-offence"),
                ]
            )
            let line = try await fleet.read("/cases/\(id)")["line"]
            #expect(line?["outcome"]?.text == "resolved", "\(line ?? .null)")
        }

        @Test func aWhistleCallsThreeDepartmentsAtOnceAndEachDisposesOfItsPart() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open("whistle-report-demo-009.json")
            let calls: (KnownTask) -> Bool = { $0.step == "check-in" }
            try await fleet.until("the departments are called") {
                try await fleet.tasks(of: id).filter(calls).count == 3 ? true : nil
            }
            let called = try await fleet.tasks(of: id).filter(calls)
            #expect(
                Set(called.map { "\($0.instance) \($0.agency)" }) == [
                    "housing housing", "police police", "utilities housing",
                ]
            )
            try await fleet.close(
                id,
                choices: [
                    "validate": LiveFleet.Choice(outcome: "whistled"), "check-in": LiveFleet.Choice(outcome: "present"),
                    "control": LiveFleet.Choice(outcome: "controlled"), "dispose": LiveFleet.Choice(outcome: "done"),
                    "close": LiveFleet.Choice(outcome: "closed"),
                ]
            )
            let line = try await fleet.read("/cases/\(id)")["line"]
            #expect(line?["outcome"]?.text == "resolved", "\(line ?? .null)")
            #expect(try await fleet.tasks(of: id).filter { $0.step == "dispose" }.count == 3)
        }

        /// A conference is a case of its own that its caller waits for; a conversion is one that it does not wait for.
        @Test func aBlockedWhistleHoldsAConferenceAndBecomesAHazardEachACaseOfItsOwn() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open("whistle-report-demo-009.json")
            let choices = [
                "validate": LiveFleet.Choice(outcome: "whistled"), "check-in": LiveFleet.Choice(outcome: "present"),
                "control": LiveFleet.Choice(outcome: "controlled"), "dispose": LiveFleet.Choice(outcome: "blocked"),
                "close": LiveFleet.Choice(outcome: "to-hazard"),
            ]
            func children() async throws -> [Value] { try await fleet.read("/cases/\(id)")["children"]?.list ?? [] }
            try await fleet.play([id], choices: choices) { try await children().first?["id"]?.text != nil }
            let conference = try #require(try await children().first?["id"]?.text)
            let parent = try await fleet.read("/cases/\(conference)")["parent"]
            #expect(parent?["id"]?.text == id)
            let waits = try #require(try await fleet.find("conference", in: id))
            let refused = try await fleet.act("complete", on: waits.id, as: "housing-li", ["outcome": "decided"])
            #expect(refused.codes == ["CHILD_DECIDES"])
            try await fleet.close(
                conference,
                choices: [
                    "convene": LiveFleet.Choice(fields: ["meetsAt": "2023-04-20T09:00:00+08:00"]),
                    "attend": LiveFleet.Choice(outcome: "coming"), "meet": LiveFleet.Choice(outcome: "decided"),
                    "minutes": LiveFleet.Choice(fields: ["conclusion": "三日内修复"]),
                ]
            )
            try await fleet.close(id, choices: choices)
            let detail = try await fleet.read("/cases/\(id)")
            #expect(detail["line"]?["outcome"]?.text == "converted", "\(detail["line"] ?? .null)")
            #expect(try await fleet.find("conference", in: id)?.outcome == "decided")
            #expect(detail["children"]?.list?.map { $0["type"]?.text } == ["joint-conference", "safety-hazard"])
            #expect(detail["children"]?.list?.first?["fields"]?["conclusion"]?.text == "三日内修复")
            #expect(detail["children"]?.list?.first?["outcome"]?.text == "decided")
        }
    }
}

extension LiveFleet {
    /// Publishes an example, some fields changed, as its integrator does: a matter of its own.
    ///
    /// - Returns: the id of the new case.
    func open(_ example: String, _ more: [String: Value] = [:]) async throws -> String {
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(contracts)/examples/\(example)")))
        let message = try #require(JSONText.value(bytes).subject?.object)
        var data = try #require(message["data"]?.object)
        let user = try #require(message["source"]?.text)
        let number = "E2E-\(UInt32.random(in: 0 ... .max))"
        data["externalId"] = .text(number)
        data["fields"] = .object((data["fields"]?.object ?? [:]).merging(more) { _, new in new })
        let envelope = Envelope(
            id: MessageID.make(source: user, subject: number, kind: "case.submit"),
            source: user,
            type: .caseSubmit,
            time: LocalDate(year: 2023, month: 4, day: 27)?.start ?? Instant(milliseconds: 0),
            data: .object(data)
        )
        let receipt = try await publish(envelope.bytes, as: user)
        try #require(receipt["disposition"]?.text == "accepted", "\(receipt)")
        return try #require(receipt["caseId"]?.text)
    }
}
