import Casework
import CaseworkTesting
import CivilAffairsWorker
import Contracts
import Desk
import EventStore
import Foundation
import HousingWorker
import JusticeWorker
import PoliceWorker
import Testing

@testable import Coordinator

/// Everybody can drive any case: what a desk shows as an example, it accepts.
@Suite("Examples of answers")
struct DeskExampleTests {
    private func practice(_ agency: String) -> any Practice {
        switch agency {
        case "police": PolicePractice()
        case "justice": JusticePractice()
        case "civil-affairs": CivilAffairsPractice()
        case "housing": HousingPractice()
        default: CoordinatorPractice()
        }
    }

    /// What the case may already say when a step opens.
    private static let known: [[String: Value]] = [
        [:],
        [
            "leadDeputy": "张一一", "coSigners": ["李二二", "王三三"], "reply": "张一一代表：您好，电话13800008000。",
            "leadUnit": "housing", "coHandlers": ["police", "justice", "civil-affairs"], "resultClass": "B",
            "text": "建议规范业委会换届", "promisedOn": "2023-12-31", "receipts": [],
        ],
        [
            "category": "propertyService.disclosure", "estate": "示例花园", "street": "示例一街道", "severity": "general",
            "departments": ["housing", "police", "utilities"], "hazardKind": "facade", "danger": "life", "level": "I",
            "zone": "city", "receivedAt": "2023-04-27T08:00:00+08:00",
        ],
        [
            "category": "propertyService.feeArrears", "districtCode": "420111", "ownersTotal": 100, "ending": "quits",
            "terminatesOn": "2023-08-31",
            "parties": [
                ["role": "applicant", "kind": "company", "name": "示例物业有限公司"],
                ["role": "respondent", "kind": "owner", "name": "李**"],
            ],
        ],
    ]

    @Test(arguments: ["police", "justice", "civil-affairs", "housing", "coordinator"])
    func everyExampleOfEveryStepIsAcceptedAsItStands(agency: String) throws {
        let books = try Fixture.books()
        let rules = DeskRules(books: books, agency: agency)
        let person = try #require(books.registry.people(of: agency, role: .operator).first)
        var tried = 0
        for workflow in books.workflows.values.sorted(by: { $0.name < $1.name }) {
            let bench = try DeskBench(practice(agency), rules: rules)
            for known in Self.known {
                for step in workflow.steps
                where step.isForPeople && step.isAsked(of: agency) && step.child?.waits != true {
                    for outcome in step.outcomes.indices {
                        // A case of its own for each, or four-eyes would rightly refuse the second step.
                        let caseID = "WH-420100-DS-20230427-\(100_000 + tried)-00"
                        let content = content(of: step, in: workflow, caseID: caseID, agency: agency, known)
                        try bench.receive(Sample.assignment(content))
                        let key = TaskKey(content)
                        let now = bench.now
                        let detail = try bench.store.read {
                            try bench.desk.detail(key, for: person, now: now, safe: .max, in: $0)
                        }
                        let examples = try #require(detail?.schema["examples"]?.list)
                        #expect(examples.count == step.outcomes.count)
                        let example = examples[outcome]
                        let result = try bench.commit { tx in
                            try bench.desk.complete(
                                key,
                                outcome: example["outcome"]?.text ?? "",
                                fields: example["fields"]?.object ?? [:],
                                onBehalfOf: example["onBehalfOf"]?.text,
                                by: person,
                                in: tx
                            )
                        }
                        #expect(result.codes == [], "\(workflow.name) \(step.id) \(example)")
                        let warnings = (try? result.get().warnings.map(\.code)) ?? []
                        #expect(!warnings.contains("CHECK_UNKNOWN"), "\(workflow.name) \(step.id)")
                        tried += 1
                    }
                }
            }
        }
        #expect(tried > (agency == "justice" || agency == "civil-affairs" ? 20 : 30))
    }

    @Test func aFieldTheFormDoesNotHaveIsRefusedAndAllFaultsAreToldOnce() throws {
        let books = try Fixture.books()
        let workflow = try #require(books.workflows["deputy-suggestion"])
        let assign = try #require(workflow["assign"])
        let bench = try DeskBench(
            PlainPractice(agency: "coordinator"),
            rules: DeskRules(books: books, agency: "coordinator")
        )
        let content = content(of: assign, in: workflow, caseID: Sample.caseID, agency: "coordinator", [:])
        try bench.receive(Sample.assignment(content))
        let person = try #require(books.registry.people(of: "coordinator", role: .operator).first)
        let result = try bench.complete(
            TaskKey(content),
            "done",
            ["leadUnit": "housing", "coHandlers": ["housing", "police"], "mood": "good"],
            by: person
        )
        #expect(result.codes.count { $0 == "LEAD_IN_COHANDLERS" } == 1)
        #expect(result.codes.count == 2)
    }

    @Test func aPromiseNeedsItsDate() throws {
        let books = try Fixture.books()
        let workflow = try #require(books.workflows["deputy-suggestion"])
        let draft = try #require(workflow["draft"])
        let bench = try DeskBench(HousingPractice(), rules: DeskRules(books: books, agency: "housing"))
        let content = content(of: draft, in: workflow, caseID: Sample.caseID, agency: "housing", [:])
        try bench.receive(Sample.assignment(content))
        let person = try #require(books.registry.people(of: "housing", role: .operator).first)
        let result = try bench.complete(
            TaskKey(content),
            "done",
            ["reply": "将于年底前解决", "resultClass": "B"],
            by: person
        )
        guard case .failure(let refusal) = result else {
            Issue.record("it was accepted")
            return
        }
        #expect(refusal.problems.map(\.pointer) == ["/fields/promisedOn"])
    }

    private func content(
        of step: Step,
        in workflow: Workflow,
        caseID: String,
        agency: String,
        _ known: [String: Value]
    ) -> Assignment.Content {
        Assignment.Content(
            caseID: caseID,
            caseType: workflow.name,
            caseVersion: workflow.version,
            subject: "关于解决小区物业纠纷的建议",
            step: step.id,
            title: step.title,
            agency: agency,
            fields: known,
            form: step.form,
            outcomes: step.outcomes,
            checks: step.checks,
            with: step.with,
            issues: step.issues,
            issuesOn: step.issuesOn
        )
    }
}

extension Step {
    /// Whether somebody ends it by hand: no rule does, and no register.
    fileprivate var isForPeople: Bool { rule == nil && owners.register == nil }

    /// Whether the file gives the step to this agency: by name, as sponsor, as lead, or by a field that may name it.
    fileprivate func isAsked(of agency: String) -> Bool {
        func isAsked(_ party: Owner.Party) -> Bool {
            switch party {
            case .agency(let name): name == agency
            case .lead, .field: agency != "coordinator"
            case .outside: false
            }
        }
        func isAsked(_ owner: Owner) -> Bool { isAsked(owner.via?.party ?? owner.party) }
        return switch owners {
        case .one(let owner), .register(_, let owner): isAsked(owner)
        case .several(let owners): owners.contains { isAsked($0) }
        case .each: agency != "coordinator"
        }
    }
}
