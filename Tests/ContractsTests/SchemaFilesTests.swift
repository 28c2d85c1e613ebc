import Casework
import Contracts
import Foundation
import Testing

@Suite struct SchemaFilesTests {
    private func schemas() throws -> SchemaSet {
        let reading = SchemaSet.load(directory: "\(RegistryTests.directory)/schemas")
        #expect(reading.problems == [])
        return try #require(reading.subject)
    }

    @Test func everyMessageTypeHasASchemaFileAndEveryExampleFits() throws {
        let set = try schemas()
        for type in MessageType.allCases { #expect(set[type] != nil, "\(type.rawValue)") }
        for (file, document) in set.documents where file != "common.schema.json" {
            let examples = try #require(document["examples"]?.list, "\(file)")
            #expect(!examples.isEmpty)
            for example in examples { #expect(set[file]?.check(example) == [], "\(file)") }
        }
    }

    @Test func theEnvelopeSchemaKnowsExactlyTheTypesOfTheCode() throws {
        let types = try schemas().documents["envelope.schema.json"]?["properties"]?["type"]?["enum"]?.texts
        #expect(Set(types ?? []) == Set(MessageType.allCases.map(\.rawValue)))
    }

    @Test func whatTheCodeWritesTheSchemasAccept() throws {
        let set = try schemas()
        let time = try TimeText.instant("2023-04-27T09:00:00+08:00")
        let caseID = "WH-420100-DS-20230427-000001-93"
        let act = StepReport.Act(by: "police-wang", unit: "bureau", at: time)
        let assignment = Assignment(
            content: .init(
                caseID: caseID,
                caseType: "deputy-suggestion",
                caseVersion: 1,
                subject: "题",
                step: "opinions",
                title: Words(zh: "会办意见", en: "Opinions"),
                instance: "police",
                agency: "police",
                isUrgent: true,
                form: Form(fields: [
                    .init(name: "opinion", type: "text", need: .outcome(["submitted"])),
                    .init(name: "on", type: "date", need: .field("a", ["b"])),
                ])
            ),
            standing: .init(sequence: 1, state: .open, openedAt: time, due: time)
        )
        let report = StepReport(
            step: "opinions",
            instance: "police",
            sequence: 2,
            seen: 1,
            signed: act,
            holder: "police-wang",
            completed: .init(act: act, outcome: "submitted", fields: ["opinion": "无"], document: nil, voided: []),
            requests: [.init(id: "1", kind: .return, act: act, reason: "因", suggestedAgency: "justice")]
        )
        let problem = Problem("X_Y", at: "/a", zh: "中", en: "e", severity: .warning)
        let envelopes = [
            try Envelope.assignment(assignment, time: time, epoch: 1),
            try Envelope.report(report, of: caseID, from: "police", time: time, epoch: 1),
            try Envelope.receipt(
                Receipt(
                    disposition: .accepted,
                    caseID: caseID,
                    externalID: "D",
                    messageID: "m",
                    problems: [problem],
                    at: time
                ),
                subject: "D"
            ),
            try Envelope.caseEvents(
                CaseEvents(events: [
                    CaseEvent(
                        kind: .opened,
                        caseID: caseID,
                        caseType: "deputy-suggestion",
                        number: 1,
                        at: time,
                        due: time
                    ),
                    CaseEvent(
                        kind: .closed,
                        caseID: caseID,
                        caseType: "deputy-suggestion",
                        number: 2,
                        at: time,
                        outcome: "resolved",
                        publicText: Words(zh: "中", en: "e"),
                        stands: []
                    ),
                ]),
                time: time,
                epoch: 1,
                number: 9
            ),
            try Envelope(
                id: "a",
                source: "police",
                type: .stepHeld,
                time: time,
                payload: StepHeld(
                    caseID: caseID,
                    step: "opinions",
                    attempt: 1,
                    messageID: "m",
                    problems: [problem],
                    at: time
                )
            ),
            try Envelope(id: "a", source: "coordinator", type: .fence, time: time, payload: Fence(number: 3)),
            try Envelope(
                id: "a",
                source: "hotline",
                type: .caseSubmit,
                time: time,
                payload: CaseSubmit(caseType: "deputy-suggestion", externalID: "D", title: "题", fields: [:])
            ),
            try Envelope(
                id: "a",
                source: "hotline",
                type: .caseSupplement,
                time: time,
                payload: CaseSupplement(externalID: "D", number: 1)
            ),
            try Envelope(
                id: "a",
                source: "hotline",
                type: .caseRate,
                time: time,
                payload: CaseRate(externalID: "D", rating: "satisfied")
            ),
        ]
        for envelope in envelopes {
            #expect(set["envelope"]?.check(envelope.value) == [], "\(envelope.type.rawValue)")
            #expect(
                Wire.read(body: envelope.bytes, properties: Wire.properties(mirroring: envelope))
                    == .good(envelope, warnings: [])
            )
        }
    }
}
