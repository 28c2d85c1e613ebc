import Casework
import Contracts
import Testing

@Suite struct WireTests {
    private let bare = """
        {"specversion":"1.0","id":"suggestions/DEMO-001/-/0/case.submit/0","source":"suggestions",
        "type":"huiban.case.submit.v1","time":"2023-04-27T09:00:00+08:00","data":{"caseType":"deputy-suggestion",
        "externalId":"DEMO-001","title":"t","fields":{"a":1}},"anything":"else"}
        """

    private func read(
        _ text: String,
        _ properties: Wire.Properties = Wire.Properties(contentType: "application/json")
    )
        -> Reading<Envelope>
    { Wire.read(body: Array(text.utf8), properties: properties) }

    @Test func aBareBodyIsEnough() throws {
        let envelope = try #require(read(bare).subject)
        #expect(read(bare).problems == [])
        #expect(envelope.type == .caseSubmit)
        let submit = try #require(envelope.payload(CaseSubmit.self).subject)
        #expect(submit.externalID == "DEMO-001")
        #expect(submit.fields == ["a": 1])
    }

    @Test func anEnvelopeIsReadBackAsItWasWritten() throws {
        let report = StepReport(
            step: "opinions",
            instance: "police",
            sequence: 3,
            seen: 2,
            requests: [
                .init(
                    id: "r1",
                    kind: .extend,
                    act: .init(by: "p", unit: "bureau", at: Instant(milliseconds: 1_682_557_200_000)),
                    reason: "因"
                )
            ]
        )
        let envelope = try Envelope.report(
            report,
            of: "WH-420100-DS-20230427-000001-50",
            from: "police",
            time: Instant(milliseconds: 1_682_557_200_123),
            epoch: 4,
            causationID: "coordinator/x/-/0/k/0",
            traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        )
        let properties = Wire.properties(mirroring: envelope)
        #expect(properties.messageID == "police/WH-420100-DS-20230427-000001-50/opinions.police/1/report/3")
        #expect(Wire.read(body: envelope.bytes, properties: properties) == .good(envelope, warnings: []))
        #expect(envelope.payload(StepReport.self) == .good(report, warnings: []))
    }

    @Test func theBodyCountsWhereThePropertiesDiffer() {
        let properties = Wire.Properties(
            contentType: "application/cloudevents+json; charset=utf-8",
            messageID: "other",
            type: "huiban.receipt.v1",
            appID: "police",
            timestamp: 1
        )
        let reading = read(bare, properties)
        #expect(reading.subject?.source == "suggestions")
        #expect(reading.problems.map(\.pointer) == ["/id", "/type", "/source", "/time"])
        #expect(reading.problems.allSatisfy { $0.code == "PROPERTY_MISMATCH" && $0.severity == .warning })
    }

    @Test func allFaultsOfAnEnvelopeAreToldAtOnce() {
        let text = """
            {"specversion":"0.3","id":"a b","source":"","type":"huiban.case.submit.v2","time":"2023-04-27T09:00:00",
            "caseid":"B1\\r\\nX","attempt":-1,"traceparent":"x","data":[]}
            """
        let reading = read(text)
        #expect(reading.subject == nil)
        #expect(
            reading.problems.map(\.code) == [
                "SPECVERSION_UNSUPPORTED", "ID_FORMAT", "ATTRIBUTE_MISSING", "SCHEMA_VERSION_UNSUPPORTED",
                "TIMESTAMP_NO_OFFSET", "CASE_ID_FORMAT", "ATTRIBUTE_TYPE", "TRACEPARENT_FORMAT", "DATA_MISSING",
            ]
        )
        #expect(reading.problems.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty })
    }

    @Test(arguments: [
        (#"{"type":"huiban.evict.tenant.v1"}"#, "TYPE_UNKNOWN"), (#"{"id":3}"#, "ATTRIBUTE_TYPE"),
        ("[]", "ENVELOPE_SHAPE"),
        ("{", "JSON_SYNTAX"), (#"{"datacontenttype":"text/xml"}"#, "DATA_CONTENT_TYPE"),
        (#"{"id":"a","id":"b"}"#, "DUPLICATE_KEY"),
        (#"{"id":"文"}"#, "ID_FORMAT"), (#"{"time":"2023-02-30T00:00:00Z"}"#, "TIME_INVALID"),
    ])
    func aFaultyBodyHasItsCode(_ text: String, _ code: String) {
        #expect(read(text).problems.map(\.code).contains(code))
    }

    @Test func wrongMediaTypesAndHugeBodiesAreRefusedUnread() {
        #expect(read(bare, Wire.Properties(contentType: "text/plain")).problems.map(\.code) == ["CONTENT_TYPE_WRONG"])
        #expect(
            read(bare, Wire.Properties(contentType: "application/json", contentEncoding: "gzip")).problems.map(\.code)
                == ["CONTENT_ENCODING"]
        )
        #expect(read(bare, Wire.Properties()).problems.map(\.code) == ["CONTENT_TYPE_MISSING"])
        let huge = [UInt8](repeating: 0x20, count: Wire.largestBody + 1)
        #expect(
            Wire.read(body: huge, properties: Wire.Properties(contentType: "application/json")).problems.map(\.code)
                == ["BODY_TOO_LARGE"]
        )
    }

    @Test func receiptsGoOnlyToQueuesOfTheirReader() {
        #expect(ReplyAddress.check("reply.hotline.desk-7", for: "hotline").subject != nil)
        #expect(ReplyAddress.check("amq.rabbitmq.reply-to.g1h2AA5yZXBseUA0NDg/ODcz==", for: "hotline").subject != nil)
        for address in [
            "assignments.police", "reply.suggestions.x", "reply.hotline", "", "reply.hotline.a\r\nb", "journal.police",
        ] {
            #expect(ReplyAddress.check(address, for: "hotline").problems.map(\.code) == ["REPLY_TO_FORBIDDEN"])
        }
    }

    @Test func everyTypeHasAVersionAKindWordAndASchema() {
        #expect(MessageType.caseSubmit.name == "case.submit")
        #expect(MessageType.stepUndo.schemaName == "assignment")
        #expect(MessageType.allCases.allSatisfy { $0.rawValue.hasPrefix("huiban.") && $0.rawValue.hasSuffix(".v1") })
    }
}
