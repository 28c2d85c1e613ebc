import Casework
import Contracts
import Fleet
import Foundation
import RabbitMQ
import Synchronization

/// Votes at once: every household casts a ballot through the broker, some twice, some change their mind; each result is
/// compared with a count of what was sent.
final class BallotBench: Sendable {
    private let fleet: PlayedFleet
    private let households: Int
    private let votes: Int
    /// What senders were told, by disposition.
    private let answers = Mutex<[String: Int]>([:])

    init(fleet: PlayedFleet, households: Int, votes: Int) {
        self.fleet = fleet
        self.households = households
        self.votes = votes
    }

    /// The voting service.
    private static let user = "evote"
    private static let replies = "reply.\(user).bench"
    private let dice = Dice(seed: 1)

    /// One vote: its roll, and what its households do.
    struct Vote: Sendable {
        var caseID: String
        var roll: VoteSample
    }

    func run() async throws -> BallotBenchReport {
        let play = try VotePlay(fleet: fleet)
        let samples = (0..<votes).map {
            VoteSample(number: $0, households: households * ($0 + 1) / votes - households * $0 / votes)
        }
        let cases = try await play.open(samples)
        let messages = try ballots(cases)
        var report = BallotBenchReport(votes: votes, households: households, messages: messages.count)
        report.seconds = try await cast(messages) { try await play.rest() }
        report.answers = answers.withLock { $0 }
        try await play.close()
        for vote in cases {
            let counted = try await play.tally(of: vote.caseID)
            if counted == vote.roll.expected {
                report.equal += 1
            } else {
                report.different.append("\(vote.caseID): \(counted) ≠ \(vote.roll.expected)")
            }
        }
        return report
    }

    /// Every ballot, in the order of the households; changes and repetitions come later, wherever chance puts them.
    private func ballots(_ cases: [Vote]) throws -> [Publication] {
        let now = try FleetClock(home: fleet.home).now()
        var early: [Publication] = []
        var late: [Publication] = []
        for vote in cases {
            for ballot in vote.roll.ballots {
                let message = publication(ballot, of: vote, at: now)
                if ballot.number == 1 { early.append(message) } else { late.append(message) }
                if ballot.isRepeated { late.append(message) }
            }
        }
        let all = dice.shuffled(early, "ballots", "early") + dice.shuffled(late, "ballots", "late")
        return all.enumerated().map { index, message in
            var message = message
            message.token = UInt64(index + 1)
            return message
        }
    }

    private func publication(_ ballot: VoteSample.Ballot, of vote: Vote, at now: Instant) -> Publication {
        let data = BallotCast(
            caseID: vote.caseID,
            rollHash: vote.roll.hash,
            voter: ballot.owner,
            choice: ballot.choice,
            number: ballot.number
        ).data
        let envelope = Envelope(
            id: "\(Self.user)/\(vote.caseID)/\(ballot.sequence)/\(ballot.number)",
            source: Self.user,
            type: .ballotCast,
            time: now,
            data: data
        )
        return Publication(
            token: 0,
            exchange: "huiban.ballots",
            routingKey: "\(Self.user).ballot",
            properties: MessageProperties(
                contentType: Envelope.contentType,
                replyTo: Self.replies,
                messageID: envelope.id,
                userID: Self.user
            ),
            body: envelope.bytes
        )
    }

    /// Publishes everything with confirms and waits for an answer to each.
    ///
    /// - Returns: seconds from the first message to the last answer.
    private func cast(_ messages: [Publication], _ rest: () async throws -> Void) async throws -> Double {
        let options = ConnectionOptions(
            endpoints: [try Endpoint(Credentials(home: fleet.home).brokerURL(of: Self.user))],
            name: "bench"
        )
        _ = try await Session.with(options) { session in
            _ = try await session.declareQueue(Self.replies, arguments: ["x-queue-type": .text("quorum")])
            try await session.bind(queue: Self.replies, to: "huiban.replies", routingKey: Self.replies)
        }
        // A queue that young may still lose what it confirmed.
        try await Task.sleep(for: .seconds(Supervisor.youngQueueSeconds + 1))
        let confirmed = Atomic(0)
        let (done, finish) = AsyncStream.makeStream(of: Void.self)
        let box = Mutex<Consumer?>(nil)
        let consumer = Consumer(
            options: options,
            subscriptions: [Subscription(queue: Self.replies)],
            onDelivery: { [self] delivery in
                let word = JSONText.value(delivery.body).subject?["data"]?["disposition"]?.text ?? "unreadable"
                let count = answers.withLock { answers in
                    answers[word, default: 0] += 1
                    return answers.values.reduce(0, +)
                }
                _ = box.withLock { $0 }?.settle([Settlement(tag: delivery.tag, .ack)])
                if count == messages.count { finish.finish() }
            }
        )
        box.withLock { $0 = consumer }
        consumer.start()
        let publisher = Publisher(options: options) { _, outcome in
            if outcome == .confirmed { confirmed.add(1, ordering: .relaxed) }
        }
        publisher.start()
        let begun = ContinuousClock.now
        for first in stride(from: 0, to: messages.count, by: 500) {
            publisher.submit(Array(messages[first..<min(first + 500, messages.count)]))
        }
        for await _ in done {}
        let passed = (ContinuousClock.now - begun).components
        await publisher.stop(waitingAtMost: .seconds(5))
        await consumer.stop()
        guard confirmed.load(ordering: .relaxed) == messages.count else {
            throw fleet.voice.stop(.refused, zh: "有选票未获确认。", en: "Some ballots were not confirmed.")
        }
        try await rest()
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
}
