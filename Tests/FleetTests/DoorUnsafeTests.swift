import Casework
import Contracts
import EventStore
import HTTPTypes
import Testing

@testable import Fleet

/// Promise 1 on the board: while the journal is silent nothing is called done, however it is asked.
@Suite struct DoorUnsafeTests {
    private static let unsafe = "尚未送达备份"
    private static let done = "已办，已保存"

    @Test func aRulingIsNotCalledDone() async throws {
        let bench = try DoorBench("coordinator", confirms: false)
        let caseID = try await bench.openCase()
        try await bench.test { caller in
            let session = try await caller.session("coordinator-luo")
            let form = [
                "task": "\(caseID).register.1", "case": caseID, "decision": "lead", "agency": "justice",
                "request": "", "reason": "职责调整",
            ]
            for _ in 0..<2 {
                let reply = try await caller.browse(.post, "/board/rule", session: session, form)
                #expect(reply.headers[.location] == "/board?said=not-yet-safe")
            }
            let page = try await caller.browse(.get, "/board?said=not-yet-safe", session: session)
            #expect(page.text.contains(Self.unsafe) && !page.text.contains(Self.done))
        }
    }

    @Test func aKeptMessageThatIsTriedAgainOrDroppedIsNotCalledDone() async throws {
        let bench = try DoorBench("coordinator", confirms: false)
        let caseID = try await bench.openCase()
        let parked = try await bench.keepMessages(of: caseID)
        try await bench.test { caller in
            let session = try await caller.session("coordinator-luo")
            for act in ["skip", "release"] {
                let n = act == "skip" ? parked : caseID
                let form = ["kind": "parked", "act": act, "case": caseID, "n": n, "reason": "已核"]
                let page = try await caller.browse(.post, "/board/kept", session: session, form)
                #expect(page.text.contains(Self.unsafe), "\(act)")
                #expect(!page.text.contains(Self.done), "\(act)")
            }
        }
    }

    @Test func theSameIsCalledDoneWhenTheJournalHoldsIt() async throws {
        let bench = try DoorBench("coordinator")
        let caseID = try await bench.openCase()
        let parked = try await bench.keepMessages(of: caseID)
        try await bench.test { caller in
            let session = try await caller.session("coordinator-luo")
            let form = ["kind": "parked", "act": "skip", "case": caseID, "n": parked, "reason": "已核"]
            #expect(try await caller.browse(.post, "/board/kept", session: session, form).text.contains(Self.done))
        }
    }
}

extension DoorBench {
    /// Puts two messages of a case aside, as two reports that nobody could read would be; gives the first one's number.
    func keepMessages(of caseID: String) async throws -> String {
        let n = try await engine.commit(patience: 1) { transaction -> Int64 in
            let numbers = try ["a", "b"].map { id in
                let raw = RawMessage(
                    queue: "reports",
                    exchange: "huiban.reports",
                    routingKey: "police.01",
                    contentType: Envelope.contentType,
                    messageID: id,
                    body: Array("{}".utf8)
                )
                let kept = DeadLetters.park(raw, because: ["HANDLER_FAILED"])
                return try transaction.record(DeadLetters.parkedKind, case: caseID, kept).n
            }
            return numbers[0]
        }
        return String(n.value)
    }
}
