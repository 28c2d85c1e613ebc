import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import GRDB
import Testing

@testable import HousingWorker

/// The ten best and the ten worst of a year (domain notes 1, rows 11 and 14).
@Suite struct EstateRankingTests {
    private func entry(
        _ number: Int,
        total: Int,
        owners: Int = 9_000,
        sample: Int = 100,
        district: String = "420106"
    ) -> EstateRanking.Entry {
        EstateRanking.Entry(
            caseID: "case-\(number)",
            estate: "小区\(number)",
            district: district,
            total: total,
            owners: owners,
            sample: sample
        )
    }

    @Test(arguments: [20, 21, 57]) func theListsOfTwentyEstatesAndMoreAreTenEachAndDisjoint(count: Int) {
        let places = EstateRanking.places(of: (1...count).map { entry($0, total: 5_000 + $0) })
        #expect(places.values.count { $0.list == .top } == 10)
        #expect(places.values.count { $0.list == .bottom } == 10)
        #expect(places["case-\(count)"] == EstateRanking.Place(city: 1, district: 1, list: .top))
        #expect(places["case-1"] == EstateRanking.Place(city: count, district: count, list: .bottom))
    }

    @Test func withFewerThanTwentyEachListHasHalfOfThemAndASingleEstateIsOnNeither() {
        let five = EstateRanking.places(of: (1...5).map { entry($0, total: $0) })
        #expect(five.values.count { $0.list == .top } == 2)
        #expect(five.values.count { $0.list == .bottom } == 2)
        #expect(EstateRanking.places(of: [entry(1, total: 1)])["case-1"]?.list == .between)
        #expect(EstateRanking.places(of: []).isEmpty)
    }

    @Test func equalScoresAreToldApartByOwnersThenBySampleThenByName() {
        let places = EstateRanking.places(of: [
            entry(1, total: 8_000), entry(2, total: 8_000, owners: 9_100), entry(3, total: 8_000, sample: 200),
            entry(4, total: 8_000),
        ])
        #expect(["case-2", "case-3", "case-1", "case-4"].map { places[$0]?.city } == [1, 2, 3, 4])
    }

    @Test func aDistrictWithOneEstateStillRanks() {
        let places = EstateRanking.places(of: [
            entry(1, total: 9_000), entry(2, total: 8_000, district: "420117"), entry(3, total: 7_000),
        ])
        #expect(places["case-2"] == EstateRanking.Place(city: 2, district: 1, list: .between))
        #expect(places["case-3"]?.district == 2)
    }
}

@Suite struct DeskAssessmentTests {
    private let leader = Sample.leaderGao

    @Test func whoeverConfirmsAScoreIsToldWhoseMarkItLacksAndMayConfirmItAllTheSame() throws {
        let bench = try DeskBench(HousingPractice())
        for (number, missing) in [["committee", "street"], []].enumerated() {
            let content = Sample.content("confirm", caseID: "WH-420106-AA-20240427-00000\(number + 1)-00") {
                $0.unit = nil
                $0.checks = [MarkRules.check]
                $0.fields = ["missingParties": .list(missing.map(Value.text))]
            }
            try bench.receive(Sample.assignment(content))
            let told = try bench.complete(TaskKey(content), "done", by: leader).get().warnings
            #expect(told.map(\.code) == (missing.isEmpty ? [] : ["PARTY_SCORE_MISSING"]))
            #expect(told.first?.zh == (missing.isEmpty ? nil : "缺少业委会、街道办事处评分，本年度不排名"))
        }
    }

    private func task(
        _ bench: DeskBench,
        _ step: String,
        _ number: Int,
        due: String = "2025-03-10 23:59",
        estate: String? = nil,
        _ fields: [String: Value] = [:]
    ) throws -> TaskKey {
        let shipped = try #require(try Fixture.workflow("annual-assessment")[step])
        let content = Sample.content(step, caseID: "WH-420106-AA-20240101-00000\(number)-00") {
            $0.caseType = "annual-assessment"
            $0.unit = nil
            $0.form = shipped.form
            $0.outcomes = shipped.outcomes
            $0.rule = shipped.rule
            $0.issues = shipped.issues
            $0.fields = [
                "year": 2024, "estate": .text(estate ?? "小区\(number)"), "company": "甲物业", "districtCode": "420106",
            ].merging(fields) { _, own in own }
        }
        try bench.receive(Sample.assignment(content, due: try Instant.city(due)))
        return TaskKey(content)
    }

    private func outcome(_ bench: DeskBench, _ key: TaskKey) throws -> String? {
        try bench.store.read { try TaskTable.fetch(key, in: $0) }?.report.completed?.outcome
    }

    private func score(_ total: Int64) -> [String: Value] {
        ["total": .integer(total), "ownersScore": 9_000, "sample": 10]
    }

    @Test func anEstateHasOneAssessmentAYear() throws {
        let bench = try DeskBench(HousingPractice())
        let first = try task(bench, "open", 1, estate: "示例家园")
        let again = try task(bench, "open", 2, estate: "示例家园")
        let other = try task(bench, "open", 3, estate: "示例花园")
        #expect(try [first, again, other].map { try outcome(bench, $0) } == ["opened", "duplicate", "opened"])
        let next = try task(bench, "open", 4, estate: "示例家园", ["year": 2025])
        #expect(try outcome(bench, next) == "opened")
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func theEstateThatComesLastSettlesThePlacesOfAll() throws {
        let bench = try DeskBench(HousingPractice())
        for number in 1...4 { _ = try task(bench, "open", number) }
        let waiting = try (1...3).map { try task(bench, "rank", $0, score(Int64(8_000 + $0))) }
        #expect(try waiting.map { try outcome(bench, $0) } == [nil, nil, nil])
        let last = try task(bench, "rank", 4)
        #expect(try (waiting + [last]).map { try outcome(bench, $0) } == ["bottom", "between", "top", "unranked"])
        let fed = try task(bench, "feed", 1)
        let report = try #require(try bench.store.read { try TaskTable.fetch(fed, in: $0) }?.report.completed)
        #expect(report.fields == ["credit": "lost", "patrol": "every-month"])
        #expect(try bench.store.refold().different.isEmpty)
    }

    @Test func whenTheDayHasComeThoseThatAreInAreRankedWithoutTheOthers() throws {
        let bench = try DeskBench(HousingPractice())
        for number in 1...3 { _ = try task(bench, "open", number) }
        let early = try task(bench, "rank", 1, due: "2023-04-27 08:59", score(8_000))
        #expect(try outcome(bench, early) == "between")
        let later = try task(bench, "rank", 2, due: "2023-04-27 08:59", score(9_000))
        #expect(try outcome(bench, later) == "top")
    }

    @Test func theReportListsThePlacesOfTheYearBefore() throws {
        var rules = DeskBench.rules
        rules.documents["assessment-result"] = DocumentSeries(
            title: Words(zh: "考评结果公告", en: "Result"),
            pattern: "武房评〔{year}〕{n}号"
        )
        let bench = try DeskBench(HousingPractice(), rules: rules)
        for number in 1...2 { _ = try task(bench, "open", number, ["year": 2022]) }
        for number in 1...2 {
            _ = try task(bench, "rank", number, score(Int64(8_000 + number)).merging(["year": 2022]) { old, _ in old })
        }
        for number in 1...2 {
            let key = try task(bench, "publish", number, ["year": 2022])
            #expect(try bench.complete(key, "done", ["url": "https://example.cn/1"], by: leader).codes == [])
        }
        let report = try #require(HousingPractice().reports.first { $0.name == "assessment" })
        let period = try #require(ReportPeriod(month: "2023-04", now: try Instant.city("2023-05-02 09:00")))
        let lines = try bench.store.read {
            try report.make(AgencyReport.Request(period: period, language: .zh), $0).lines
        }
        #expect(
            lines == [
                ["1", "1", "420106", "小区2", "甲物业", "80.02", "90.00", "10", "十优"],
                ["2", "2", "420106", "小区1", "甲物业", "80.01", "90.00", "10", "十差"],
            ]
        )
    }
}
