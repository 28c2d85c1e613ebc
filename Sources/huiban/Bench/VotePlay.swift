import Casework
import Contracts
import Fleet
import Foundation

/// The people of a fleet bring votes to their opening, and to their count.
struct VotePlay {
    let fleet: PlayedFleet
    private let cast: Cast

    init(fleet: PlayedFleet) throws {
        self.fleet = fleet
        cast = try Cast(home: fleet.home, voice: fleet.voice)
    }

    /// What is answered on the way to a vote and to its result.
    private static let way = ["accepted", "passed", "frozen", "final", "certified", "no-objection", "done"]

    /// Opens a case for each sample and plays it until its vote is open.
    func open(_ samples: [VoteSample]) async throws -> [BallotBench.Vote] {
        var votes: [BallotBench.Vote] = []
        let publisher = IntakePublisher(home: fleet.home, user: "hotline", voice: fleet.voice)
        for (number, sample) in samples.enumerated() {
            let now = try FleetClock(home: fleet.home).now()
            let receipt = try await publisher.publish(
                IntakeMessage(JSONText.write(submission(number, at: now)), from: "hotline", at: now),
                patience: .seconds(20)
            )
            guard let id = receipt?["caseId"]?.text else { throw stuck("\(receipt ?? .null)") }
            votes.append(BallotBench.Vote(caseID: id, roll: sample))
        }
        try await work { task in
            task["step"]?.text == "ballot"
        } before: { task in
            guard task["step"]?.text == "roll", let id = task["caseID"]?.text,
                let vote = votes.first(where: { $0.caseID == id })
            else { return }
            _ = try await client("housing", unit: "district").post(
                ["votes", id, "roll"],
                ["sheet": .text(vote.roll.sheet), "reason": "测量"]
            )
        }
        return votes
    }

    /// Lets the votes close and plays them to the publication of their results.
    func close() async throws {
        try await work { task in
            task["step"]?.text == "object"
        } before: { _ in
        }
    }

    /// What was counted, as the coordinator knows it.
    func tally(of caseID: String) async throws -> VoteSample.Result {
        guard let person = cast.people.first(where: { $0.agency == "housing" }) else { throw stuck("nobody") }
        let task = try await cast.client(person).get(["tasks", "\(caseID).tally.1"]).body
        let completed = task["completed"]
        func number(_ name: String) -> Int64 { completed?["fields"]?[name]?.integer ?? -1 }
        return VoteSample.Result(
            outcome: completed?["outcome"]?.text ?? "",
            votedArea: number("votedArea"),
            votedHeads: number("votedHeads"),
            yesArea: number("yesArea"),
            yesHeads: number("yesHeads")
        )
    }

    /// Waits until the bureau's process has nothing left to do.
    func rest() async throws {
        while true {
            let status = try await client("housing", unit: "district").get(["status"]).body
            if status["safe"]?.integer == status["entries"]?.integer, status["unsent"]?.integer == 0 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Answers everything that lies on the desks and lets time jump, until nothing is left but what `isLast` names, or
    /// nothing at all.
    private func work(
        until isLast: (Value) -> Bool,
        before: (Value) async throws -> Void
    ) async throws {
        guard let coordinator = cast.people.first(where: { $0.agency == "coordinator" }) else { return }
        for _ in 0..<100_000 {
            // Asked first: what is on its way while the desks are read lies on one of them the next time.
            let quiet = try await cast.client(coordinator).get(["quiet"]).body
            var open: [Value] = []
            for desk in Cast.desks {
                open += Listing.rows(try await client(desk).get(["tasks"], query: ["state": "open"]).body)
                    .filter { $0["state"] == "open" }
            }
            if !open.isEmpty, open.allSatisfy(isLast) { return }
            var didAny = false
            for task in open where !isLast(task) {
                try await before(task)
                if try await answer(task) { didAny = true }
            }
            if didAny { continue }
            if quiet["isQuiet"] == true {
                guard let due = quiet["nextDue"]?.text.flatMap({ Instant($0) }) else { return }
                try FleetClock.jump(fleet.home, to: due)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw stuck("no end")
    }

    private func answer(_ task: Value) async throws -> Bool {
        guard let id = task["id"]?.text else { return false }
        for person in cast.candidates(for: task) {
            let client = try cast.client(person)
            let detail = try await client.get(["tasks", id]).body
            guard detail["objections"]?.list?.isEmpty ?? true else { continue }
            let examples = detail["schema"]?["examples"]?.list ?? []
            let wanted = examples.first { Self.way.contains($0["outcome"]?.text ?? "") }
            guard let answer = wanted ?? examples.first else { return false }
            do {
                _ = try await client.post(["tasks", id, "complete"], answer)
                return true
            } catch let stop as Stop where stop.code == .refused {
                let codes = (stop.json?["problems"]?.list ?? []).compactMap { $0["code"]?.text }
                if codes.contains("TASK_NOT_OPEN") { return true }
                throw stop
            }
        }
        return false
    }

    private func client(_ desk: String, unit: String? = nil) throws -> APIClient {
        let person = cast.people.first { person in
            person.agency == desk && (unit.map { person.unit == $0 } ?? true)
        }
        guard let person else { throw stuck("nobody at \(desk)") }
        return try cast.client(person)
    }

    private func submission(_ number: Int, at now: Instant) -> Value {
        [
            "specversion": "1.0", "id": .text("hotline/BENCH-\(number)/-/0/case.submit/0"), "source": "hotline",
            "type": "huiban.case.submit.v1", "time": .text("\(now)"), "datacontenttype": "application/json",
            "data": [
                "caseType": "owners-vote", "externalId": .text("BENCH-\(number)"), "title": .text("选聘物业企业\(number)"),
                "fields": [
                    "districtCode": "420105", "street": "示例四街道", "estate": "示例府", "channel": "website",
                    "receivedAt": "2023-04-26T10:00:00+08:00", "proposer": "committee", "matter": "hire-company",
                    "majorityClass": "ordinary",
                    "items": [["name": "选聘"]], "text": "选聘新物业服务企业。",
                ],
            ],
        ]
    }

    private func stuck(_ why: String) -> Stop {
        fleet.voice.stop(.refused, zh: "表决未能进行：\(why)", en: "The votes did not come about: \(why)")
    }
}
