import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird
import Testing

@Suite("The desk's JSON API")
struct DeskAPITests {
    private let content = Sample.content("draft")
    private var path: String { "/tasks/\(TaskKey(content).id)" }

    @Test func withoutATokenOrWithAnUnknownOneNothingIsTold() async throws {
        let bench = try DeskAPIBench()
        try await bench.test { client in
            let silent = try await client.call(.get, "/tasks", as: nil)
            #expect(silent.status == 401)
            let unknown = try await client.call(.get, "/tasks", as: "nobody")
            #expect(unknown.codes == ["TOKEN_UNKNOWN"])
        }
    }

    @Test func aTokenOfAnotherAgencyIsForbidden() async throws {
        let bench = try DeskAPIBench()
        try await bench.receive(content)
        try await bench.test { [path] client in
            for (method, uri) in [("GET", "/tasks"), ("GET", path), ("POST", "\(path)/claim"), ("GET", "/numbers")] {
                let reply = try await client.call(.init(rawValue: method) ?? .get, uri, as: "police-luo")
                #expect(reply.status == 403)
                #expect(reply.codes == ["OTHER_AGENCY"])
            }
        }
    }

    @Test func aTaskIsListedShownClaimedAndCompleted() async throws {
        let bench = try DeskAPIBench()
        try await bench.receive(content)
        try await bench.test { [path] client in
            let list = try await client.call(.get, "/tasks", as: "housing-li").value
            #expect(list["tasks"]?.list?.count == 1)
            let detail = try await client.call(.get, path, as: "housing-li").value
            #expect(detail["task"]?["remaining"]?["workingDays"] == 11)
            let example = try #require(detail["schema"]?["examples"]?.list?.first)
            #expect(try await client.call(.post, "\(path)/claim", as: "housing-li").status == 200)
            #expect(try await client.call(.get, "/tasks?mine=1", as: "housing-gao").value["tasks"] == [])
            let body = String(decoding: JSONText.write(example), as: UTF8.self)
            let done = try await client.call(.post, "\(path)/complete", as: "housing-li", body)
            #expect(done.status == 200)
            #expect(done.value["state"] == "done")
            #expect(done.value["saved"] == "safe")
            #expect(try await client.call(.get, "/tasks", as: "housing-li").value["tasks"] == [])
            let history = try await client.call(.get, path, as: "housing-li").value["history"]?.list ?? []
            #expect(history.compactMap { $0["act"]?.text } == ["claim", "complete"])
        }
    }

    @Test func eachKindOfNoHasItsStatus() async throws {
        let bench = try DeskAPIBench()
        try await bench.receive(content)
        try await bench.test { [path] client in
            let li = "housing-li"
            #expect(try await client.call(.get, "/tasks/WH-1.draft.1", as: li).status == 404)
            #expect(try await client.call(.get, "/tasks/nonsense", as: li).status == 404)
            #expect(try await client.call(.post, "\(path)/dance", as: li).codes == ["ACT_UNKNOWN"])
            #expect(try await client.call(.get, "/tasks?state=maybe", as: li).status == 400)
            let broken = try await client.call(.post, "\(path)/note", as: li, "{\"text\": \"\\ud83d\"")
            #expect(broken.status == 400)
            #expect(broken.codes.contains("JSON_SYNTAX"))
            let wrong = try await client.call(.post, "\(path)/complete", as: li, "{\"outcome\": 1, \"fields\": []}")
            #expect(wrong.status == 422)
            #expect(wrong.codes == ["FIELD_TYPE", "FIELD_TYPE"])
            #expect(try await client.call(.post, "\(path)/note", as: "housing-tang", "{\"text\":\"x\"}").status == 403)
            #expect(try await client.call(.post, "\(path)/claim", as: li).status == 200)
            let held = try await client.call(
                .post,
                "\(path)/complete",
                as: "housing-qin",
                "{\"outcome\":\"done\",\"fields\":{}}"
            )
            #expect(held.status == 409)
            #expect(held.codes == ["TASK_HELD"])
            let large = try await client.call(
                .post,
                "\(path)/note",
                as: li,
                bytes: .init(repeating: 32, count: 2 << 20)
            )
            #expect(large.status == 413)
        }
    }

    @Test func aLeaderHandsOverToACommonColleagueOnly() async throws {
        let bench = try DeskAPIBench()
        try await bench.receive(content)
        try await bench.test { [path] client in
            let stranger = try await client.call(.post, "\(path)/assign", as: "housing-gao", "{\"to\":\"police-luo\"}")
            #expect(stranger.codes == ["PERSON_UNKNOWN"])
            let colleague = try await client.call(.post, "\(path)/assign", as: "housing-gao", "{\"to\":\"housing-li\"}")
            #expect(colleague.status == 200)
        }
    }

    @Test func whatTheJournalHasNotConfirmedIsSavedButNotYetSafeAndShowsNoNumber() async throws {
        let bench = try DeskAPIBench(confirms: false)
        let signOff = Sample.content("sign-off") { $0.issues = "reply-letter" }
        let key = TaskKey(signOff)
        let desk = bench.desk
        let received = try await bench.engine.commit(patience: 1) { tx in
            try desk.receive(Sample.assignment(signOff), epoch: 1, causation: "test", in: tx)
        }
        #expect(received.value == .applied)
        let saved = try await bench.engine.commit(patience: 1) { tx in
            try desk.complete(key, outcome: "done", fields: [:], by: Sample.leaderGao, in: tx)
        }
        guard case .notYetSafe = saved else {
            Issue.record("it was called safe")
            return
        }
        try await bench.test { client in
            #expect(try await client.call(.get, "/numbers", as: "housing-li").value["numbers"] == [])
            let detail = try await client.call(.get, "/tasks/\(key.id)", as: "housing-li").value
            #expect(detail["completed"]?["outcome"] == "done")
            #expect(detail["completed"]?["document"] == nil)
        }
    }

    @Test func anUploadIsReadByWhoMadeItAndByTheAgencyOnceATaskListsIt() async throws {
        let bench = try DeskAPIBench()
        try await bench.receive(content)
        try await bench.test { [path] client in
            let pdf = Array("%PDF-1.7 receipt".utf8)
            let stored = try await client.call(
                .post,
                "/files?name=a.pdf",
                as: "housing-li",
                type: "application/pdf",
                bytes: pdf
            )
            #expect(stored.status == 201)
            let sha256 = try #require(stored.value["sha256"]?.text)
            #expect(try await client.call(.get, "/files/\(sha256)", as: "housing-li").bytes == pdf)
            #expect(try await client.call(.get, "/files/\(sha256)", as: "housing-qin").status == 404)
            #expect(try await client.call(.get, "/files/\(sha256)", as: "police-luo").status == 403)
            let body =
                "{\"outcome\":\"done\",\"fields\":{\"receipts\":[{\"name\":\"a.pdf\",\"sha256\":\"\(sha256)\"}]}}"
            #expect(try await client.call(.post, "\(path)/complete", as: "housing-li", body).status == 200)
            #expect(try await client.call(.get, "/files/\(sha256)", as: "housing-qin").bytes == pdf)
        }
    }

    @Test func anUploadThatLiesIsRefusedAndNotKept() async throws {
        let bench = try DeskAPIBench()
        try await bench.test { client in
            let lie = try await client.call(
                .post,
                "/files?name=a.png",
                as: "housing-li",
                type: "image/png",
                bytes: Array("%PDF-1.7".utf8)
            )
            #expect(lie.status == 422)
            #expect(lie.codes == ["FILE_TYPE_MISMATCH"])
            let sha256 = ContentHash.of(Array("%PDF-1.7".utf8))
            #expect(try await client.call(.get, "/files/\(sha256)", as: "housing-li").status == 404)
        }
    }
}
