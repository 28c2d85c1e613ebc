import Casework
import CaseworkTesting
import Contracts
import Foundation
import Testing

/// What lies in contracts/ fits together: workflows, registry, schemas and examples.
@Suite struct ShippedContractsTests {
    /// What is here has no errors; what it warns about is another matter.
    @Test func everyFileOfItCanBeRead() {
        let reading = Books.load(directory: RegistryTests.directory)
        #expect(reading.problems.filter { $0.severity == .error } == [])
    }

    private func judge(_ file: String) throws -> Reading<CaseSubmit> {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(RegistryTests.directory)/examples/\(file)"))
        let envelope = try #require(
            Wire.read(body: Array(data), properties: Wire.Properties(contentType: "application/json")).subject
        )
        let moment = IntakeCheck.Moment(
            now: try TimeText.instant("2023-04-27T09:00:00+08:00"),
            calendarYears: 2023...2026
        )
        return try Fixture.intakeCheck().submit(envelope.data, moment)
    }

    @Test func theExamplesAreTakenWithoutAWord() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(RegistryTests.directory)/examples")
        let good = files.filter { $0.hasSuffix(".json") && !$0.contains("mistakes") }
        #expect(good.count >= 5)
        for file in good { #expect(try judge(file).problems == [], "\(file)") }
        let leads = Set(try good.compactMap { try judge($0).subject?.fields["leadUnit"]?.text })
        #expect(leads == ["police", "justice", "civil-affairs", "housing"])
    }

    @Test func noTwoExamplesShareANumberOfTheirPublisher() throws {
        // The second of them would be refused as another text under a number that is taken.
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(RegistryTests.directory)/examples")
        let ids = try files.filter { $0.hasSuffix(".json") }.sorted().map { file -> String in
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(RegistryTests.directory)/examples/\(file)"))
            let message = try #require(JSONText.value(Array(data)).subject, "\(file)")
            return "\(message["source"]?.text ?? "") \(message["data"]?["externalId"]?.text ?? "")"
        }
        #expect(Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys.sorted() == [])
    }

    @Test func theThreeMistakesAreToldTogether() throws {
        let reading = try judge("deputy-suggestion-three-mistakes.json")
        #expect(
            Set(reading.problems.map { "\($0.code) \($0.pointer)" }) == [
                "SUGGESTION_NO_FORMAT /data/fields/suggestionNo", "TIMESTAMP_NO_OFFSET /data/fields/receivedAt",
                "LEAD_IN_COHANDLERS /data/fields/coHandlers",
            ]
        )
        #expect(reading.problems.count == 3)
    }

    /// The bad cases of the domain notes (6.2) by the forms as they are shipped; each told completely.
    @Test(arguments: [
        ("service-complaint-bad-03-mistakes.json", ["TERRITORY_UNRESOLVED /data/fields/districtCode"]),
        (
            "service-complaint-bad-04-mistakes.json",
            [
                "PHONE_FORMAT /data/fields/reporter/phone", "PII_IN_FREE_TEXT /data/fields/text",
                "TIMESTAMP_NO_OFFSET /data/fields/receivedAt",
            ]
        ),
        (
            "safety-hazard-bad-08-mistakes.json",
            ["CALENDAR_NOT_LOADED /data/fields/receivedAt", "RECEIVED_IN_FUTURE /data/fields/receivedAt"]
        ),
        (
            "whistle-report-bad-09-mistakes.json",
            ["DEPARTMENTS_EMPTY /data/fields/departments", "TERRITORY_UNRESOLVED /data/fields/street"]
        ),
        (
            "committee-misconduct-mistakes.json",
            [
                "ALLEGATIONS_EMPTY /data/fields/allegations", "NUMBER_TOO_SMALL /data/fields/reporterCount",
                "PII_IN_FREE_TEXT /data/fields/text", "TERRITORY_UNRESOLVED /data/fields/districtCode",
                "TERRITORY_UNRESOLVED /data/fields/street", "VALUE_NOT_ALLOWED /data/fields/source",
            ]
        ),
        (
            "owners-vote-bad-06-mistakes.json",
            [
                "FIELD_MISSING /data/fields/ownersTotal", "MAJORITY_CLASS_MISMATCH /data/fields/majorityClass",
                "NUMBER_TOO_SMALL /data/fields/ownersAsking", "PII_IN_FREE_TEXT /data/fields/text",
                "TIMESTAMP_NO_OFFSET /data/fields/receivedAt",
            ]
        ),
        (
            "company-handover-mistakes.json",
            [
                "DATE_INVALID /data/fields/terminatesOn", "TIMESTAMP_NO_OFFSET /data/fields/receivedAt",
                "VALUE_NOT_ALLOWED /data/fields/ending",
            ]
        ),
    ])
    func aBadCaseOfTheNotesIsToldCompletely(file: String, told: [String]) throws {
        let reading = try judge(file)
        #expect(reading.subject == nil)
        #expect(reading.problems.map { "\($0.code) \($0.pointer)" }.sorted() == told)
        #expect(!reading.problems.contains { $0.zh.contains("1380000") })
    }

    /// It waits for completion (补正) and is not refused (domain notes 6.2, BAD-05).
    @Test func aDisputeThatLacksASideIsHeldWithEverythingItLacks() throws {
        let reading = try judge("dispute-mediation-bad-05-mistakes.json")
        #expect(reading.subject?.caseType == "dispute-mediation")
        #expect(
            reading.problems.map { "\($0.code) \($0.pointer)" } == [
                "PARTY_MISSING_RESPONDENT /data/fields/parties", "CONSENT_REQUIRED /data/fields/consent",
            ]
        )
        #expect(reading.problems.allSatisfy { $0.severity == .hold })
    }

    /// Counting all owners ended with the Civil Code (domain.md 2.6); the matter decides how large the majority must be.
    @Test(arguments: [
        ("of-all-owners", "hire-company", "MAJORITY_RULE_REPEALED"), ("special", "use-fund", "MAJORITY_CLASS_MISMATCH"),
        ("ordinary", "common-parts", "MAJORITY_CLASS_MISMATCH"), ("special", "rebuild", ""),
        ("ordinary", "dismiss-company", ""),
    ])
    func aVoteGoesByTheMajorityOfItsMatterAndNeverByTheRuleOfBefore2021(
        named: String,
        matter: String,
        code: String
    ) throws {
        let file = "\(RegistryTests.directory)/examples/owners-vote-demo-006.json"
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("\"majorityClass\": \"ordinary\"", with: "\"majorityClass\": \"\(named)\"")
            .replacing("\"matter\": \"hire-company\"", with: "\"matter\": \"\(matter)\"")
        let envelope = try #require(
            Wire.read(body: Array(text.utf8), properties: Wire.Properties(contentType: "application/json")).subject
        )
        let moment = IntakeCheck.Moment(
            now: try TimeText.instant("2023-04-27T09:00:00+08:00"),
            calendarYears: 2023...2026
        )
        let problems = try Fixture.intakeCheck().submit(envelope.data, moment).problems
        #expect(problems.map(\.code) == (code.isEmpty ? [] : [code]))
    }

    @Test func aWhistleThatIsCutOffIsNoMessageAndItsSurrogateIsToldAsWell() {
        let raw =
            #"{"schemaVersion":1,"caseId":"B9","caseType":"whistleReport","priority":"P0","text":"\ud83d","departments":[]"#
        let reading = Wire.read(body: Array(raw.utf8), properties: Wire.Properties(contentType: "application/json"))
        #expect(reading.subject == nil)
        #expect(
            !Set(reading.problems.map(\.code)).isDisjoint(with: ["JSON_SYNTAX", "LONE_SURROGATE"]),
            "\(reading.problems)"
        )
    }

    /// A case remembers one value of a name: steps that mean different things by it would take one for the other.
    @Test func aFieldIsOfOneTypeInTheWholeOfAWorkflow() throws {
        for workflow in try Fixture.books().workflows.values {
            let fields = workflow.form.fields + workflow.steps.flatMap(\.form.fields)
            for (name, same) in Dictionary(grouping: fields, by: \.name) {
                let types = Set(same.map { "\($0.type)\($0.isList ? " list" : "")" })
                #expect(types.count == 1, "\(workflow.name) \(name): \(types.sorted())")
            }
        }
    }

    @Test func everyStepOfEveryWorkflowHasAFormThatMachinesCanFillIn() throws {
        let books = try Fixture.books()
        for workflow in books.workflows.values {
            for step in workflow.steps {
                let types = FieldTypes(
                    registry: books.registry,
                    depth: .city,
                    sample: FieldSample(today: try TimeText.date("2023-04-27"), person: "housing-li")
                )
                let document = FormSchema(form: step.form, types: types, labels: .init(workflow.vocabulary))
                    .completion(outcomes: step.outcomes, title: step.title)
                let schema = try #require(Schema.read(document).subject, "\(step.id)")
                let check = try #require(
                    FormCheck.make(
                        form: step.form,
                        registry: books.registry,
                        depth: .city,
                        sample: FieldSample(today: LocalDate(dayNumber: 0), person: "housing-li"),
                        isClosed: true
                    ).subject
                )
                for (outcome, example) in zip(step.outcomes, document["examples"]?.list ?? []) {
                    #expect(schema.check(example) == [], "\(step.id) \(outcome)")
                    let fields = try #require(example["fields"]?.object)
                    #expect(
                        check.check(fields, outcome: outcome) == .good(fields, warnings: []),
                        "\(step.id) \(outcome)"
                    )
                }
            }
        }
    }

    @Test func theRegistryAndTheWorkflowsNameTheSameAgencies() throws {
        let books = try Fixture.books()
        for workflow in books.workflows.values {
            for agency in books.registry.agencies.keys { #expect(workflow.vocabulary.known(.party, agency) != nil) }
        }
    }

    @Test func aDamagedMessageIsAnsweredAndNeverTraps() throws {
        let check = try Fixture.intakeCheck()
        let moment = IntakeCheck.Moment(
            now: try TimeText.instant("2023-04-27T09:00:00+08:00"),
            calendarYears: 2023...2026
        )
        let file = "\(RegistryTests.directory)/examples/deputy-suggestion-20230333.json"
        let original = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        var random = SeededRandom(seed: 20_230_727)
        var refused = 0
        for _ in 0..<1500 {
            var bytes = original
            for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            if random.below(4) == 0 { bytes.removeLast(random.below(bytes.count)) }
            switch Wire.read(body: bytes, properties: Wire.Properties(contentType: "application/json")) {
            case .bad(let problems):
                refused += 1
                #expect(
                    problems.contains { $0.severity == .error }
                        && problems.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty }
                )
            case .good(let envelope, _):
                let reading = check.submit(envelope.data, moment)
                #expect(reading.subject != nil || !reading.problems.isEmpty)
            }
        }
        #expect(refused > 500)
    }
}
