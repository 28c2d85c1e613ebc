import Casework
import CaseworkTesting
import Contracts
import Desk
import GRDB
import Hummingbird
import Synchronization
import Testing

@testable import Coordinator

/// Processes that stand beside a desk, with a coordinator that says what the test tells it.
private final class TestNeighbours: Neighbours {
    private struct State {
        var readers: [String: FileReaders] = [:]
        var clients: [String: DeskAPIBench.Client] = [:]
        var damages = false
    }

    private let owner: String
    private let state = Mutex(State())

    init(_ owner: String) { self.owner = owner }

    func allow(_ sha256: String, agencies: [String], holders: [String] = ["housing"]) {
        state.withLock { $0.readers[sha256] = FileReaders(agencies: agencies, holders: holders) }
    }

    func stand(beside client: DeskAPIBench.Client?, of agency: String) {
        state.withLock { $0.clients[agency] = client }
    }

    /// From now on bytes arrive with one of them changed.
    func damage() { state.withLock { $0.damages = true } }

    func clocks(of task: TaskKey) async -> NeighbourReply<[ClockExplanation]> { .refused }

    func closure(of caseID: String) async -> NeighbourReply<DataClosure> { .answered(.none) }

    func readers(of sha256: String) async -> NeighbourReply<FileReaders> {
        guard let readers = state.withLock({ $0.readers[sha256] }),
            (readers.agencies + readers.holders).contains(owner)
        else { return .refused }
        return .answered(readers)
    }

    func file(_ sha256: String, from agency: String) async -> NeighbourReply<[UInt8]> {
        let (client, damages) = state.withLock { ($0.clients[agency], $0.damages) }
        let path = "/services/files/\(sha256)"
        guard let reply = try? await client?.call(.get, path, as: "process-\(owner)") else { return .unreachable }
        guard reply.status == 200 else { return reply.status == 404 ? .refused : .unreachable }
        return .answered(damages ? [0] + reply.bytes.dropFirst() : reply.bytes)
    }
}

@Suite("Attachments across agencies")
struct FileSharingTests {
    private let pdf = Array("%PDF-1.7 receipt".utf8)
    private var sha256: String { ContentHash.of(pdf) }
    private let nextToHousing = TestNeighbours("housing")
    private let nextToPolice = TestNeighbours("police")

    private func value(size: Int? = nil) -> Value {
        [
            "name": "回执.pdf", "sha256": .text(sha256), "size": .integer(Int64(size ?? pdf.count)),
            "type": "application/pdf",
        ]
    }

    /// Housing holds the file; police have a task whose fields are `fields`.
    private func play(
        _ fields: [String: Value],
        _ work: @escaping @Sendable (_ police: DeskAPIBench.Client, _ kept: FileStore) async throws -> Void
    ) async throws {
        let housing = try DeskAPIBench(neighbours: nextToHousing)
        let police = try DeskAPIBench(agency: "police", neighbours: nextToPolice)
        try await police.receive(Sample.content("opinions", agency: "police") { $0.fields = fields })
        try await housing.test { [pdf, nextToPolice] desk in
            let type = "application/pdf"
            let stored = try await desk.call(.post, "/files?name=a.pdf", as: "housing-li", type: type, bytes: pdf)
            #expect(stored.status == 201)
            nextToPolice.stand(beside: desk, of: "housing")
            try await police.test { try await work($0, police.files) }
        }
    }

    @Test func anAgencyWhoseTaskListsAFileGetsItFromTheOneThatHasItAndKeepsIt() async throws {
        for neighbours in [nextToHousing, nextToPolice] { neighbours.allow(sha256, agencies: ["police"]) }
        try await play(["receipts": [value()]]) { [sha256, pdf, nextToPolice] police, kept in
            let first = try await police.call(.get, "/files/\(sha256)", as: "police-luo")
            #expect(first.bytes == pdf)
            #expect(try await kept.bytes(sha256) == pdf)
            nextToPolice.stand(beside: nil, of: "housing")
            #expect(try await police.call(.get, "/files/\(sha256)", as: "police-luo").bytes == pdf)
            #expect(try await police.call(.get, "/files/\(sha256)", as: "housing-li").status == 403)
        }
    }

    @Test func anAgencyWhoseTaskDoesNotListItGets404() async throws {
        for neighbours in [nextToHousing, nextToPolice] { neighbours.allow(sha256, agencies: ["police"]) }
        try await play([:]) { [sha256] (police, kept) async throws in
            let reply = try await police.call(.get, "/files/\(sha256)", as: "police-luo")
            #expect(reply.status == 404 && reply.codes == ["FILE_NOT_FOUND"])
            #expect(try await kept.bytes(sha256) == nil)
        }
    }

    @Test func theOneThatHasItGivesItToNobodyWhomTheCoordinatorDoesNotName() async throws {
        nextToHousing.allow(sha256, agencies: ["justice"])
        nextToPolice.allow(sha256, agencies: ["police"])
        try await play(["receipts": [value()]]) { [sha256] (police, kept) async throws in
            #expect(try await police.call(.get, "/files/\(sha256)", as: "police-luo").codes == ["FILE_NOT_FOUND"])
            #expect(try await kept.bytes(sha256) == nil)
        }
    }

    @Test func aWrongServiceTokenIsRefusedAndSoIsAPersons() async throws {
        let housing = try DeskAPIBench(neighbours: nextToHousing)
        nextToHousing.allow(sha256, agencies: ["police"])
        let path = "/services/files/\(sha256)"
        try await housing.test { client in
            for asker in [nil, "process-nobody", "housing-li"] {
                let reply = try await client.call(.get, path, as: asker)
                #expect(reply.status == 401 && reply.codes == ["SERVICE_TOKEN_UNKNOWN"])
            }
            #expect(try await client.call(.get, path, as: "process-police").status == 404)
        }
    }

    @Test func bytesThatDoNotFitTheirHashAreNotKept() async throws {
        for neighbours in [nextToHousing, nextToPolice] { neighbours.allow(sha256, agencies: ["police"]) }
        nextToPolice.damage()
        try await play(["receipts": [value()]]) { [sha256, pdf] police, kept in
            let reply = try await police.call(.get, "/files/\(sha256)", as: "police-luo")
            #expect(reply.status == 502 && reply.codes == ["FILE_NOT_AVAILABLE"])
            #expect(try await kept.bytes(sha256) == nil)
            #expect(try await kept.bytes(ContentHash.of([0] + pdf.dropFirst())) == nil)
        }
    }

    @Test func bytesOfAnotherSizeThanTheTaskSaysAreNotKept() async throws {
        for neighbours in [nextToHousing, nextToPolice] { neighbours.allow(sha256, agencies: ["police"]) }
        try await play(["receipts": [value(size: 5)]]) { [sha256] (police, kept) async throws in
            #expect(try await police.call(.get, "/files/\(sha256)", as: "police-luo").codes == ["FILE_NOT_AVAILABLE"])
            #expect(try await kept.bytes(sha256) == nil)
        }
    }

    @Test func anAnswerThatLiesAboutTheSizeOfItsFileIsRefused() async throws {
        let housing = try DeskAPIBench()
        let content = Sample.content("draft")
        try await housing.receive(content)
        let fields = Value.object(["receipts": [value(size: 5)]])
        try await housing.test { [pdf] client in
            let type = "application/pdf"
            _ = try await client.call(.post, "/files?name=a.pdf", as: "housing-li", type: type, bytes: pdf)
            let body = String(decoding: JSONText.write(["outcome": "done", "fields": fields]), as: UTF8.self)
            let reply = try await client.call(.post, "/tasks/\(TaskKey(content).id)/complete", as: "housing-li", body)
            #expect(reply.codes == ["FILE_DIFFERS"])
        }
    }

    @Test func theCoordinatorKnowsWhoMaySeeAFileFromWhatItSentAndWhoHasItFromWhatItHeard() throws {
        var play = Play(
            try Fixture.workflow("deputy-suggestion"),
            calendar: try Fixture.calendar(),
            at: try Instant.city("2023-04-27 09:00")
        )
        let lead: [String: Value] = ["leadUnit": "housing", "coHandlers": ["police"]]
        play.open(lead.merging(["meeting": "recess"]) { own, _ in own })
        play.complete("register", outcome: "accepted", fields: ["category": "propertyService"])
        play.complete("assign", fields: lead)
        play.complete("opinions", "police", outcome: "submitted", fields: ["opinion": "意见", "signedBy": "police-liu"])
        play.complete("contact", fields: ["contactedAt": "2023-05-08", "mode": "visit", "record": "已走访"])
        play.complete("draft", by: "housing-li", fields: ["reply": "答复", "resultClass": "A"])
        play.complete("review", outcome: "passed", by: "housing-chen")
        let signature: [String: Value] = ["signer": "housing-zhao", "sealedOn": "2023-06-20"]
        play.complete("sign-off", outcome: "signed", by: "housing-zhao", fields: signature, document: "88号")
        let before = play.state.assignments(by: play.workflow)
        let facts = play.complete("deliver", fields: ["receipts": [value()], "deliveredOn": "2023-06-21"])
        let after = play.state.assignments(by: play.workflow)
        let db = try DatabaseQueue()
        try db.write { db in
            try CaseFiles.create(in: db)
            try CaseFiles.note(before, in: db)
            #expect(try CaseFiles.readers(of: sha256, in: db) == FileReaders(agencies: [], holders: []))
            try CaseFiles.note(after, in: db)
            try CaseFiles.note(facts, in: db)
            // The publication is housing's own; the evaluation is open too and does not see receipts.
            let known = FileReaders(agencies: ["housing"], holders: ["housing"])
            #expect(try CaseFiles.readers(of: sha256, in: db) == known)
        }
    }
}
