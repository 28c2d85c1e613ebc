import Casework
import CaseworkTesting
import CivilAffairsWorker
import Contracts
import Desk
import EventStore
import Testing

@Suite("Owners' committees at the civil affairs desk")
struct DeskCommitteeTests {
    private let clerk = Sample.person("civil-affairs-hu", agency: "civil-affairs", unit: "district")
    private let reviewer = Sample.person("civil-affairs-guo", agency: "civil-affairs", roles: [.reviewer])

    private func task(
        _ bench: DeskBench,
        _ step: String,
        attempt: Int = 1,
        party: String? = nil
    ) throws -> TaskKey {
        let shipped = try #require(try Fixture.workflow("committee-misconduct")[step])
        let content = Sample.content(step, agency: "civil-affairs", attempt: attempt) {
            $0.caseType = "committee-misconduct"
            $0.unit = nil
            $0.party = party
            $0.form = Form(fields: shipped.form.fields.filter { $0.type != "file" })
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.with = shipped.with
            $0.issues = shipped.issues
            $0.issuesOn = shipped.issuesOn
            $0.fields = ["street": "示例三街道", "estate": "示例新村", "ownersTotal": 100]
        }
        try bench.receive(Sample.assignment(content))
        return TaskKey(content)
    }

    private func bench() throws -> DeskBench {
        var rules = DeskBench.rules
        for (name, pattern) in [
            ("suspension-decision", "{street}停职〔{year}〕{n}号"), ("interview-record", "{street}约谈〔{year}〕{n}号"),
            ("referral-letter", "武民移〔{year}〕{n}号"), ("recall-notice", "{street}召〔{year}〕{n}号"),
        ] {
            rules.documents[name] = DocumentSeries(title: Words(zh: name, en: name), pattern: pattern)
        }
        return try DeskBench(CivilAffairsPractice(), rules: rules)
    }

    private func isSuspended(_ bench: DeskBench) throws -> Bool {
        try bench.store.read { try CommitteeBook.isSuspended(street: "示例三街道", estate: "示例新村", in: $0) }
    }

    private let decision: [String: Value] = ["grounds": "账目不公开", "caretaker": "community"]

    @Test func withoutAnInterviewOnRecordASuspensionNeedsAReason() throws {
        let bench = try bench()
        let absent = try task(bench, "interview")
        #expect(try bench.complete(absent, "absent", by: clerk).codes == [])
        let key = try task(bench, "suspend")
        #expect(try bench.complete(key, "suspended", decision, by: clerk).codes == ["INTERVIEW_MISSING"])
        let blank = decision.merging(["overrideReason": "   "]) { _, new in new }
        #expect(try bench.complete(key, "suspended", blank, by: clerk).codes == ["INTERVIEW_MISSING"])
        let reasoned = decision.merging(["overrideReason": "两次通知均未到场"]) { _, new in new }
        let issued = try bench.complete(key, "suspended", reasoned, by: clerk).get()
        #expect(issued.report.completed?.document == "示例三街道停职〔2023〕1号")
        #expect(try isSuspended(bench))
    }

    @Test func anInterviewOnRecordIsEnoughAndWhoIsNotSuspendedNeedsNone() throws {
        let bench = try bench()
        #expect(try bench.complete(try task(bench, "suspend"), "not-suspended", decision, by: clerk).codes == [])
        #expect(try !isSuspended(bench))
        let held = try task(bench, "interview", attempt: 2)
        #expect(try bench.complete(held, "held", ["promises": ["公开账目"]], by: clerk).codes == [])
        #expect(
            try bench.complete(try task(bench, "suspend", attempt: 2), "suspended", decision, by: clerk).codes == []
        )
        #expect(try isSuspended(bench))
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func aSuspensionThatIsTakenBackRestoresTheCommittee() throws {
        let bench = try bench()
        #expect(try bench.complete(try task(bench, "interview"), "held", ["promises": ["公开"]], by: clerk).codes == [])
        #expect(try bench.complete(try task(bench, "suspend"), "suspended", decision, by: clerk).codes == [])
        let undo = Sample.content("suspend", agency: "civil-affairs") {
            $0.caseType = "committee-misconduct"
            $0.isUndo = true
            $0.unit = nil
            $0.fields = ["street": "示例三街道", "estate": "示例新村"]
        }
        try bench.receive(Sample.assignment(undo))
        #expect(try bench.complete(TaskKey(undo), by: clerk).codes == [])
        #expect(try !isSuspended(bench))
    }

    @Test func anInterviewIsAnnouncedBeforeItsDay() throws {
        let bench = try bench()
        let key = try task(bench, "appoint")
        func codes(_ day: String) throws -> [String] {
            let fields: [String: Value] = ["interviewAt": .text("\(day)T15:00:00+08:00"), "place": "街道会议室"]
            return try bench.complete(key, "done", fields, by: clerk).codes
        }
        #expect(try codes("2023-04-27") == ["INTERVIEW_TOO_SOON"])
        #expect(try codes("2023-05-04") == [])
    }

    @Test func aFifthOfTheOwnersHasTheAssemblyCalled() throws {
        let bench = try bench()
        let key = try task(bench, "recall-notice")
        #expect(
            try bench.complete(key, "not-asked", ["ownersAsking": 20], by: clerk).codes == ["RECALL_MUST_BE_CALLED"]
        )
        #expect(try bench.complete(key, "called", ["ownersAsking": 101], by: clerk).codes == ["MORE_THAN_ALL"])
        #expect(try bench.complete(key, "not-asked", ["ownersAsking": 19], by: clerk).codes == [])
    }

    @Test func aMatterIsReferredToWhoeverMayActOnly() throws {
        let bench = try bench()
        let key = try task(bench, "refer")
        #expect(try bench.complete(key, "done", ["referredTo": "utilities"], by: clerk).codes == ["PARTY_UNFIT"])
        let issued = try bench.complete(key, "done", ["referredTo": "discipline"], by: clerk).get()
        #expect(issued.report.completed?.document == "武民移〔2023〕1号")
    }

    /// A support body is helped by, and nothing ends through it: its own note is all it can give (domain notes 1, row 25).
    @Test func aSupportBodyCannotEndAStepOfTheStreet() throws {
        let bench = try bench()
        let key = try task(bench, "verify", party: "street")
        let result = try bench.commit { [desk = bench.desk, clerk] in
            try desk.complete(
                key,
                outcome: "corrected",
                fields: ["facts": "已改正"],
                onBehalfOf: "support-org",
                by: clerk,
                in: $0
            )
        }
        #expect(result.codes == ["PARTY_MISMATCH"])
        let help = try task(bench, "assist", party: "support-org")
        #expect(try bench.complete(help, "done", ["record": "协助整理账目"], by: clerk).codes == [])
    }
}
