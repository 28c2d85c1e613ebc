import Casework
import Contracts
import Desk
import Fleet
import Hummingbird
import Testing

@Suite("Leave and substitutes")
struct DeskLeaveTests {
    private let content = Sample.content("draft")
    private var task: String { "/desk/tasks/\(TaskKey(content).id)" }

    @Test func aSubstituteDoesWhatTheAbsentHolderMayUntilHeIsBack() async throws {
        let bench = try DeskPagesBench()
        try await bench.bench.receive(content)
        try await bench.test { [task] browser in
            let (li, gao) = (try await browser.signIn(as: "housing-li"), try await browser.signIn(as: "housing-gao"))
            #expect(try await li.post("\(task)/act", [("act", "claim")]).status == 303)
            #expect(try await gao.post("\(task)/draft", [("outcome", "done")]).status == 409)
            let leave = [("substitute", "housing-gao"), ("until", "2023-04-28")]
            #expect(try await li.post("/desk/leave", leave).location == "/desk/leave?said=done")
            #expect(try await gao.get("/desk?tab=mine").html.contains("data-count=\"mine\">1<"))
            // Every page says so of both.
            #expect(try await gao.get("/me").html.contains("<span class=\"mark\">代办：\(Sample.operatorLi.name)</span>"))
            #expect(try await li.get("/desk/numbers?lang=en").html.contains("stands in</span>"))
            #expect(try await gao.post("\(task)/draft", [("outcome", "done")]).status == 204)
            #expect(try await li.post("/desk/leave", [("back", "1")]).status == 303)
            #expect(try await gao.post("\(task)/draft", [("outcome", "done")]).status == 409)
            #expect(try await gao.get("/desk?tab=mine").html.contains("data-count=\"mine\">0<"))
            #expect(try await gao.get("/me").html.contains("<span class=\"mark\">在岗</span>"))
        }
    }

    @Test func aDayThatIsOverAndAStrangerAreRefused() async throws {
        let bench = try DeskPagesBench()
        try await bench.test { browser in
            let li = try await browser.signIn(as: "housing-li")
            for wrong in [
                ("housing-gao", "2023-04-26"), ("housing-gao", "soon"), ("police-luo", "2023-04-28"),
                ("housing-li", "2023-04-28"),
            ] {
                let page = try await li.post("/desk/leave", [("substitute", wrong.0), ("until", wrong.1)])
                #expect(page.status == 422)
            }
        }
    }
}
