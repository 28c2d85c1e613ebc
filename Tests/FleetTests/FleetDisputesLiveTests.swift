import Casework
import Contracts
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// A mediation, a committee and a handover on their way through the real fleet.
    @Suite(.serialized) struct DisputesLive {
        @Test func aDisputeIsMediatedInItsDistrictHandedOnTwiceAndTheThreatOfViolenceCallsThePolice() async throws {
            let fleet = try LiveFleet.here()
            try await fleet.importMediators()
            let id = try await fleet.open(
                "dispute-mediation-demo-003.json",
                ["category": "propertyService.exitRefusal"]
            )
            let choices = [
                "consent": LiveFleet.Choice(outcome: "both-agree"), "impartiality": LiveFleet.Choice(outcome: "clear"),
                "facts": LiveFleet.Choice(outcome: "provided"), "sessions": LiveFleet.Choice(outcome: "unsettled"),
                "hand-over": LiveFleet.Choice(outcome: "administrative"),
                "administrative": LiveFleet.Choice(outcome: "unsettled"),
                "judicial": LiveFleet.Choice(outcome: "settled"), "attend": LiveFleet.Choice(outcome: "calm"),
            ]
            let sessions = try await fleet.bring(id, to: "sessions", choices: choices)
            let appointment = try #require(try await fleet.find("assign-mediator", in: id))
            let page = try await fleet.ask("justice", "GET", "/tasks/\(appointment.id)", as: "justice-tian")
            // 420111 has the seventh of the sixteen committees of the invented register.
            let mediator = try #require(page.body["completed"]?["fields"]?["mediator"]?.text)
            let row = try #require(InventedRegister.register[.mediators].first { $0.code == mediator })
            #expect(row.cells["committee"] == "TW-7")
            let asked = try await fleet.tasks(of: id).filter { $0.step == "facts" }
            #expect(Set(asked.map(\.agency)) == ["housing", "police", "civil-affairs"])
            let warning = sessions.id.replacing(".sessions.", with: ".violence-risk.")
            #expect(try await fleet.act("raise", on: warning, as: "justice-tian").status == 200)
            try await fleet.close(id, choices: choices)
            let line = try await fleet.read("/cases/\(id)")["line"]
            #expect(line?["outcome"]?.text == "resolved", "\(line ?? .null)")
            #expect(try await fleet.find("attend", in: id)?.agency == "police")
            let tracks = try await fleet.tasks(of: id).filter {
                ["sessions", "administrative", "judicial"].contains($0.step)
            }
            #expect(
                Set(tracks.map { "\($0.step) \($0.outcome ?? "")" }) == [
                    "sessions unsettled", "administrative unsettled", "judicial settled",
                ]
            )
        }

        @Test func aCommitteeIsSuspendedTheReviewReturnsItOnceAndTheReferralEndsTheCase() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open("committee-misconduct-demo-005.json")
            let suspend = try await fleet.bring(
                id,
                to: "suspend",
                choices: ["check": LiveFleet.Choice(outcome: "urgent")]
            )
            let (person, detail) = try await fleet.until("the desk has it") { try await fleet.opened(suspend) }
            let bare = LiveFleet.Choice(outcome: "suspended", fields: ["overrideReason": .null])
            let answer = try #require(LiveFleet.answer(detail, bare))
            #expect(try await fleet.act("complete", on: suspend.id, as: person, answer).codes == ["INTERVIEW_MISSING"])
            try await fleet.close(
                id,
                choices: [
                    "suspend": LiveFleet.Choice(outcome: "suspended"),
                    "oversee#1": LiveFleet.Choice(outcome: "returned"),
                    "oversee#2": LiveFleet.Choice(outcome: "endorsed"),
                    "take-seal": LiveFleet.Choice(outcome: "handed-over"),
                    "audit": LiveFleet.Choice(outcome: "illegal"),
                    "referral-answer": LiveFleet.Choice(outcome: "accepted"),
                    "recall-notice": LiveFleet.Choice(outcome: "not-asked"),
                    "settle": LiveFleet.Choice(outcome: "restored"),
                ]
            )
            let line = try await fleet.read("/cases/\(id)")["line"]
            #expect(line?["outcome"]?.text == "referred", "\(line ?? .null)")
            let decisions = try await fleet.tasks(of: id).filter { $0.step == "suspend" }
            #expect(decisions.compactMap(\.document).count == 2)
            #expect(decisions.allSatisfy { $0.document?.hasPrefix("示例三街道停职〔2023〕") == true })
            let reviews = try await fleet.tasks(of: id).filter { $0.step == "oversee" }
            #expect(reviews.map(\.agency) == ["civil-affairs", "civil-affairs"])
        }

        @Test func aCompanyThatWithholdsIsOrderedToLeaveAndThePoliceKeepOrder() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open("company-handover-demo-007.json")
            try await fleet.close(
                id,
                choices: [
                    "contract": LiveFleet.Choice(outcome: "filed"), "inspect": LiveFleet.Choice(outcome: "listed"),
                    "hand-over": LiveFleet.Choice(outcome: "withheld"), "leave": LiveFleet.Choice(outcome: "stayed"),
                    "penalty": LiveFleet.Choice(outcome: "penalised"),
                    "settle": LiveFleet.Choice(outcome: "cleared-up"),
                ]
            )
            let line = try await fleet.read("/cases/\(id)")["line"]
            #expect(line?["outcome"]?.text == "resolved", "\(line ?? .null)")
            #expect(try await fleet.find("decided", in: id)?.outcome == "on-file")
            let order = try await fleet.find("order-to-leave", in: id)?.document
            #expect(order?.hasPrefix("武房责退〔2023〕") == true)
            #expect(try await fleet.find("police-attend", in: id)?.agency == "police")
        }
    }
}

extension LiveFleet {
    /// Gives the justice desk the committees and mediators of the invented register.
    func importMediators() async throws {
        let sheets = [RegisterSheet.mediation, .mediators].map {
            ($0.rawValue, Value.text(InventedRegister.register.text(of: $0)))
        }
        let body: Value = ["sheets": .object(Dictionary(sheets) { first, _ in first }), "reason": "演示名录"]
        let reply = try await ask("justice", "POST", "/register", as: "justice-ma", body: JSONText.write(body))
        try #require(reply.status == 200, "\(reply.text)")
    }
}
