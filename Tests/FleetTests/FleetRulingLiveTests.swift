import Casework
import Contracts
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// What waits for the coordinator, through the command line and a running fleet.
    @Suite(.serialized) struct RulingLive {
        private func inbox(_ fleet: LiveFleet, _ task: String) async throws -> Value? {
            let ended = try await fleet.huiban(
                ["sla", "inbox", "--as", "coordinator-luo", "--json", "--home", fleet.home.path]
            )
            let rows = JSONText.value(Array(ended.output.utf8)).subject?.list ?? []
            return rows.first { $0["task"]?.text == task }
        }

        private func rule(_ fleet: LiveFleet, _ words: [String]) async throws -> LiveFleet.Ended {
            try await fleet.huiban(
                ["sla", "rule"] + words + ["--as", "coordinator-luo", "--lang", "en", "--home", fleet.home.path]
            )
        }

        @Test func moreTimeForTheReplyIsGrantedOnlyWithTheConsentOfWhoeverAssignedIt() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let task = try await fleet.bring(id, to: "deliver")
            try await fleet.until("the desk has it") { try await fleet.opened(task) }
            let asked = try await fleet.act(
                "extend",
                on: task.id,
                as: "housing-zhao",
                ["term": "1mo", "reason": "代表出差"]
            )
            #expect(asked.status == 200, "\(asked.text)")
            let line = try await fleet.until("it waits for a ruling") { try await inbox(fleet, task.id) }
            #expect(line["consent"]?["en"]?.text == "city leading-group office")
            let request = try #require(line["request"]?.text)
            let grant = [task.id, "grant", "--request", request, "--reason", "情况属实"]
            let refused = try await rule(fleet, grant)
            #expect(refused.status == 1)
            #expect((refused.output + refused.complaint).contains("CONSENT_MISSING"))
            #expect(try await fleet.find("deliver", in: id)?.due == task.due)
            let granted = try await rule(fleet, grant + ["--consent", "来函同意"])
            #expect(granted.status == 0, "\(granted.output)\(granted.complaint)")
            let later = try #require(try await fleet.find("deliver", in: id)?.due)
            #expect(try later > #require(task.due))
            let history = try await fleet.read("/cases/\(id)/history").list ?? []
            #expect(history.contains { $0["zh"]?.text?.contains("已同意:来函同意") ?? false })
            try await fleet.close(id)
        }

        @Test func aReturnThatNobodyRulesOnInTimeIsRecordedOnceAndWaitsOn() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let task = try await fleet.bring(id, to: "opinions.police")
            let (person, _) = try await fleet.until("the desk has it") { try await fleet.opened(task) }
            let asked = try await fleet.act(
                "return",
                on: task.id,
                as: person,
                ["reason": "不属本局职责", "basis": "武汉市物业管理条例第五条", "suggestedAgency": "justice"]
            )
            #expect(asked.status == 200, "\(asked.text)")
            let line = try await fleet.until("it waits for a ruling") { try await inbox(fleet, task.id) }
            #expect(line["isRulingLate"] == .bool(false))
            let due = try #require(line["rulingDue"]?.text.flatMap { Instant($0) })
            try await fleet.jump(to: due + 1)
            #expect(try await inbox(fleet, task.id)?["isRulingLate"] == .bool(true))
            let history = try await fleet.read("/cases/\(id)/history").list ?? []
            #expect(history.filter { $0["fact"] == "rulingDue" }.count == 1)
            let request = try #require(line["request"]?.text)
            let denied = try await rule(fleet, [task.id, "deny", "--request", request, "--reason", "属职责范围"])
            #expect(denied.status == 0, "\(denied.output)\(denied.complaint)")
            try await fleet.close(id)
        }
    }
}
