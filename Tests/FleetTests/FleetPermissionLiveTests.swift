import Foundation
import RabbitMQ
import Testing

@testable import Fleet

extension FleetLive {
    /// What the police's login cannot do on the fleet's own broker (issue 2, Show 4); a foreign step in its own report
    /// is `BadInputLive`'s.
    @Suite struct PermissionLive {
        /// Something the broker must refuse.
        struct Attempt: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let act: @Sendable (Session) async throws -> Void
        }

        private struct NotTaken: Error { let reason: Refusal }

        private static func publish(
            _ exchange: String,
            _ key: String,
            userID: String? = nil
        ) -> @Sendable (Session) async throws -> Void {
            { session in
                let outcome = try await session.publish(
                    Publication(
                        token: 1,
                        exchange: exchange,
                        routingKey: key,
                        properties: MessageProperties(contentType: "application/json", userID: userID),
                        body: Array("{}".utf8)
                    )
                )
                switch outcome {
                case .refused(.accessRefused(let text), _), .refused(.preconditionFailed(let text), _):
                    throw NotTaken(reason: .accessRefused(text))
                case .refused(let other, _): Issue.record("refused for another reason: \(other)")
                case .confirmed: break
                }
            }
        }

        private static func read(
            _ queue: String,
            offset: Session.StreamOffset? = nil
        ) -> @Sendable (Session) async throws -> Void {
            { session in
                _ = try await session.collect(
                    queue,
                    offset: offset,
                    keep: true,
                    atMost: .seconds(5),
                    idle: .milliseconds(1)
                )
            }
        }

        static let attempts: [Attempt] = [
            Attempt(testDescription: "publishing a case", act: publish("huiban.intake", "police.deputy-suggestion")),
            Attempt(testDescription: "publishing as an integrator", act: publish("huiban.intake", "suggestions.x")),
            Attempt(testDescription: "reading another agency's queue", act: read("assignments.justice")),
            Attempt(testDescription: "reading the reports", act: read("reports")),
            Attempt(testDescription: "reading the dead letters", act: read("dead")),
            Attempt(testDescription: "reading another's journal", act: read("journal.housing", offset: .first)),
            Attempt(
                testDescription: "reading the coordinator's journal",
                act: read("journal.coordinator", offset: .first)
            ),
            Attempt(
                testDescription: "a forged user_id",
                act: publish("huiban.reports", "police.07", userID: "housing")
            ),
            Attempt(
                testDescription: "a report under another agency's key",
                act: publish("huiban.reports", "housing.07")
            ),
            Attempt(testDescription: "writing another's journal", act: publish("huiban.journal", "housing")),
            Attempt(testDescription: "assigning to itself", act: publish("huiban.assignments", "police.07")),
            Attempt(testDescription: "writing into a queue directly", act: publish("", "assignments.police")),
            Attempt(testDescription: "declaring a queue") { try await $0.declareQueue("police.own") },
            Attempt(testDescription: "declaring an exchange") { try await $0.declareExchange("police.own") },
            Attempt(testDescription: "deleting its queue") { _ = try await $0.deleteQueue("assignments.police") },
            Attempt(testDescription: "deleting an exchange") { try await $0.deleteExchange("huiban.reports") },
            Attempt(testDescription: "emptying its queue's neighbour") {
                _ = try await $0.purgeQueue("assignments.justice")
            },
            Attempt(testDescription: "binding its queue to the intake") {
                try await $0.bind(queue: "assignments.police", to: "huiban.intake", routingKey: "#")
            },
        ]

        @Test(arguments: attempts)
        func policeAreRefused(_ attempt: Attempt) async throws {
            let fleet = try LiveFleet.here()
            try await fleet.session("police") { session in
                do {
                    try await attempt.act(session)
                    Issue.record("the broker let police do it")
                } catch let error as AMQPError {
                    #expect(error.brokerCode == 403, "\(error)")
                } catch is NotTaken {
                    // 403 for the key, 406 for the user id: what the broker has for refusals of a publication.
                }
                // The refusal was about this act and nothing else: the same login still works.
                try await session.connect()
            }
        }
    }
}
