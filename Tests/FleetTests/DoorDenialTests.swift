import Casework
import Contracts
import Fleet
import Foundation
import Hummingbird
import Testing

@testable import Desk

@Suite struct DoorDenialTests {
    /// What the log of a process says was denied, oldest first.
    private func denials(_ bench: DoorBench) async throws -> [SessionBook.DenialLine] {
        try await bench.engine.read { try SessionBook.denials(limit: 100, in: $0) }.reversed()
    }

    @Test func whatTheAPIDeniesAKnownPersonIsInTheLogWithTheReason() async throws {
        let bench = try DoorBench(people: DoorBench.people + ["housing-zhao"])
        try await bench.test { caller in
            #expect(try await caller.call(.get, "/tasks", as: "police-wang").status == 403)
            #expect(try await caller.call(.post, "/dead/1/redrive", as: "housing-li").status == 403)
            #expect(try await caller.call(.get, "/denials", as: "housing-li").status == 403)
            let seen = try await denials(bench)
            #expect(seen.map(\.person) == ["police-wang", "housing-li", "housing-li"])
            #expect(seen.map(\.agency) == ["police", "housing", "housing"])
            #expect(seen.map(\.method) == ["GET", "POST", "GET"])
            #expect(seen.map(\.path) == ["/tasks", "/dead/1/redrive", "/denials"])
            #expect(seen.map(\.codes) == [["OTHER_AGENCY"], ["ROLE_MISSING"], ["ROLE_MISSING"]])
            let told = try await caller.call(.get, "/denials", as: "housing-zhao")
            #expect(told.status == 200 && told.text.contains("police-wang"))
            #expect(told.headers.allSatisfy { !$0.name.rawName.contains("Denied") })
        }
    }

    @Test func aStrangerLeavesNoTrace() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            let before = bench.engine.condition.logEnd
            #expect(try await caller.call(.get, "/tasks", as: nil).status == 401)
            let guess = try await caller.send(.get, "/tasks", [.authorization: "Bearer guess"], "")
            #expect(guess.status == 401)
            #expect(guess.headers.allSatisfy { !$0.name.rawName.contains("Denied") })
            #expect(bench.engine.condition.logEnd == before)
        }
    }

    @Test func aNumberOfAPersonInTheAddressIsMasked() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            #expect(try await caller.call(.post, "/parked/13812345678/release", as: "housing-li").status == 403)
            let path = try await denials(bench).first?.path
            #expect(path?.contains("13812345678") == false && path?.hasPrefix("/parked/138") == true)
        }
    }

    @Test func aFormWithoutItsWordIsDeniedAndRecorded() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            let session = try await caller.session("housing-li")
            let reply = try await caller.send(.post, "/desk/bulk", [.cookie: "huiban-housing=\(session)"], "act=sign")
            #expect(reply.status == 403)
            #expect(try await denials(bench).map(\.codes) == [["FORM_STALE"]])
            #expect(try await denials(bench).map(\.person) == ["housing-li"])
        }
    }

    @Test func theCoordinatorRecordsWhatItsRoutesAndItsBoardDeny() async throws {
        let bench = try DoorBench("coordinator", people: DoorBench.people + ["coordinator-shen"])
        try await bench.test { caller in
            #expect(try await caller.call(.get, "/sla/inbox", as: "police-wang").status == 403)
            #expect(try await caller.call(.post, "/cases/X/rulings", as: "housing-li").status == 403)
            let session = try await caller.session("coordinator-shen")
            let form = ["task": "WH-420100-DS-20230427-000001-93.register.1", "reason": "试一试"]
            #expect(try await caller.browse(.post, "/board/rule", session: session, form).status == 403)
            #expect(try await caller.browse(.post, "/board/kept", session: session, ["reason": "试一试"]).status == 403)
            let seen = try await denials(bench)
            #expect(seen.map(\.person) == ["police-wang", "housing-li", "coordinator-shen", "coordinator-shen"])
            #expect(seen.map(\.path) == ["/sla/inbox", "/cases/X/rulings", "/board/rule", "/board/kept"])
        }
    }

    @Test func signingInAtAnotherAgencyIsDeniedAndRecordedOnce() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            let token = try caller.credentials.token(of: "police-wang")
            #expect(try await caller.signIn("police-wang", token).status == 403)
            #expect(try await denials(bench).map(\.codes) == [["OTHER_AGENCY"]])
        }
    }
}
