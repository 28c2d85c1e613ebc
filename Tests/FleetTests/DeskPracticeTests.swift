import Casework
import CivilAffairsWorker
import Contracts
import Desk
import EventStore
import GRDB
import HousingWorker
import JusticeWorker
import PoliceWorker
import Testing

@Suite("What only one agency does")
struct DeskPracticeTests {
    private static let opinionForm = Form(fields: [
        Form.Field(name: "opinion", type: "text"),
        Form.Field(name: "measures", type: "text", isList: true, need: .optional),
        Form.Field(name: "signedBy", type: "person"),
    ])

    private func opinion(
        _ practice: any Practice,
        _ change: (inout Assignment.Content) -> Void = { _ in }
    ) throws -> (DeskBench, TaskKey, Person) {
        let bench = try DeskBench(practice)
        let content = Sample.content("opinions", agency: practice.agency) {
            $0.form = Self.opinionForm
            $0.outcomes = ["disagrees", "submitted", "no-opinion"]
            $0.mayReturn = true
            change(&$0)
        }
        try bench.receive(Sample.assignment(content))
        return (bench, TaskKey(content), Sample.person("\(practice.agency)-x", agency: practice.agency))
    }

    @Test func policeOpinionsLeaveWithoutNamesPhonesAndIdentityNumbers() throws {
        let (bench, key, person) = try opinion(PolicePractice()) { $0.fields = ["leadDeputy": "周小川"] }
        let typed = "报警人王小明（电话１３８００００８０００）称，周 小川代表曾到场；证件420106199001011234。"
        let result = try bench.complete(
            key,
            "submitted",
            ["opinion": .text(typed), "measures": ["联系业主李娜"], "signedBy": "police-x"],
            by: person
        )
        #expect(try result.get().warnings.map(\.code).contains("PERSONAL_DATA_MASKED"))
        let report = try #require(try bench.reports().last)
        let told = report.completed?.fields["opinion"]?.text ?? ""
        #expect(told == "报警人王**（电话138****8000）称，某某代表曾到场；证件420106********1234。")
        #expect(report.completed?.fields["measures"] == ["联系业主李**"])
        #expect(report.completed?.fields["signedBy"] == "police-x")
    }

    @Test func thePoliceKeepNoCopyOfWhatWasTakenOutDraftsIncluded() throws {
        let (bench, key, person) = try opinion(PolicePractice())
        let typed: [String: Value] = ["opinion": "报警人王小明，电话13800008000", "signedBy": "police-x"]
        _ = try bench.commit { try bench.desk.draft(key, typed, by: person, in: $0) }
        _ = try bench.complete(key, "submitted", typed, by: person)
        let (bodies, kinds) = try bench.store.read { db in
            (
                try String.fetchAll(db, sql: "SELECT CAST(body AS TEXT) FROM log"),
                try String.fetchAll(db, sql: "SELECT kind FROM police_redaction ORDER BY kind")
            )
        }
        #expect(!bodies.contains { $0.contains("小明") || $0.contains("13800008000") })
        #expect(kinds == ["name", "phone"])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test(arguments: [
        ("警情中业主方面认为收费不公示", "警情中业主方面认为收费不公示"),
        ("嫌疑人：欧阳修文已到案", "嫌疑人：欧阳**已到案"),
        ("当事人张伟与物业争执", "当事人张**与物业争执"),
        ("居民反映强烈，共12起", "居民反映强烈，共12起"),
    ])
    func namesAreKnownByTheirPlace(text: String, released: String) {
        #expect(NamedPeople.masked(text) == released)
    }

    @Test func aLegalReviewWithoutItsBasisIsRefused() throws {
        let (bench, key, person) = try opinion(JusticePractice())
        let bare = try bench.complete(key, "submitted", ["opinion": "同意，依法办理。", "signedBy": "j"], by: person)
        #expect(bare.codes == ["LEGAL_BASIS_MISSING"])
        let founded = try bench.complete(
            key,
            "submitted",
            ["opinion": "依据《武汉市物业管理条例》第五条、《民法典》第二百七十八条第一款，同意。", "signedBy": "j"],
            by: person
        )
        #expect(founded.codes == [])
        let laws = try bench.store.read {
            try String.fetchAll($0, sql: "SELECT law || article FROM justice_citation ORDER BY place")
        }
        #expect(laws == ["武汉市物业管理条例五", "民法典二百七十八"])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func whoHasNoOpinionNeedsNoBasis() throws {
        let (bench, key, person) = try opinion(JusticePractice())
        let result = try bench.complete(key, "no-opinion", ["opinion": "无意见", "signedBy": "j"], by: person)
        #expect(result.codes == [])
    }

    @Test func aRequestThatNamesACommitteeIsNotReturnedByCivilAffairs() throws {
        let (bench, key, person) = try opinion(CivilAffairsPractice()) { $0.fields = ["text": "建议规范业委会换届"] }
        let result = try bench.commit {
            try bench.desk.requestReturn(key, reason: "非我局职责", basis: "三定方案", by: person, in: $0)
        }
        #expect(result.codes == ["RETURN_NOT_FOUNDED"])
    }

    @Test func aRequestThatNamesNoCommitteeIsReturnedByCivilAffairs() throws {
        let (bench, key, person) = try opinion(CivilAffairsPractice()) { $0.fields = ["text": "建议规范停车收费"] }
        let result = try bench.commit {
            try bench.desk.requestReturn(
                key,
                reason: "停车收费由发改部门管理",
                basis: "三定方案",
                suggestedAgency: "housing",
                by: person,
                in: $0
            )
        }
        #expect(result.codes == [])
        #expect(try bench.reports().last?.requests.map(\.kind) == [.return])
        let returned = try bench.store.read { try Bool.fetchAll($0, sql: "SELECT returned FROM civil_affairs_concern") }
        #expect(returned == [true])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func aReplyIsSignedInPersonAndSealedByToday() throws {
        let bench = try DeskBench(HousingPractice())
        let content = Sample.content("sign-off") {
            $0.issues = "reply-letter"
            $0.outcomes = ["signed", "returned"]
            $0.form = Form(fields: [
                Form.Field(name: "signer", type: "person"), Form.Field(name: "sealedOn", type: "date"),
            ])
        }
        let key = TaskKey(content)
        try bench.receive(Sample.assignment(content))
        let wrong = try bench.complete(
            key,
            "signed",
            ["signer": "housing-li", "sealedOn": "2023-04-28"],
            by: Sample.leaderGao
        )
        #expect(wrong.codes == ["SIGNER_IS_NOT_SELF", "SEALED_IN_FUTURE"])
        let right = try bench.complete(
            key,
            "signed",
            ["signer": "housing-gao", "sealedOn": "2023-04-27"],
            by: Sample.leaderGao
        )
        #expect(try right.get().report.completed?.document == "武房函〔2023〕1号")
        let letters = try bench.store.read { try String.fetchAll($0, sql: "SELECT number FROM housing_letter") }
        #expect(letters == ["武房函〔2023〕1号"])
        #expect(try bench.store.refold().different.isEmpty)
    }
}
