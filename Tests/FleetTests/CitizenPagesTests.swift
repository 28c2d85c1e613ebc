import Casework
import Contracts
import EventStore
import Foundation
import GRDB
import HTTPTypes
import Testing

@testable import Coordinator
@testable import Desk
@testable import Fleet

/// What anybody may open who stands at the gate of an estate with a telephone.
@Suite("Citizens' pages") struct CitizenPagesTests {
    private static let form = "/citizen/estates/XQ-1"
    private static let secret = "三单元王小明家漏水，电话13812345678"

    private static let complaint = [
        "category": "propertyService.disclosure", "proceedings": "none", "text": secret, "name": "王小明",
        "phone": "13812345678", "confidential": "1",
    ]

    /// A coordinator with a register of one estate, 示例花园.
    private func bench(limits: CitizenDoor = CitizenDoor()) async throws -> DoorBench {
        let bench = try DoorBench("coordinator", limits: limits)
        let office = try #require(bench.coordinator)
        _ = try await bench.engine.commit { try office.library.take(office.loaded, $0) }
        try await bench.engine.importRegister()
        return bench
    }

    /// The receipt number that a form brings.
    private func number(_ caller: DoorBench.Caller) async throws -> String {
        let page = try await caller.browse(.get, Self.form)
        #expect(page.status == 200 && page.text.contains("示例花园"))
        return try #require(page.text.split(separator: "name=\"number\" value=\"").last?.split(separator: "\"").first)
            .description
    }

    @Test func aFormSentTwiceOpensOneCaseThatCarriesTheEstateOfTheCode() async throws {
        let bench = try await bench()
        try await bench.test { caller in
            let number = try await number(caller)
            #expect(number.hasPrefix("XQ-1-"))
            let filled = Self.complaint.merging(["number": number]) { own, _ in own }
            for _ in 0..<2 {
                let sent = try await caller.browse(.post, Self.form, filled)
                #expect(sent.status == 303)
                #expect(sent.headers[.location]?.hasPrefix("/citizen/cases/\(number)") == true)
            }
            // The same number with other words is still the first complaint.
            let other = filled.merging(["text": "另一件事"]) { _, new in new }
            #expect(try await caller.browse(.post, Self.form, other).status == 303)
            let cases = try await bench.engine.read { db in try bench.states(db) }
            #expect(cases.count == 1)
            let state = try #require(cases.first)
            let fields = state.record.latest
            #expect(state.publisher == "estate-qr" && state.externalID == number)
            #expect(fields["estate"] == "示例花园" && fields["street"] == "示例一街道" && fields["districtCode"] == "420106")
            #expect(fields["channel"] == "estateQR" && fields["company"] == "示例物业一有限公司")
        }
    }

    /// Row 13 of the domain notes, section 1, and its one rating an owner and month.
    @Test func aHouseholdRatesThreeSubjectsOnceAMonthAndItsRoomIsNotKept() async throws {
        let bench = try await bench()
        let form = "\(Self.form)/rating"
        let rating = ["room": "3栋 2单元 502", "basicService": "4", "complaints": "3", "disclosure": "5"]
        try await bench.test { caller in
            let page = try await caller.browse(.get, form)
            #expect(page.status == 200 && page.text.contains("name=\"disclosure\" value=\"5\""))
            let lacking = try await caller.browse(.post, form, ["room": "", "complaints": "9"])
            #expect(lacking.status == 422)
            for words in ["请填写楼栋单元房号", "请评价“基本服务”", "请评价“处理业主投诉”", "请评价“信息公开”"] {
                #expect(lacking.text.contains(words), "\(words)")
            }
            #expect(try await caller.browse(.post, form, rating).status == 200)
            let again = try await caller.browse(.post, form, rating.merging(["room": "3栋2单元502"]) { _, new in new })
            #expect(again.status == 409 && again.text.contains("本月已评价过"))
            #expect(
                try await caller.browse(.post, form, rating.merging(["room": "3栋2单元501"]) { _, new in new }).status
                    == 200
            )
        }
        let day = LocalDate(bench.engine.clock.now())
        let sum = try await bench.engine.read { try RatingBook.sum(of: "示例花园", from: day, through: day, in: $0) }
        #expect(sum.count == 2 && sum.sum == 2 * 24_000)
        let log = try await bench.engine.read { try String.fetchAll($0, sql: "SELECT CAST(body AS TEXT) FROM log") }
        #expect(!log.isEmpty && !log.contains { $0.contains("502") })
    }

    @Test func allThatIsWrongIsToldAtOnceInBothLanguagesAndLeavesNoTrace() async throws {
        let bench = try await bench()
        try await bench.test { caller in
            let number = try await number(caller)
            let end = bench.engine.condition.logEnd
            let bad = ["number": number, "category": "nonsense", "phone": "12", "proceedings": "none"]
            for (language, words) in [("zh", "还没有提交，请改正"), ("en", "This was not sent yet")] {
                let page = try await caller.browse(.post, "\(Self.form)?lang=\(language)", bad)
                #expect(page.status == 422 && page.text.contains(words))
                for anchor in ["#c-category", "#c-text", "#c-phone"] {
                    #expect(page.text.contains("href=\"\(anchor)\""), "\(anchor) \(language)")
                }
                #expect(page.text.contains(number))
            }
            let stale = try await caller.browse(
                .post,
                Self.form,
                bad.merging(["number": "XQ-2-ABCDEFGHJK"]) { _, new in new }
            )
            #expect(stale.status == 422 && !stale.text.contains("XQ-2-ABCDEFGHJK"))
            #expect(bench.engine.condition.logEnd == end)
        }
    }

    @Test(arguments: [
        "/citizen/estates/XQ-9999", "/citizen/estates/示例花园", "/citizen/cases/XQ-1-ABCDEFGHJK", "/citizen/cases/x",
        "/citizen?number=x",
    ])
    func whatIsNotThereIsSaidOnAPage(_ path: String) async throws {
        let bench = try await bench()
        try await bench.test { caller in
            let path = path.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? path
            let page = try await caller.browse(.get, path)
            #expect(page.status == 404 && page.text.contains("role=\"alert\""))
        }
    }

    @Test func thePageOfANumberTellsWhereTheCaseStandsAndNothingOfPeopleOrWords() async throws {
        let bench = try await bench()
        try await bench.test { caller in
            let number = try await opened(caller)
            let page = try await caller.browse(.get, "/citizen/cases/\(number)")
            #expect(page.status == 200)
            for words in [number, "示例花园", "物业服务·公开公示", "受理", "整改复查合格"] {
                #expect(page.text.contains(words), "\(words)")
            }
            for words in ["王小明", "138", "漏水", "hotline", "热线组", "督查"] {
                #expect(!page.text.contains(words), "\(words)")
            }
            let english = try await caller.browse(.get, "/citizen/cases/\(number)?lang=en")
            #expect(english.text.contains("Being done now") && english.text.contains("Intake"))
            let typed = try await caller.browse(.get, "/citizen?number=\(number.lowercased())")
            #expect(typed.headers[.location] == "/citizen/cases/\(number)")
        }
    }

    @Test func aRectificationIsRatedOnceAndNotBeforeItWasFoundDoneAndTheCaseIsOver() async throws {
        let bench = try await bench(limits: CitizenDoor(forms: VisitLimit(most: 100, in: 60_000)))
        try await bench.test { caller in
            let number = try await opened(caller)
            let path = "/citizen/cases/\(number)"
            let isAsked = { () async throws -> Bool in
                try await caller.browse(.get, path).text.contains("name=\"stars\"")
            }
            let steps: [(String, String, [String: Value])] = [
                ("intake", "accepted", [:]), ("dispatch", "done", [:]), ("contact", "inspect", [:]),
                ("inspect", "problem", ["severity": "minor", "publicSafety": "clear"]), ("reply", "done", [:]),
                ("notice", "done", [:]),
                ("rectify", "done", [:]), ("reinspect", "passed", [:]), ("result", "done", [:]),
                ("callback", "resolved", [:]),
            ]
            for (step, outcome, fields) in steps {
                #expect(try await !isAsked(), "before \(step)")
                #expect(try await caller.browse(.post, path, ["stars": "4"]).status == 409, "before \(step)")
                try await bench.end(step, as: outcome, with: fields)
            }
            let page = try await caller.browse(.get, path)
            #expect(page.text.contains("name=\"stars\"") && page.text.contains("办理结果"))
            #expect(try await caller.browse(.post, path, ["stars": "9"]).status == 409)
            #expect(try await caller.browse(.post, path, ["stars": "4"]).status == 303)
            #expect(try await caller.browse(.post, path, ["stars": "1"]).status == 409)
            #expect(try await caller.browse(.get, path).text.contains("4 / 5"))
            let state = try await bench.engine.read { try bench.states($0).first }
            #expect(state?.record.latest["score"] == .integer(8000))
        }
    }

    @Test func whoComesTooOftenIsAskedToWaitAndOthersAreNot() async throws {
        let limits = CitizenDoor(
            looks: VisitLimit(most: 2, in: 60_000),
            forms: VisitLimit(most: 2, in: 60_000),
            estates: VisitLimit(most: 1, in: 60_000)
        )
        let bench = try await bench(limits: limits)
        try await bench.test { caller in
            let from = { (address: String, method: HTTPRequest.Method, form: String) async throws -> Int in
                let name = try #require(HTTPField.Name("X-Forwarded-For"))
                return try await caller.send(method, Self.form, [name: address], form).status
            }
            #expect(try await from("203.0.113.1", .get, "") == 200)
            #expect(try await from("203.0.113.1", .get, "") == 200)
            #expect(try await from("203.0.113.1", .get, "") == 429)
            #expect(try await from("203.0.113.2", .get, "") == 200)
            let sent = { (number: String) in
                Self.complaint.merging(["number": number]) { _, new in new }
                    .map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }
                    .joined(separator: "&")
            }
            #expect(try await from("203.0.113.1", .post, sent("XQ-1-ABCDEFGHJK")) == 303)
            // Another address, and too much for the estate; then too much from one address.
            #expect(try await from("203.0.113.3", .post, sent("XQ-1-ABCDEFGHJM")) == 429)
            #expect(try await from("203.0.113.1", .post, sent("XQ-1-ABCDEFGHJK")) == 303)
            #expect(try await from("203.0.113.1", .post, sent("XQ-1-ABCDEFGHJK")) == 429)
            let cases = try await bench.engine.read { try bench.states($0) }
            #expect(cases.count == 1)
        }
    }

    @Test func whatIsKeptHereAndNotYetSafeSaysSo() async throws {
        let bench = try DoorBench("coordinator", confirms: false)
        let office = try #require(bench.coordinator)
        _ = try await bench.engine.commit(patience: 0) { try office.library.take(office.loaded, $0) }
        try await bench.engine.importRegister()
        try await bench.test { caller in
            let filled = Self.complaint.merging(["number": "XQ-1-ABCDEFGHJK"]) { own, _ in own }
            let sent = try await caller.browse(.post, Self.form, filled)
            #expect(sent.headers[.location] == "/citizen/cases/XQ-1-ABCDEFGHJK?said=not-yet-safe")
        }
    }

    @Test func theSupervisionOfficePrintsTheCodeOfAnEstate() async throws {
        let bench = try await bench()
        try await bench.test { caller in
            let session = try await caller.session("coordinator-luo")
            let list = try await caller.browse(
                .get,
                "/board/estates?q=%E7%A4%BA%E4%BE%8B%E8%8A%B1%E5%9B%AD",
                session: session
            )
            #expect(list.text.contains("href=\"/board/estates/XQ-1\"") && list.text.contains("1 / 1"))
            let page = try await caller.browse(
                .get,
                "/board/estates/XQ-1?base=https%3A%2F%2Fwuye.example%2F",
                session: session
            )
            #expect(
                page.text.contains("https://wuye.example/citizen/estates/XQ-1") && page.text.contains("<path d=\"M")
            )
            #expect(try await caller.browse(.get, "/board/estates/XQ-1").status == 303)
        }
    }

    private func opened(_ caller: DoorBench.Caller) async throws -> String {
        let number = try await number(caller)
        let filled = Self.complaint.merging(["number": number]) { own, _ in own }
        #expect(try await caller.browse(.post, Self.form, filled).status == 303)
        return number
    }
}

extension Engine {
    /// Imports a register of one estate.
    func importRegister() async throws {
        let register = CityRegister(sheets: [
            .streets: [CityRegister.Row(code: "JD-1", name: "示例一街道", cells: ["district": "420106"])],
            .communities: [CityRegister.Row(code: "SQ-1", name: "示例一社区", cells: ["street": "JD-1"])],
            .companies: [CityRegister.Row(code: "WY-1", name: "示例物业一有限公司")],
            .estates: [
                CityRegister.Row(code: "XQ-1", name: "示例花园", cells: ["community": "SQ-1", "company": "WY-1"])
            ],
        ])
        _ = try await commit(patience: 0) {
            try RegisterImport.record(register, by: "coordinator-luo", reason: "test", $0)
        }
    }
}

extension DoorBench {
    /// Every case of a coordinator, in the order of opening.
    func states(_ db: Database) throws -> [Case] {
        try String.fetchAll(db, sql: "SELECT id FROM cases ORDER BY seq").compactMap {
            try CaseBook.row($0, in: db)?.state
        }
    }

    /// Ends a step of the first case by a ruling.
    func end(_ step: String, as outcome: String, with fields: [String: Value]) async throws {
        let office = try #require(coordinator)
        let state = try #require(try await engine.read { try self.states($0).first })
        let task = try #require(state.openTasks.last { $0.ref.step == step })
        let ruling = Ruling(
            id: "test/\(step)",
            by: "coordinator-luo",
            reason: "test",
            decision: .end(task.ref, outcome: outcome, fields: fields)
        )
        let end = try await engine.commit { try office.decisions.rule(ruling, on: state.id, $0) }.value
        #expect(end.map { if case .taken = $0 { true } else { false } } == true, "\(step)")
    }
}
