import Casework
import Contracts
import Desk
import Fleet
import Foundation
import Hummingbird
import Testing

@Suite("The desk's pages")
struct DeskPagesTests {
    private let content = Sample.content("draft") { content in
        content.form = Form(fields: [
            Form.Field(name: "reply", type: "text"),
            Form.Field(name: "resultClass", type: "choice", choices: ["A", "B", "C", "D"]),
            Form.Field(name: "measures", type: "line", isList: true, need: .optional),
        ])
    }
    private var task: String { "/desk/tasks/\(TaskKey(content).id)" }
    private let answer = [
        ("outcome", "done"), ("f.reply", "现答复如下"), ("f.resultClass", "A"), ("f.measures", "一\r\n\r\n二"),
    ]

    @Test func whoHasNotSignedInIsLedThereAndBackAgain() async throws {
        let bench = try DeskPagesBench()
        try await bench.test { browser in
            let page = try await browser.get("/desk?tab=mine")
            #expect(page.status == 303)
            #expect(page.location == "/sign-in?next=%2Fdesk%3Ftab%3Dmine")
            let form = [("person", "housing-li"), ("secret", "token-of-housing-li"), ("next", "/desk?tab=mine")]
            #expect(try await browser.post("/sign-in", form).location == "/desk?tab=mine")
            let elsewhere = [("person", "housing-li"), ("secret", "token-of-housing-li"), ("next", "//evil.example")]
            #expect(try await browser.post("/sign-in", elsewhere).location == "/desk")
        }
    }

    @Test func fiveWrongSecretsLockANameEvenForTheRightOne() async throws {
        let bench = try DeskPagesBench()
        try await bench.test { browser in
            for _ in 0..<5 {
                let page = try await browser.post("/sign-in", [("person", "housing-li"), ("secret", "guess")])
                #expect(page.status == 401)
                #expect(page.cookie == nil)
            }
            let right = [("person", "housing-li"), ("secret", "token-of-housing-li")]
            #expect(try await browser.post("/sign-in", right).status == 429)
            _ = try await browser.signIn(as: "housing-gao")
        }
    }

    @Test func somebodyOfAnotherAgencyDoesNotComeIn() async throws {
        let bench = try DeskPagesBench()
        try await bench.test { browser in
            let page = try await browser.post(
                "/sign-in",
                [("person", "police-luo"), ("secret", "token-of-police-luo")]
            )
            #expect(page.status == 403)
            #expect(page.cookie == nil)
        }
    }

    @Test func aFormWithoutItsPagesWordChangesNothing() async throws {
        let bench = try DeskPagesBench()
        try await bench.bench.receive(content)
        try await bench.test { [task] browser in
            let li = try await browser.signIn(as: "housing-li")
            #expect(try await li.post("\(task)/act", [("act", "claim")], csrf: "guess").status == 403)
            #expect(try await li.get("/desk?tab=mine").html.contains("data-count=\"mine\">0<"))
            #expect(try await li.post("\(task)/act", [("act", "claim")]).status == 303)
            #expect(try await li.get("/desk?tab=mine").html.contains("data-count=\"mine\">1<"))
        }
    }

    @Test func whatIsTypedIsADraftForWhoeverOpensThePageNext() async throws {
        let bench = try DeskPagesBench()
        try await bench.bench.receive(content)
        try await bench.test { [task, answer] browser in
            let li = try await browser.signIn(as: "housing-li")
            #expect(try await li.post("\(task)/draft", answer).status == 204)
            let again = try await browser.signIn(as: "housing-li")
            let html = try await again.get(task).html
            #expect(html.contains(">现答复如下</textarea>"))
            #expect(html.contains("value=\"A\" selected"))
            #expect(html.contains(">一\n二</textarea>"))
            #expect(html.contains("value=\"done\" checked"))
        }
    }

    @Test func aFormSentTwiceHasOneEffectAndTwoFriendlyAnswers() async throws {
        let bench = try DeskPagesBench()
        try await bench.bench.receive(content)
        try await bench.test { [task, answer] browser in
            let li = try await browser.signIn(as: "housing-li")
            let first = try await li.post("\(task)/complete", answer)
            let second = try await li.post("\(task)/complete", answer)
            #expect(first.location == "\(task)?said=done")
            #expect(second.location == first.location)
            #expect(try await li.get(task).html.components(separatedBy: "办结").count == 2)
            // Somebody else, who was slower, is told so and keeps what he typed.
            let gao = try await browser.signIn(as: "housing-gao")
            let late = try await gao.post("\(task)/complete", answer)
            #expect(late.status == 409)
            #expect(late.html.contains("09:00 已先办结：完成。"))
            #expect(late.html.contains("<dt>答复内容</dt><dd><div class=\"long\">现答复如下</div></dd>"))
        }
    }

    @Test func aSecondTabThatSaysSomethingElseIsNotToldThatItIsDone() async throws {
        let bench = try DeskPagesBench()
        try await bench.bench.receive(content)
        try await bench.test { [task, answer] browser in
            let li = try await browser.signIn(as: "housing-li")
            #expect(try await li.post("\(task)/complete", answer).status == 303)
            let other = answer.map { ($0.0, $0.0 == "f.reply" ? "另一稿" : $0.1) }
            let second = try await li.post("\(task)/complete", other)
            #expect(second.status == 409)
            #expect(second.html.contains(">另一稿</div>"))
            #expect(second.html.contains("未提交"))
            let html = try await li.get(task).html
            #expect(!html.contains("另一稿"))
            #expect(html.contains("现答复如下"))
        }
    }

    @Test func whatIsWrongIsSaidBesideWhatWasTyped() async throws {
        let bench = try DeskPagesBench()
        try await bench.bench.receive(content)
        try await bench.test { [task] browser in
            let li = try await browser.signIn(as: "housing-li")
            let page = try await li.post("\(task)/complete", [("outcome", "nonsense"), ("f.reply", "保留的文字")])
            #expect(page.status == 422)
            #expect(page.html.contains("role=\"alert\""))
            #expect(page.html.contains(">保留的文字</textarea>"))
        }
    }

    @Test func aTitleThatIsAScriptIsShownAsText() async throws {
        let hostile = Sample.content("draft") { content in
            content.subject = "<script>alert(1)</script>"
            content.fields = ["text": "<img src=x onerror=alert(1)>", "leadDeputy": "\"><script>"]
        }
        let bench = try DeskPagesBench()
        try await bench.bench.receive(hostile)
        try await bench.test { [task] browser in
            let li = try await browser.signIn(as: "housing-li")
            for path in ["/desk", "/desk?q=%3Cscript%3E", task, "/desk/tasks.csv"] {
                let page = try await li.get(path)
                #expect(path.hasSuffix("csv") || !page.html.contains("<script>"))
                #expect(!page.html.contains("<img"))
            }
            #expect(try await li.get(task).html.contains("&lt;script&gt;alert(1)"))
        }
    }

    @Test func contactDataIsHiddenUntilSomebodySaysWhyHeLooks() async throws {
        let named = Sample.content("draft") { $0.fields = ["leadDeputy": "代表张某"] }
        let bench = try DeskPagesBench()
        try await bench.bench.receive(named)
        try await bench.test { [task] browser in
            let li = try await browser.signIn(as: "housing-li")
            #expect(!(try await li.get(task).html.contains("代表张某")))
            #expect(try await li.post("\(task)/reveal", [("reason", "")]).status == 422)
            #expect(try await li.post("\(task)/reveal", [("reason", "电话沟通")]).status == 303)
            let html = try await li.get(task).html
            #expect(html.contains("代表张某"))
            #expect(html.contains("电话沟通"))
            // The reason of one opens nothing for another.
            let gao = try await browser.signIn(as: "housing-gao")
            #expect(!(try await gao.get(task).html.contains("代表张某")))
        }
    }

    @Test func manyAreSignedForAtOnceWithAResultForEach() async throws {
        let second = Sample.content("contact")
        let bench = try DeskPagesBench()
        try await bench.bench.receive(content)
        try await bench.bench.receive(second)
        try await bench.test { [content] browser in
            let li = try await browser.signIn(as: "housing-li")
            #expect(try await li.get("/desk").html.contains("data-count=\"to-sign\">2<"))
            let tasks = [content, second].map { ("task", TaskKey($0).id) }
            _ = try await li.post("/desk/bulk", [("act", "sign"), tasks[0]])
            let page = try await li.post("/desk/bulk", [("act", "sign")] + tasks)
            #expect(page.html.components(separatedBy: "<li class=\"good\">").count == 2)
            #expect(page.html.components(separatedBy: "<li class=\"bad\">").count == 2)
            #expect(page.html.contains("data-count=\"to-sign\">0<"))
        }
    }

    @Test func aTableOpensInAnOfficeProgramAndHoldsNoFormula() async throws {
        let bench = try DeskPagesBench()
        try await bench.bench.receive(Sample.content("draft") { $0.subject = "=1+1,\"引号\"" })
        try await bench.test { browser in
            let page = try await browser.signIn(as: "housing-li").get("/desk/tasks.csv?tab=to-sign")
            #expect(page.html.unicodeScalars.first == "\u{FEFF}")
            #expect(page.html.contains("\"'=1+1,\"\"引号\"\"\""))
            #expect(page.fields[.contentType] == "text/csv; charset=utf-8")
        }
    }

    /// Promise 1: nobody is told yes before the journal holds it, on whatever page and however often he asks.
    @Test func whatTheJournalHasNotConfirmedIsCalledDoneByNoPage() async throws {
        let second = Sample.content("contact")
        let bench = try DeskPagesBench(confirms: false)
        for content in [content, second] {
            _ = try await bench.bench.engine.commit(patience: 1) { [desk = bench.bench.desk] tx in
                try desk.receive(Sample.assignment(content), epoch: 1, causation: "test", in: tx)
            }
        }
        try await bench.test { [task, answer] browser in
            let li = try await browser.signIn(as: "housing-li")
            let notYet = "?said=not-yet-safe"
            #expect(try await li.post("\(task)/complete", answer).location == "\(task)\(notYet)")
            #expect(try await li.post("\(task)/complete", answer).location == "\(task)\(notYet)")
            #expect(try await li.post("\(task)/note", []).status == 404)
            #expect(try await li.post("/desk/tasks/\(TaskKey(second).id)/draft", []).status == 202)
            let many = try await li.post("/desk/bulk", [("act", "sign"), ("task", TaskKey(second).id)])
            #expect(many.html.contains("尚未送达备份"))
            #expect(!many.html.contains("已办，已保存"))
            let leave = [("substitute", "housing-gao"), ("until", "2023-04-28")]
            #expect(try await li.post("/desk/leave", leave).location == "/desk/leave\(notYet)")
        }
    }

    @Test func whatIsUrgentStandsOnEveryPageUntilSomebodySignsForIt() async throws {
        let urgent = Sample.content("draft") { $0.isUrgent = true }
        let bench = try DeskPagesBench()
        try await bench.bench.receive(urgent)
        try await bench.bench.receive(Sample.content("contact"))
        try await bench.test { [task] browser in
            let li = try await browser.signIn(as: "housing-li")
            let other = "/desk/tasks/\(TaskKey(Sample.content("contact")).id)"
            let pages = ["/desk", "/desk?tab=done", task, other, "/desk/leave", "/desk/numbers"]
            for page in pages {
                let html = try await li.get(page).html
                #expect(html.contains("紧急，请立即签收"), "\(page)")
                #expect(html.contains("class=\"urgent\" role=\"alert\""), "\(page)")
                #expect(html.contains("<a href=\"\(task)\">"), "\(page)")
            }
            #expect(try await li.post("\(task)/act", [("act", "sign")]).status == 303)
            for page in pages { #expect(!(try await li.get(page).html.contains("class=\"urgent\"")), "\(page)") }
        }
    }

    @Test func everySessionOfAPersonEndsAtOnceWhenHeSaysSo() async throws {
        let bench = try DeskPagesBench()
        try await bench.test { browser in
            let (one, two) = (try await browser.signIn(as: "housing-li"), try await browser.signIn(as: "housing-li"))
            #expect(try await one.post("/sign-out", [("everywhere", "1")]).status == 303)
            #expect(try await two.get("/desk").status == 303)
        }
    }
}
