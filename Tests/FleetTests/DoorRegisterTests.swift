import Casework
import Contracts
import Hummingbird
import Testing

@testable import Fleet

@Suite struct DoorRegisterTests {
    private func body(_ sheets: [RegisterSheet: String], reason: String? = "年度更新", isDry: Bool = false) -> String {
        var body: [String: Value] = [
            "sheets": .object(Dictionary(uniqueKeysWithValues: sheets.map { ($0.key.rawValue, .text($0.value)) }))
        ]
        if let reason { body["reason"] = .text(reason) }
        if isDry { body["dryRun"] = "yes" }
        return String(decoding: JSONText.write(.object(body)), as: UTF8.self)
    }

    private var invented: [RegisterSheet: String] {
        Dictionary(uniqueKeysWithValues: RegisterSheet.allCases.map { ($0, InventedRegister.register.text(of: $0)) })
    }

    @Test func aRegisterIsTriedThenImportedThenCounted() async throws {
        let bench = try DoorBench("coordinator")
        try await bench.test { caller in
            let tried = try await caller.call(
                .post,
                "/register",
                as: "coordinator-luo",
                body(invented, reason: nil, isDry: true)
            )
            #expect(tried.status == 200)
            #expect(try await caller.call(.get, "/register", as: "coordinator-luo").text.contains("\"changes\":[]"))
            let done = try await caller.call(.post, "/register", as: "coordinator-luo", body(invented))
            #expect(done.status == 200)
            #expect(done.text.contains("\"added\":1096") && done.text.contains("\"saved\":\"safe\""))
            let again = try await caller.call(
                .post,
                "/register",
                as: "coordinator-luo",
                body([.mediators: invented[.mediators] ?? ""])
            )
            #expect(again.text.contains("\"added\":0") && again.text.contains("\"rows\":49"))
            #expect(try await caller.call(.get, "/register", as: "coordinator-luo").text.contains("\"counted\":1096"))
        }
    }

    @Test func rubbishIsRefusedWithEveryFaultAndNothingChanges() async throws {
        let bench = try DoorBench("coordinator")
        try await bench.test { caller in
            let end = bench.engine.condition.logEnd
            let reply = try await caller.call(
                .post,
                "/register",
                as: "coordinator-luo",
                body([.streets: "code,name,district,sections\nJD-1,示例一街道,420199,1\n"], reason: nil)
            )
            #expect(reply.status == 422)
            #expect(reply.text.contains("TEXT_MISSING") && reply.text.contains("TERRITORY_UNRESOLVED"))
            let unknown = try await caller.call(
                .post,
                "/register",
                as: "coordinator-luo",
                #"{"sheets": {"planets": ""}, "reason": "x"}"#
            )
            #expect(unknown.status == 422 && unknown.text.contains("SHEET_UNKNOWN"))
            #expect(bench.engine.condition.logEnd == end)
        }
    }

    @Test func whoDoesNotAnswerForOthersImportsNothing() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            for person in ["housing-li", "police-wang"] {
                let reply = try await caller.call(.post, "/register", as: person, body(invented))
                #expect(reply.status == 403)
            }
        }
    }
}
