import Casework
import Contracts
import Foundation
import RabbitMQ
import Testing

@testable import Fleet

/// A deputy's suggestion to submit.
struct Suggestion: Sendable {
    var externalID = "E2E-\(UInt32.random(in: 0 ... .max))"
    var title = "关于解决小区物业纠纷的建议"
    var fields: [String: Value] = [
        "suggestionNo": "20230333", "text": "小区物业纠纷多发，建议规范业委会运作。", "leadDeputy": "代表甲", "coSigners": [],
        "meeting": "recess", "leadUnit": "housing", "coHandlers": ["police", "justice", "civilAffairs"],
        "districtCode": "420100", "channel": "deputy", "receivedAt": "2023-04-20T09:10:00+08:00",
    ]

    var data: Value {
        [
            "caseType": "deputy-suggestion", "externalId": .text(externalID), "title": .text(title),
            "fields": .object(fields),
        ]
    }

    /// It as a message of an integrator.
    func envelope(from user: String = "suggestions") -> Envelope {
        Envelope(
            id: MessageID.make(source: user, subject: externalID, kind: "case.submit"),
            source: user,
            type: .caseSubmit,
            time: LocalDate(year: 2023, month: 4, day: 27)?.start ?? Instant(milliseconds: 0),
            data: data
        )
    }
}

extension LiveFleet {
    /// Publishes a body as an integrator does and waits for its receipt.
    func publish(
        _ body: [UInt8],
        as user: String = "suggestions",
        contentType: String? = Envelope.contentType
    ) async throws -> Value {
        try await session(user) { session in
            let queue = "reply.\(user).\(UInt64.random(in: 0 ... .max))"
            try await session.declareQueue(queue, durable: false, exclusive: true)
            try await send(body, as: user, contentType: contentType, replyTo: queue, through: session)
            let answers = try await session.collect(queue, atMost: .seconds(40)) { _ in true }
            let answer = try #require(answers.first, "no receipt came")
            return try #require(JSONText.value(answer.body).subject?["data"])
        }
    }

    /// Publishes a body to the intake and waits for the broker's confirm only.
    func send(
        _ body: [UInt8],
        as user: String = "suggestions",
        contentType: String? = Envelope.contentType,
        replyTo: String? = nil,
        through session: Session
    ) async throws {
        let outcome = try await session.publish(
            Publication(
                token: 1,
                exchange: "huiban.intake",
                routingKey: "\(user).deputy-suggestion",
                properties: MessageProperties(contentType: contentType, replyTo: replyTo),
                body: body
            )
        )
        #expect(outcome == .confirmed)
    }

    /// Submits over AMQP and waits for the receipt.
    func submit(_ suggestion: Suggestion) async throws -> Value { try await publish(suggestion.envelope().bytes) }

    /// Submits and demands that it is accepted.
    ///
    /// - Returns: the id of the new case.
    func open(_ suggestion: Suggestion = Suggestion()) async throws -> String {
        let receipt = try await submit(suggestion)
        try #require(receipt["disposition"]?.text == "accepted", "\(receipt)")
        return try #require(receipt["caseId"]?.text)
    }

    /// Publishes a report with an agency's own credentials, past its worker.
    func report(_ report: StepReport, of caseID: String, as agency: String) async throws -> PublishOutcome {
        let envelope = try Envelope.report(
            report,
            of: caseID,
            from: agency,
            time: try FleetClock(home: home).now(),
            epoch: 1
        )
        let shard = try #require(CaseNumber.read(caseID).subject?.shardKey)
        return try await session(agency) { session in
            try await session.publish(
                Publication(
                    token: 1,
                    exchange: "huiban.reports",
                    routingKey: "\(agency).\(shard)",
                    properties: MessageProperties(contentType: Envelope.contentType),
                    body: envelope.bytes
                )
            )
        }
    }
}
