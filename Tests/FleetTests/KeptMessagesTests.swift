import Casework
import Contracts
import EventStore
import Fleet
import Foundation
import Hummingbird
import Testing

@Suite("Messages that were put aside")
struct KeptMessagesTests {
    private let why = "{\"reason\":\"已修复\"}"

    private func numbers(_ reply: DeskAPIBench.Reply) -> [Int64] {
        reply.value.list?.compactMap { $0["n"]?.integer } ?? []
    }

    @Test func aDeadLetterIsShownWithoutItsBodyAndWithMaskedProperties() async throws {
        let bench = try KeptBench()
        let body = Array("{\"secret\": \"王国栋 13812345678\"".utf8)
        await bench.deliver("m/1", body: body)
        try await bench.test { [bench] client in
            let list = try await client.call(.get, "/dead", as: "housing-li")
            let n = try #require(numbers(list).first)
            let shown = try await client.call(.get, "/dead/\(n)", as: "housing-li")
            #expect(shown.value["size"] == .integer(Int64(body.count)))
            #expect(shown.value["sha256"] == .text(ContentHash.of(body)))
            #expect(shown.value["reasons"]?.list?.isEmpty == false)
            #expect(shown.value["correlationId"] == "138****5678")
            let text = String(decoding: list.bytes + shown.bytes, as: UTF8.self)
            #expect(!text.contains("王国栋") && !text.contains("13812345678"))
            #expect(try await client.call(.get, "/dead/99", as: "housing-li").status == 404)
            #expect(try await bench.words() == [])
        }
    }

    @Test func thoseWithTheSameReasonsAreListedInTheirOrder() async throws {
        let bench = try KeptBench()
        bench.office.fail(on: ["ballot-of-wang"])
        for id in ["m/1", "m/2"] { await bench.deliver(id, body: Array("{".utf8)) }
        await bench.deliver("ballot-of-wang", case: nil, queue: "ballots")
        try await bench.test { client in
            let all = try await client.call(.get, "/dead", as: "housing-li")
            #expect(numbers(all).count == 3)
            let first = try #require(all.value.list?.last)
            let reasons = try #require(first["reasons"]?.text)
            let alike = try await client.call(.get, "/dead?reasons=\(reasons)", as: "housing-li")
            #expect(numbers(alike) == numbers(all).dropFirst().reversed())
            #expect(try await client.call(.get, "/dead?reasons=NONE", as: "housing-li").value == [])
        }
    }

    @Test func ofASealedMessageNothingCanBeReadThatItsSenderChose() async throws {
        let bench = try KeptBench()
        let body = Array("{\"voter\": \"王国栋\", \"choice\": \"for\"".utf8)
        await bench.deliver("ballot-of-wang", queue: "ballots", body: body)
        let log = try bench.engine.store.entries(after: 0, limit: 10).map { String(decoding: $0.body, as: UTF8.self) }
        let text = log.joined()
        #expect(text.contains("JSON_SYNTAX"))
        for part in ["王国栋", "wang", "13812345678", Data(body).base64EncodedString(), ContentHash.of(body)] {
            #expect(!text.contains(part))
        }
        try await bench.test { [why] client in
            let n = try #require(numbers(try await client.call(.get, "/dead", as: "housing-li")).first)
            let shown = try await client.call(.get, "/dead/\(n)", as: "housing-li")
            #expect(shown.value["isWhole"] == true && shown.value["messageId"] == nil)
            let again = try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why)
            #expect(again.status == 409 && again.codes.contains("JSON_SYNTAX"))
            #expect(!String(decoding: again.bytes, as: UTF8.self).contains("王国栋"))
        }
    }

    @Test func aSealedMessageWhoseHandlingFailedIsHandledLater() async throws {
        let bench = try KeptBench()
        bench.office.fail(on: ["ballot-of-wang"])
        await bench.deliver("ballot-of-wang", case: nil, queue: "ballots")
        #expect(try await bench.words() == [])
        bench.office.fail(on: [])
        try await bench.test { [bench, why] client in
            let n = try #require(numbers(try await client.call(.get, "/dead", as: "housing-li")).first)
            let done = try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why)
            #expect(done.status == 200)
            #expect(try await bench.words() == ["ballot-of-wang"])
        }
    }

    @Test func onlyThoseWhoAnswerForTheAgencyDecideAndAllOfItsPeopleLook() async throws {
        let bench = try KeptBench()
        try await bench.test { [why] client in
            for path in ["/dead", "/parked"] {
                #expect(try await client.call(.get, path, as: nil).status == 401)
                #expect(try await client.call(.get, path, as: "police-luo").codes == ["OTHER_AGENCY"])
                #expect(try await client.call(.get, path, as: "housing-li").status == 200)
            }
            for path in ["/dead/1/redrive", "/parked/x/release", "/parked/x/skip"] {
                #expect(try await client.call(.post, path, as: "police-luo", why).codes == ["OTHER_AGENCY"])
                #expect(try await client.call(.post, path, as: "housing-li", why).codes == ["ROLE_MISSING"])
                let silent = try await client.call(.post, path, as: "housing-gao", "{}")
                #expect(silent.status == 422 && silent.codes.contains("FIELD_MISSING"))
            }
            #expect(try await client.call(.post, "/dead/1/redrive", as: "housing-gao", why).status == 404)
            #expect(try await client.call(.post, "/parked/x/release", as: "housing-gao", why).status == 404)
        }
    }

    @Test func aDeadLetterThatCanBeHandledNowLeavesTheTable() async throws {
        let bench = try KeptBench()
        bench.office.fail(on: ["m/1"])
        await bench.deliver("m/1", case: nil)
        try await bench.test { [bench, why] client in
            let n = try #require(numbers(try await client.call(.get, "/dead", as: "housing-li")).first)
            let again = try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why)
            #expect(again.status == 409)
            #expect(again.codes == ["HANDLER_FAILED:Failure"])
            #expect(try await bench.words() == [], "what failed leaves no trace")
            bench.office.fail(on: [])
            bench.office.refuse(["m/1"])
            #expect(try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why).codes == ["REFUSED"])
            #expect(try await bench.words() == [])
            bench.office.refuse([])
            let done = try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why)
            #expect(done.status == 200 && done.value["saved"] == "safe")
            #expect(try await bench.words() == ["m/1"])
            #expect(numbers(try await client.call(.get, "/dead", as: "housing-li")) == [])
            #expect(try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why).status == 404)
        }
    }

    @Test func aParkedCaseIsReleasedInOrderAndStopsAtTheFirstThatFailsAgain() async throws {
        let bench = try KeptBench()
        bench.office.fail(on: ["m/1", "m/3"])
        for id in ["m/1", "m/2", "m/3", "m/4"] { await bench.deliver(id) }
        await bench.deliver("other/1", case: "WH-420100-DS-20230427-000002-71")
        try await bench.test { [bench, why] client in
            #expect(try await bench.words() == ["other/1"], "only the case itself waits")
            let waiting = numbers(try await client.call(.get, "/parked", as: "housing-li"))
            #expect(waiting.count == 4)
            let path = "/parked/\(Sample.caseID)/release"
            let stuck = try await client.call(.post, path, as: "housing-qin", why)
            #expect(stuck.status == 409 && stuck.value["handled"] == [])
            bench.office.fail(on: ["m/3"])
            let part = try await client.call(.post, path, as: "housing-qin", why)
            #expect(part.status == 409)
            #expect(part.codes == ["HANDLER_FAILED:Failure"])
            #expect(part.value["stoppedAt"] == .integer(waiting[2]))
            #expect(part.value["waiting"] == 2)
            #expect(try await bench.words() == ["other/1", "m/1", "m/2"])
            await bench.deliver("m/5")
            #expect(try await bench.words().count == 3, "a later message waits behind the others")
            bench.office.fail(on: [])
            let rest = try await client.call(.post, path, as: "housing-qin", why)
            #expect(rest.status == 200 && rest.value["waiting"] == 0)
            #expect(try await bench.words() == ["other/1", "m/1", "m/2", "m/3", "m/4", "m/5"])
            #expect(numbers(try await client.call(.get, "/parked", as: "housing-li")) == [])
        }
    }

    @Test func aParkedMessageIsSkippedWithAReasonAndOnlyInItsOwnCase() async throws {
        let bench = try KeptBench()
        bench.office.fail(on: ["m/1"])
        for id in ["m/1", "m/2"] { await bench.deliver(id) }
        try await bench.test { [bench, why] client in
            let waiting = numbers(try await client.call(.get, "/parked", as: "housing-li"))
            let body = "{\"n\":\(waiting[0]),\"reason\":\"内容有误，已另行补发\"}"
            let elsewhere = "/parked/WH-420100-DS-20230427-000002-71/skip"
            #expect(try await client.call(.post, elsewhere, as: "housing-gao", body).status == 404)
            let skip = "/parked/\(Sample.caseID)/skip"
            #expect(try await client.call(.post, skip, as: "housing-gao", why).codes == ["FIELD_MISSING"])
            #expect(try await client.call(.post, skip, as: "housing-gao", body).value["state"] == "skipped")
            let rest = try await client.call(.post, "/parked/\(Sample.caseID)/release", as: "housing-gao", why)
            #expect(rest.status == 200)
            #expect(try await bench.words() == ["m/2"])
        }
    }

    @Test func aParkedMessageThatIsRefusedForGoodBecomesADeadLetterAndTheNextOnesGoOn() async throws {
        let bench = try KeptBench()
        bench.office.fail(on: ["m/1"])
        for id in ["m/1", "m/2"] { await bench.deliver(id) }
        bench.office.fail(on: [])
        bench.office.refuse(["m/1"])
        try await bench.test { [why] client in
            let path = "/parked/\(Sample.caseID)/release"
            let released = try await client.call(.post, path, as: "housing-gao", why)
            #expect(released.status == 200)
            #expect(released.value["buried"]?.list?.count == 1 && released.value["handled"]?.list?.count == 1)
            #expect(numbers(try await client.call(.get, "/dead", as: "housing-gao")).count == 1)
        }
    }

    @Test func aDeadLetterOfAParkedCaseWaitsForItsRelease() async throws {
        let bench = try KeptBench()
        bench.office.refuse(["m/1"])
        bench.office.fail(on: ["m/2"])
        for id in ["m/1", "m/2"] { await bench.deliver(id) }
        bench.office.refuse([])
        try await bench.test { [why] client in
            let n = try #require(numbers(try await client.call(.get, "/dead", as: "housing-gao")).first)
            let early = try await client.call(.post, "/dead/\(n)/redrive", as: "housing-gao", why)
            #expect(early.status == 409 && early.codes == ["CASE_PARKED"])
        }
    }
}
