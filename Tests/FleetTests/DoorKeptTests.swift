import Casework
import Contracts
import HTTPTypes
import Testing

@testable import Fleet

/// Many kept messages at once: each has a result of its own, as a page and for the page's script.
@Suite struct DoorKeptTests {
    @Test func eachMessageThatIsDroppedHasAResultOfItsOwn() async throws {
        let bench = try DoorBench("coordinator")
        let caseID = try await bench.openCase()
        let parked = try await bench.keepMessages(of: caseID)
        try await bench.test { caller in
            let session = try await caller.session("coordinator-luo")
            let word = Secret.hash("csrf " + session)
            let headers: HTTPFields = [
                .cookie: "huiban-coordinator=\(session)", .accept: "application/json",
                .contentType: "application/x-www-form-urlencoded",
            ]
            let form = "csrf=\(word)&kind=parked&case=\(caseID)&act=skip&reason=ok&n=\(parked)&n=999999"
            let reply = try await caller.send(.post, "/board/kept", headers, form)
            let items = try #require(JSONText.read(Array(reply.text.utf8)).value?["items"]?.list)
            #expect(items.map { $0["kind"]?.text } == ["good", "bad"])
            #expect(items.first?["text"]?.text?.hasPrefix("\(parked): 已办，已保存") == true)
            // The other one is still there, with what may be done to it.
            let page = try await caller.browse(.get, "/board/kept", session: session)
            #expect(page.text.contains(caseID) && !page.text.contains("value=\"\(parked)\""))
            #expect(page.text.contains("放行全案") && page.text.contains("跳过所选"))
        }
    }

    @Test func whoDoesNotDecideSeesWhatIsKeptAndNoButtons() async throws {
        let bench = try DoorBench("coordinator", people: DoorBench.people + ["coordinator-shen"])
        let caseID = try await bench.openCase()
        _ = try await bench.keepMessages(of: caseID)
        try await bench.test { caller in
            let session = try await caller.session("coordinator-shen")
            let page = try await caller.browse(.get, "/board/kept", session: session)
            #expect(page.text.contains(caseID) && !page.text.contains("放行全案"))
        }
    }
}
