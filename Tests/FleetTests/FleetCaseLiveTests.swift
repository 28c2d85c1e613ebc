import Casework
import Contracts
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// A deputy's suggestion on its way through four agencies (issue 2, Show 3).
    @Suite(.serialized) struct CaseLive {
        @Test func theOpinionsAreAskedForAtOnceAndTheDraftWaitsForAllOfThem() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let agencies: Set = ["police", "justice", "civil-affairs"]
            let isOpinion: (KnownTask) -> Bool = { $0.step == "opinions" }
            try await fleet.play([id], leave: isOpinion) { try await fleet.tasks(of: id).contains(where: isOpinion) }
            let asked = try await fleet.tasks(of: id).filter(isOpinion)
            #expect(Set(asked.map(\.instance)) == agencies)
            #expect(Set(asked.map(\.agency)) == agencies)
            #expect(asked.allSatisfy { $0.state == "open" })
            for task in asked {
                try await fleet.until("the desk of \(task.agency) has its task") { try await fleet.opened(task) }
            }
            // The housing desk's own step is done first, so that only opinions are missing.
            try await fleet.play([id], leave: isOpinion) {
                try await fleet.find("contact", in: id)?.state == "ended"
            }
            for missing in ["police", "justice", "civil-affairs"] {
                #expect(try await fleet.find("draft", in: id) == nil, "the draft began without \(missing)")
                try await fleet.play([id], leave: { isOpinion($0) && $0.instance != missing }) {
                    try await fleet.find("opinions.\(missing)", in: id)?.state == "ended"
                }
            }
            try await fleet.until("the draft is open") { try await fleet.find("draft", in: id) }
        }

        @Test func theDrafterNeitherReviewsNorSigns() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            // A leader may draft, and has the role to sign off.
            let draft = try await fleet.bring(id, to: "draft")
            let drafter = "housing-zhao"
            let (_, detail) = try await fleet.until("the draft is on the desk") { try await fleet.opened(draft) }
            let answer = try #require(LiveFleet.answer(detail, LiveFleet.Choice()))
            #expect(try await fleet.act("complete", on: draft.id, as: drafter, answer).status == 200)

            let review = try await fleet.bring(id, to: "review")
            try await fleet.until("the review is on the desk") { try await fleet.opened(review) }
            let asReviewer = try await fleet.act(
                "complete",
                on: review.id,
                as: drafter,
                ["outcome": "passed", "fields": [:]]
            )
            #expect(asReviewer.status == 403)
            #expect(asReviewer.codes.contains("FOUR_EYES"))

            let signOff = try await fleet.bring(id, to: "sign-off")
            let seen = try await fleet.until("the desk has it") { () -> LiveFleet.Reply? in
                let reply = try await fleet.ask("housing", "GET", "/tasks/\(signOff.id)", as: drafter)
                return reply.status == 200 ? reply : nil
            }
            let letter = try #require(LiveFleet.answer(seen.body, LiveFleet.Choice(outcome: "signed")))
            let asLeader = try await fleet.act("complete", on: signOff.id, as: drafter, letter)
            #expect(asLeader.status == 403)
            #expect(asLeader.codes == ["FOUR_EYES"])
            #expect(try await fleet.find("sign-off", in: id)?.state == "open")
        }

        @Test func aDissatisfiedDeputyGetsASecondAttemptAndNumbersHaveNoGap() async throws {
            let fleet = try LiveFleet.here()
            let before = try await fleet.letters()
            let id = try await fleet.open()
            let choices = ["evaluate#1": LiveFleet.Choice(outcome: "dissatisfied")]
            _ = try await fleet.bring(id, to: "draft", attempt: 2, choices: choices)
            let first = try #require(try await fleet.find("sign-off", in: id)?.document)
            #expect(first == "武房函〔2023〕\(before.count + 1)号")
            #expect(try await fleet.isClosed(id) == false)
            try await fleet.close(id)
            #expect(try await fleet.find("draft", 2, in: id)?.state == "ended")
            let second = try #require(try await fleet.find("sign-off", 2, in: id)?.document)
            #expect(second == "武房函〔2023〕\(before.count + 2)号")

            let other = try await fleet.open()
            try await fleet.close(other)
            #expect(try await fleet.find("sign-off", in: other)?.document == "武房函〔2023〕\(before.count + 3)号")
            let after = try await fleet.letters()
            #expect(after == (1...(before.count + 3)).map { "武房函〔2023〕\($0)号" })
        }

        @Test func anOpinionLeftAloneExpiresOnceAndTheLeadGoesOn() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let place = "opinions.police"
            try await fleet.play([id], leave: { $0.place == place }) {
                let tasks = try await fleet.tasks(of: id)
                return tasks.contains { $0.place == place }
                    && tasks.allSatisfy { $0.state == "ended" || $0.state == "offered" || $0.place == place }
            }
            let due = try #require(try await fleet.find(place, in: id)?.due)
            try await fleet.jump(to: due + -1)
            #expect(try await fleet.find(place, in: id)?.state == "open")
            #expect(try await fleet.find("draft", in: id) == nil)
            try await fleet.jump(to: due + 1)
            let late = try #require(try await fleet.find(place, in: id))
            #expect(late.isBreached)
            #expect(late.outcome == "expired")
            try await fleet.until("the lead goes on") {
                try await fleet.find("draft", in: id)?.state == "open" ? true : nil
            }
            // A working week later the red card has been due as well.
            try await fleet.jump(to: due + 7 * 86_400_000)
            let cards = try #require(try await fleet.find(place, in: id)).cards
            #expect(Set(cards).count == cards.count, "\(cards)")
            #expect(!cards.isEmpty)
            let history = try await fleet.read("/cases/\(id)/history").list ?? []
            let breaches = history.filter { $0["fact"] == "breached" }
            #expect(breaches.count == 1, "\(breaches)")
            let desk = try await fleet.until("police are told") { () -> Value? in
                let reply = try await fleet.ask("police", "GET", "/tasks/\(late.id)", as: "police-wang")
                let task = reply.body["task"]
                // The cards of the later jump come in a message of their own.
                let isTold = task?["isBreached"] == .bool(true) && task?["cards"]?.texts.count == cards.count
                return isTold ? task : nil
            }
            #expect(desk["cards"]?.texts == cards)
            try await fleet.close(id)
        }
    }
}

extension LiveFleet {
    /// The reply letters' numbers that housing has given, in order.
    func letters() async throws -> [String] {
        let reply = try await ask("housing", "GET", "/numbers?document=reply-letter&year=2023", as: "housing-li")
        try #require(reply.status == 200, "\(reply.text)")
        let lines = reply.body["numbers"]?.list ?? []
        return lines.sorted { $0["n"]?.integer ?? 0 < $1["n"]?.integer ?? 0 }.compactMap { $0["number"]?.text }
    }
}
