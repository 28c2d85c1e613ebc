import Casework
import Contracts
import Crypto
import HTTPTypes
import HousingWorker
import Testing

@testable import Desk

/// A person of one agency before the door of another: nothing opens, and everything is told.
@Suite struct DoorStrangerTests {
    private static let people = ["justice-xu", "police-wang", "police-sun"]
    /// What stands in an address: a task's id, and what could be none.
    private static let words = ["WH-420100-DS-20230427-000001-93.opinions.police.1", "x"]
    /// What everybody may see who comes to a process: the way in, and how it looks.
    private static let open: Set<String> = ["", "sign-in", "sign-out", "assets", "citizen"]

    private static func isPage(_ route: DoorRoute) -> Bool {
        ["desk", "board", "me"].contains(route.segments.first ?? "")
    }

    @Test func everyDocumentedOperationIsDeniedToAPersonOfAnotherAgencyAndTheLogSaysSo() async throws {
        let bench = try DoorBench("police", people: Self.people)
        let routes = try bench.routes()
        let asked = try DoorRoute.documented().filter { operation in
            operation.isForPeople && routes.contains { $0.takes(operation.route) }
        }
        #expect(asked.count > 20)
        try await bench.test { caller in
            let all = asked.flatMap { operation in
                Set(Self.words.map(operation.route.address)).sorted().map { (operation.route.method, $0) }
            }
            for (method, address) in all {
                let reply = try await caller.call(method, address, as: "justice-xu", "{}")
                #expect(reply.status == 403, "\(method) \(address)")
                #expect(reply.text.contains("OTHER_AGENCY"), "\(method) \(address)")
            }
            try await expectTold(all, caller)
        }
    }

    @Test func everyPageIsDeniedToAPersonOfAnotherAgencyAndTheLogSaysSo() async throws {
        let bench = try DoorBench("police", people: Self.people)
        let pages = try bench.routes().filter(Self.isPage)
        #expect(pages.count > 15)
        try await bench.test { caller in
            let all = pages.flatMap { page in Set(Self.words.map(page.address)).sorted().map { (page.method, $0) } }
            for (method, address) in all {
                let reply = try await caller.call(method, address, as: "justice-xu")
                #expect(reply.status == 403, "\(method) \(address)")
                #expect(reply.text.contains("您不属于本机关"), "\(method) \(address)")
                // Whoever shows nothing is led to the way in.
                let stranger = try await caller.call(method, address, as: nil)
                #expect(stranger.status == 303, "\(method) \(address)")
                #expect(stranger.headers[.location]?.hasPrefix("/sign-in") == true, "\(method) \(address)")
            }
            try await expectTold(all, caller)
        }
    }

    /// What was denied stands in `GET /denials`, each with its method and path.
    private func expectTold(
        _ asked: [(HTTPRequest.Method, String)],
        _ caller: DoorBench.Caller
    ) async throws {
        let told = try await caller.call(.get, "/denials?limit=1000", as: "police-sun")
        #expect(told.status == 200)
        let lines = try #require(JSONText.read(Array(told.text.utf8)).value?.list)
        #expect(lines.count == asked.count)
        #expect(lines.allSatisfy { $0["person"]?.text == "justice-xu" && $0["agency"]?.text == "justice" })
        let seen = lines.map { "\($0["method"]?.text ?? "") \($0["path"]?.text ?? "")" }.sorted()
        #expect(seen == asked.map { "\($0.0.rawValue) \($0.1)" }.sorted())
    }

    @Test(arguments: [
        ("police", "police-sun"), ("coordinator", "coordinator-luo"), ("coordinator", "suggestions-system"),
    ])
    func aBodyThatIsTooLargeIsRefusedAsDocumented(_ owner: String, _ person: String) async throws {
        let bench = try DoorBench(owner, people: [person])
        let routes = try bench.routes()
        let body = #"{"fields": {"text": ""# + String(repeating: "x", count: 1_100_000) + #""}}"#
        try await bench.test { caller in
            for operation in try DoorRoute.documented() where operation.isForPeople {
                guard let statuses = operation.statuses, routes.contains(where: { $0.takes(operation.route) }) else {
                    continue
                }
                let reply = try await caller.call(
                    operation.route.method,
                    operation.route.address("1"),
                    as: person,
                    body
                )
                #expect(statuses.contains("\(reply.status)"), "\(operation.route) \(reply.status)")
                #expect(reply.text.contains("problems"), "\(operation.route)")
            }
        }
    }

    @Test(arguments: ["/sign-in", "/sign-out", "/desk/bulk", "/board/rule", "/citizen/estates/XQ-1"])
    func aFormThatIsTooLargeIsRefusedWhoeverSendsIt(_ path: String) async throws {
        let bench = try DoorBench("coordinator")
        try await bench.test { caller in
            let reply = try await caller.browse(.post, path, ["text": String(repeating: "x", count: 1_100_000)])
            #expect(reply.status == 413)
            #expect(reply.text.contains("BODY_TOO_LARGE"))
        }
    }

    @Test(arguments: ["police", "housing", "coordinator"])
    func everyRouteOfTheAPIIsDocumentedAndEveryDocumentedOneIsThere(_ owner: String) async throws {
        let practice = owner == "housing" ? HousingPractice(secret: SymmetricKey(size: .bits256)) : nil
        let bench = try DoorBench(owner, people: Self.people, practice: practice)
        let documented = try DoorRoute.documented().map(\.route)
        let routes = try bench.routes().filter { !Self.isPage($0) && !Self.open.contains($0.segments.first ?? "") }
        for route in routes {
            #expect(documented.contains { route.takes($0) }, "\(route) is not documented")
        }
        // What every process has is added beside these routes, whoever it is; votes are housing's alone.
        let common = ["health", "ready", "metrics", "status"]
        let own = documented.filter { route in
            let isVote = route.segments[0] == "votes"
            return switch owner {
            case "housing": isVote
            case "coordinator": !isVote && !common.contains(route.segments[0])
            case _: false
            }
        }
        for route in own {
            #expect(routes.contains { $0.takes(route) }, "\(route) is not there")
        }
        try await bench.test { _ in }
    }
}
