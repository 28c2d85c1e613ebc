import Casework
import Desk
import Foundation
import Synchronization
import Testing

/// Once a case is filed or its data restricted, no reason opens contact data any more.
@Suite struct DataClosureTests {
    /// A coordinator that says of every case what the test tells it.
    private final class Archive: Neighbours {
        let reply = Mutex<NeighbourReply<DataClosure>>(.answered(.none))

        func readers(of sha256: String) async -> NeighbourReply<FileReaders> { .refused }
        func file(_ sha256: String, from agency: String) async -> NeighbourReply<[UInt8]> { .refused }
        func clocks(of task: TaskKey) async -> NeighbourReply<[ClockExplanation]> { .refused }
        func closure(of caseID: String) async -> NeighbourReply<DataClosure> { reply.withLock { $0 } }
    }

    private let content = Sample.content("draft") { $0.fields = ["leadDeputy": "代表张某"] }
    private var task: String { "/desk/tasks/\(TaskKey(content).id)" }

    @Test(arguments: [
        (NeighbourReply<DataClosure>.answered(.archived), "案件已归档"), (.answered(.restricted), "个人信息保护法第47条"),
        (.unreachable, "请稍后再试"),
    ])
    func whatIsClosedIsShownToNobody(reply: NeighbourReply<DataClosure>, words: String) async throws {
        let archive = Archive()
        let bench = try DeskPagesBench(neighbours: archive)
        try await bench.bench.receive(content)
        try await bench.test { [task, content, desk = bench.bench] browser in
            let li = try await browser.signIn(as: "housing-li")
            archive.reply.withLock { $0 = reply }
            // As long as the task is in hand its case is open, whatever anybody says.
            #expect(try await li.post("\(task)/reveal", [("reason", "电话沟通")]).status == 303)
            #expect(try await li.get(task).html.contains("代表张某"))
            try await desk.receive(content, state: .ended, sequence: 2)
            #expect(!(try await li.get(task).html.contains("代表张某")), "who looked before looks no more")
            let refused = try await li.post("\(task)/reveal", [("reason", "电话沟通")])
            #expect(refused.status == 409)
            #expect(refused.html.contains(words))
            #expect(!refused.html.contains("代表张某"))
            archive.reply.withLock { $0 = .answered(.none) }
            #expect(try await li.get(task).html.contains("代表张某"))
        }
    }
}
