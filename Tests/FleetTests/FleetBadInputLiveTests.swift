import Casework
import Contracts
import EventStore
import Foundation
import GRDB
import RabbitMQ
import Testing

@testable import Fleet

extension FleetLive {
    /// Bad input ends as a receipt, a refusal, a dead letter with a reason code, or is ignored and counted; the process
    /// goes on (issue 2).
    @Suite(.serialized) struct BadInputLive {
        /// A body that nobody can handle, and the code that says why.
        struct Body: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let code: String
            var contentType: String? = Envelope.contentType
            let bytes: @Sendable () -> [UInt8]
        }

        private static func changed(_ name: String, _ value: Value) -> @Sendable () -> [UInt8] {
            {
                guard var members = Suggestion().envelope().value.object else { return [] }
                members[name] = value
                return JSONText.write(.object(members))
            }
        }

        static let unreadable: [Body] = [
            Body(testDescription: "an unreadable body", code: "JSON_SYNTAX") { Array("{\"specversion\": ".utf8) },
            Body(testDescription: "bytes that are no UTF-8", code: "NOT_UTF8") {
                [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x3A, 0x31, 0x7D]
            },
            Body(testDescription: "a wrong content type", code: "CONTENT_TYPE_WRONG", contentType: "text/plain") {
                Suggestion().envelope().bytes
            },
            Body(
                testDescription: "an unknown type",
                code: "TYPE_UNKNOWN",
                bytes: changed("type", "huiban.case.destroy.v1")
            ),
            Body(
                testDescription: "an unsupported version",
                code: "SCHEMA_VERSION_UNSUPPORTED",
                bytes: changed("type", "huiban.case.submit.v2")
            ),
            Body(testDescription: "20 MiB", code: "BODY_TOO_LARGE") { [UInt8](repeating: 0x20, count: 20 << 20) },
            Body(testDescription: "a lone surrogate", code: "LONE_SURROGATE") {
                Array(
                    String(decoding: Suggestion().envelope().bytes, as: UTF8.self)
                        .replacingOccurrences(of: "小区物业纠纷多发", with: "\\ud83d").utf8
                )
            },
            Body(
                testDescription: "control characters in an id",
                code: "ID_FORMAT",
                bytes: changed("id", "a\u{0}b\u{1B}[31m")
            ),
        ]

        @Test(arguments: unreadable)
        func isADeadLetterWithItsReason(_ body: Body) async throws {
            let fleet = try LiveFleet.here()
            let bytes = body.bytes()
            let known = Set(try await fleet.dead().map { $0["n"]?.integer })
            try await fleet.session("suggestions") { session in
                try await fleet.send(bytes, contentType: body.contentType, through: session)
            }
            let dead = try await fleet.until("a dead letter") {
                try await fleet.dead().first { !known.contains($0["n"]?.integer) }
            }
            #expect(dead["reasons"]?.text?.hasPrefix(body.code) == true, "\(dead)")
            #expect(dead["queue"] == "intake")
            #expect(dead["size"]?.integer == Int64(bytes.count))
            _ = try await fleet.open()
        }

        @Test func aBodyThatNoAnswerDeservesIsRefusedByTheBroker() async throws {
            let fleet = try LiveFleet.here()
            let outcome = try await fleet.session("suggestions") { session in
                try await session.publish(
                    Publication(
                        token: 1,
                        exchange: "huiban.intake",
                        routingKey: "suggestions.deputy-suggestion",
                        properties: MessageProperties(contentType: Envelope.contentType),
                        body: [UInt8](repeating: 0x20, count: 40 << 20)
                    )
                )
            }
            guard case .refused(.tooLarge, retryable: false) = outcome else {
                Issue.record("\(outcome)")
                return
            }
            _ = try await fleet.open()
        }

        @Test func aWrongCheckDigitInACaseIDIsToldInTheReceipt() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let last = try #require(id.last?.wholeNumberValue)
            let wrong = "\(id.dropLast())\((last + 1) % 10)"
            let envelope = Envelope(
                id: "suggestions/\(UInt32.random(in: 0 ... .max))",
                source: "suggestions",
                type: .caseWithdraw,
                time: try FleetClock(home: fleet.home).now(),
                data: ["caseId": .text(wrong), "reason": "代表要求撤回"]
            )
            let receipt = try await fleet.publish(envelope.bytes)
            #expect(receipt["disposition"] == "rejected")
            #expect(receipt["problems"]?.list?.compactMap { $0["code"]?.text } == ["CASE_ID_CHECK"], "\(receipt)")
            _ = try await fleet.open()
        }

        @Test func aReceiptNeverGoesToAnAgencysQueue() async throws {
            let fleet = try LiveFleet.here()
            let suggestion = Suggestion()
            let before = try await fleet.status("police")
            try await fleet.session("suggestions") { session in
                try await fleet.send(suggestion.envelope().bytes, replyTo: "assignments.police", through: session)
            }
            let receipt = try await fleet.until("a receipt to ask for") { () -> LiveFleet.Reply? in
                let path = "/receipts/\(suggestion.externalID)"
                let reply = try await fleet.ask("coordinator", "GET", path, as: "suggestions-system")
                return reply.status == 200 ? reply : nil
            }
            #expect(receipt.body["disposition"] == "accepted")
            #expect(receipt.codes == ["REPLY_TO_FORBIDDEN"])
            // Whatever was published to police's queue before this case's own task has been read when that task is there.
            let id = try #require(receipt.body["caseId"]?.text)
            let opinion = try await fleet.bring(id, to: "opinions.police")
            try await fleet.until("police have the task") { try await fleet.opened(opinion) }
            #expect(try await fleet.status("police")["dead"] == before["dead"])
        }

        @Test func aReportForAStepThatIsNotOpenChangesNothing() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            _ = try await fleet.bring(id, to: "opinions.police")
            try await fleet.isIgnored(fleet.completion("deliver", by: "housing-li"), in: id, as: "housing")
        }

        @Test func aReportAboutAnotherAgencysStepChangesNothing() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let contact = try await fleet.bring(id, to: "contact")
            let fields: [String: Value] = ["contactedAt": "2023-04-27", "mode": ["phone"], "record": "已沟通"]
            try await fleet.isIgnored(
                fleet.completion("contact", fields: fields, by: "police-wang"),
                in: id,
                as: "police"
            )
            #expect(try await fleet.find("contact", in: id)?.state == contact.state)
        }

        @Test func aStaleAttemptChangesNothing() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let choices = ["review#1": LiveFleet.Choice(outcome: "returned")]
            _ = try await fleet.bring(id, to: "draft", attempt: 2, choices: choices)
            var report = try fleet.completion("draft", by: "housing-zhou", sequence: 900)
            report.completed?.fields = ["reply": "旧稿", "resultClass": "D"]
            try await fleet.isIgnored(report, in: id, as: "housing")
            #expect(try await fleet.find("draft", 2, in: id)?.state == "open")
        }

        @Test func ofTwoAnswersOfOneCoHandlerTheFirstCounts() async throws {
            let fleet = try LiveFleet.here()
            let id = try await fleet.open()
            let place = "opinions.police"
            _ = try await fleet.bring(id, to: place)
            let fields: [String: Value] = ["opinion": "同意", "measures": [], "signedBy": "police-wang"]
            var first = try fleet.completion(
                "opinions",
                "police",
                outcome: "submitted",
                fields: fields,
                by: "police-wang",
                sequence: 50
            )
            #expect(try await fleet.report(first, of: id, as: "police") == .confirmed)
            try await fleet.until("the first answer counts") {
                try await fleet.find(place, in: id)?.state == "ended" ? true : nil
            }
            first.sequence = 51
            first.completed?.outcome = "disagrees"
            first.completed?.act.by = "police-he"
            try await fleet.isIgnored(first, in: id, as: "police")
            #expect(try await fleet.find(place, in: id)?.outcome == "submitted")
            try await fleet.close(id)
        }

        @Test func anotherAgencysTokenOpensNoDesk() async throws {
            let fleet = try LiveFleet.here()
            for (desk, stranger) in [
                ("police", "housing-li"), ("housing", "police-wang"), ("justice", "suggestions-system"),
            ] {
                let reply = try await fleet.ask(desk, "GET", "/tasks", as: stranger)
                #expect(reply.status == 403, "\(stranger) at \(desk)")
                #expect(reply.codes == ["OTHER_AGENCY"], "\(reply.text)")
            }
            #expect(try await fleet.ask("police", "GET", "/tasks").status == 401)
            #expect(try await fleet.ask("coordinator", "GET", "/dead", as: "housing-li").status == 403)
        }

        @Test func anUploadThatLiesAboutItsTypeIsRefused() async throws {
            let fleet = try LiveFleet.here()
            let lie = try await fleet.ask(
                "housing",
                "POST",
                "/files?name=scan.png",
                as: "housing-li",
                body: Array("#!/bin/sh\n".utf8),
                type: "image/png"
            )
            #expect(lie.status == 422)
            #expect(lie.codes == ["FILE_TYPE_MISMATCH"])
            let truth = try await fleet.ask(
                "housing",
                "POST",
                "/files?name=note.txt",
                as: "housing-li",
                body: Array("已沟通\n".utf8),
                type: "text/plain"
            )
            #expect(truth.status == 201, "\(truth.text)")
        }
    }
}

extension LiveFleet {
    /// The dead letters of the coordinator.
    func dead() async throws -> [Value] { try await read("/dead").list ?? [] }

    /// What a process says of itself.
    func status(_ process: String) async throws -> Value { try await ask(process, "GET", "/status").body }

    /// A report that a task is done.
    func completion(
        _ step: String,
        _ instance: String = "",
        outcome: String = "done",
        fields: [String: Value] = [:],
        by person: String,
        sequence: Int = 7
    ) throws -> StepReport {
        let act = StepReport.Act(by: person, unit: "bureau", at: try FleetClock(home: home).now())
        return StepReport(
            step: step,
            instance: instance,
            sequence: sequence,
            seen: 1,
            signed: act,
            holder: person,
            completed: StepReport.Completion(act: act, outcome: outcome, fields: fields)
        )
    }

    /// Publishes a report, waits until it was read, and finds nothing changed but a count.
    func isIgnored(_ report: StepReport, in caseID: String, as agency: String) async throws {
        let before = try await tasks(of: caseID).map { "\($0.id) \($0.state) \($0.outcome ?? "")" }
        let counted = try count(caseID)
        let metric = try await ignored()
        #expect(try await self.report(report, of: caseID, as: agency) == .confirmed)
        try await until("the report was counted") { try count(caseID) > counted ? true : nil }
        #expect(try await tasks(of: caseID).map { "\($0.id) \($0.state) \($0.outcome ?? "")" } == before)
        #expect(try await ignored() > metric)
        _ = try await open()
    }

    /// How many messages the coordinator says it has ignored since it started.
    private func ignored() async throws -> Int {
        let lines = try await ask("coordinator", "GET", "/metrics").text.split(separator: "\n")
        let line = lines.first { $0.hasPrefix("huiban_messages_ignored_total{") }
        return try #require(line?.split(separator: " ").last.flatMap { Double($0) }.map { Int($0) }, "\(lines)")
    }

    /// How many messages had no effect on a case, late answers included.
    private func count(_ caseID: String) throws -> Int {
        try stored("coordinator") { db in
            let body = try Data.fetchOne(db, sql: "SELECT body FROM cases WHERE id = ?", arguments: [caseID])
            let state = try StoredState.decode(Case.self, from: try #require(body))
            return state.ignoredCount + state.lateCount
        }
    }

    /// Reads the file of an owner from outside.
    func stored<Result>(_ owner: String, _ read: (Database) throws -> Result) throws -> Result {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: home.store(owner), configuration: configuration).read(read)
    }
}
