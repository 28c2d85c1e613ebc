import Foundation
import RabbitMQ
import Testing

@testable import Fleet

/// The home of the node that the tests may use.
private enum TopologyHome {
    static let home = ProcessInfo.processInfo.environment["HUIBAN_TEST_HOME"].map { Home($0) }
}

/// What each broker user may do, asked of a node that was started from `ops/rabbitmq` (design section 3, promise 7).
///
/// HUIBAN_TEST_HOME is the home of that node, with every user's credentials.
@Suite(.enabled(if: TopologyHome.home != nil), .timeLimit(.minutes(10)))
struct HomePermissionLiveTests {
    /// Something a user may not do.
    struct Attempt: Sendable, CustomTestStringConvertible {
        let user: String
        let testDescription: String
        let act: @Sendable (Session) async throws -> Void
    }

    static let agencies = ["police", "justice", "civil-affairs", "housing"]

    private static func publish(
        _ exchange: String,
        _ key: String,
        userID: String? = nil
    ) -> @Sendable (Session) async throws -> Void {
        { session in
            let properties = MessageProperties(contentType: "application/json", userID: userID)
            let message = Publication(
                token: 1,
                exchange: exchange,
                routingKey: key,
                mandatory: false,
                properties: properties,
                body: Array("{}".utf8)
            )
            if case .refused(let reason, _) = try await session.publish(message) { throw Refused(reason: reason) }
        }
    }

    private struct Refused: Error { let reason: Refusal }

    private static func read(_ queue: String) -> @Sendable (Session) async throws -> Void {
        { session in
            let offset = queue.hasPrefix("journal") || queue == "case-events" ? Session.StreamOffset.next : nil
            try await session.read(queue, offset: offset, keep: true, atMost: .seconds(5), idle: .milliseconds(1)) {
                _ in
                true
            }
        }
    }

    static let forbiddenToAgencies: [Attempt] = agencies.flatMap { user -> [Attempt] in
        let other = user == "police" ? "justice" : "police"
        return [
            Attempt(user: user, testDescription: "\(user) submits a case", act: publish("huiban.intake", "\(user).x")),
            Attempt(
                user: user,
                testDescription: "\(user) reports as \(other)",
                act: publish("huiban.reports", "\(other).07")
            ),
            Attempt(user: user, testDescription: "\(user) assigns", act: publish("huiban.assignments", "\(user).07")),
            Attempt(
                user: user,
                testDescription: "\(user) tells the world",
                act: publish("huiban.events", "\(user).07")
            ),
            Attempt(
                user: user,
                testDescription: "\(user) writes \(other)'s journal",
                act: publish("huiban.journal", other)
            ),
            Attempt(
                user: user,
                testDescription: "\(user) buries as \(other)",
                act: publish("huiban.dead", "\(other).x")
            ),
            Attempt(user: user, testDescription: "\(user) writes into a queue", act: publish("", "reports")),
            Attempt(
                user: user,
                testDescription: "\(user) signs as \(other)",
                act: publish("huiban.dead", "\(user).x", userID: other)
            ),
            Attempt(user: user, testDescription: "\(user) reads \(other)'s queue", act: read("assignments.\(other)")),
            Attempt(user: user, testDescription: "\(user) reads \(other)'s journal", act: read("journal.\(other)")),
            Attempt(user: user, testDescription: "\(user) reads the intake", act: read("intake")),
            Attempt(user: user, testDescription: "\(user) reads the dead letters", act: read("dead")),
            Attempt(user: user, testDescription: "\(user) declares a queue") { try await $0.declareQueue("x.\(user)") },
            Attempt(user: user, testDescription: "\(user) works as \(other)") {
                try await $0.declareQueue("lease.\(other)", durable: false, exclusive: true)
            },
            Attempt(user: user, testDescription: "\(user) declares an exchange") {
                try await $0.declareExchange("x.\(user)")
            },
            Attempt(user: user, testDescription: "\(user) deletes its queue") {
                try await $0.deleteQueue("assignments.\(user)")
            },
            Attempt(user: user, testDescription: "\(user) deletes an exchange") {
                try await $0.deleteExchange("huiban.reports")
            },
            Attempt(user: user, testDescription: "\(user) binds its queue to the intake") {
                try await $0.bind(queue: "assignments.\(user)", to: "huiban.intake", routingKey: "#")
            },
        ]
    }

    static let forbiddenToIntegrators: [Attempt] = ["hotline", "suggestions"].flatMap { user -> [Attempt] in
        let other = user == "hotline" ? "suggestions" : "hotline"
        return [
            Attempt(
                user: user,
                testDescription: "\(user) submits as \(other)",
                act: publish("huiban.intake", "\(other).x")
            ),
            Attempt(user: user, testDescription: "\(user) reports", act: publish("huiban.reports", "\(user).07")),
            Attempt(user: user, testDescription: "\(user) writes a journal", act: publish("huiban.journal", "police")),
            Attempt(user: user, testDescription: "\(user) writes into a queue", act: publish("", "assignments.police")),
            Attempt(user: user, testDescription: "\(user) reads an agency's queue", act: read("assignments.police")),
            Attempt(user: user, testDescription: "\(user) reads a journal", act: read("journal.coordinator")),
            Attempt(user: user, testDescription: "\(user) makes a reply queue of \(other)") {
                try await $0.declareQueue("reply.\(other).a", durable: false, exclusive: true)
            },
            Attempt(user: user, testDescription: "\(user) makes another queue") {
                try await $0.declareQueue("x.\(user)", durable: false, exclusive: true)
            },
        ]
    }

    static let forbiddenToTheCoordinator: [Attempt] = [
        Attempt(
            user: "coordinator",
            testDescription: "it submits as an integrator",
            act: publish("huiban.intake", "hotline.x")
        ),
        Attempt(
            user: "coordinator",
            testDescription: "it reports as an agency",
            act: publish("huiban.reports", "police.07")
        ),
        Attempt(
            user: "coordinator",
            testDescription: "it writes an agency's journal",
            act: publish("huiban.journal", "police")
        ),
        Attempt(user: "coordinator", testDescription: "it reads an agency's journal", act: read("journal.police")),
        Attempt(user: "coordinator", testDescription: "it reads an agency's queue", act: read("assignments.police")),
        Attempt(user: "coordinator", testDescription: "it declares a queue") {
            try await $0.declareQueue("x.coordinator")
        },
    ]

    @Test(arguments: forbiddenToAgencies + forbiddenToIntegrators + forbiddenToTheCoordinator)
    func isRefused(_ attempt: Attempt) async throws {
        try await Session.with(try options(attempt.user)) { session in
            await #expect(throws: (any Error).self) { try await attempt.act(session) }
            // The refusal was about this act and nothing else: the same login still works.
            try await session.connect()
        }
    }

    @Test(arguments: agencies)
    func anAgencyReportsUnderItsOwnNameAndReadsItsOwnQueue(_ user: String) async throws {
        try await Session.with(try options(user)) { session in
            try await Self.publish("huiban.dead", "\(user).permission-test", userID: user)(session)
            try await Self.read("assignments.\(user)")(session)
            try await Self.read("journal.\(user)")(session)
        }
    }

    @Test(arguments: ["hotline", "suggestions"])
    func anIntegratorHasReplyQueuesOfItsOwnAndReadsTheEvents(_ user: String) async throws {
        try await Session.with(try options(user)) { session in
            try await session.declareQueue("reply.\(user).permission-test", durable: false, exclusive: true)
            try await Self.read("reply.\(user).permission-test")(session)
            try await Self.read("case-events")(session)
        }
    }

    private func options(_ user: String) throws -> ConnectionOptions {
        let home = try #require(TopologyHome.home)
        let endpoint = try Endpoint(Credentials(home: home).brokerURL(of: user))
        return ConnectionOptions(endpoints: [endpoint], name: "permissions of \(user)")
    }
}
