import Casework
import Contracts
import EventStore
import Synchronization
import Testing

@testable import Coordinator
@testable import Desk

@Suite struct TerritoryTests {
    /// What intake answers to a matter that lies here.
    private func receipt(_ bench: CoordinatorBench, _ fields: [String: Value], _ number: Int = 1) throws -> Receipt {
        var submission = try bench.submission(number)
        var data = try #require(submission.data.object)
        data["fields"] = .object((data["fields"]?.object ?? [:]).merging(fields) { _, new in new })
        submission.data = .object(data)
        let receipt = Mutex<Receipt?>(nil)
        let (office, brought) = (bench.office, submission)
        let results = try bench.ledger.commit(
            [
                { transaction in
                    let given = try office.intake.submit(brought, transaction)
                    receipt.withLock { $0 = given }
                }
            ],
            now: Instant(milliseconds: 1_700_000_000_000)
        ).results
        for case .failed(let error) in results { throw error }
        return try #require(receipt.withLock { $0 })
    }

    private func importing(_ bench: CoordinatorBench) throws {
        let office = bench.office
        _ = try bench.ledger.commit(
            [
                { try office.library.take(office.loaded, $0) },
                { try RegisterImport.record(InventedRegister.register, by: "coordinator-luo", reason: "演示", $0) },
            ],
            now: Instant(milliseconds: 1_700_000_000_000)
        )
    }

    @Test func withoutARegisterAStreetIsTakenAsItIsWritten() throws {
        let bench = try CoordinatorBench()
        let office = bench.office
        _ = try bench.ledger.commit(
            [{ try office.library.take(office.loaded, $0) }],
            now: Instant(milliseconds: 1_700_000_000_000)
        )
        #expect(try receipt(bench, ["districtCode": "420106", "street": "随便街道"]).disposition == .accepted)
    }

    @Test func aStreetOfAnotherDistrictDoesNotResolve() throws {
        let bench = try CoordinatorBench()
        try importing(bench)
        // 示例一街道 lies in 420106 (domain notes 6.1).
        #expect(try receipt(bench, ["districtCode": "420106", "street": "示例一街道"]).disposition == .accepted)
        let refused = try receipt(bench, ["districtCode": "420102", "street": "示例一街道"], 2)
        #expect(refused.disposition == .rejected)
        #expect(refused.problems.map { "\($0.code) \($0.pointer)" } == ["TERRITORY_UNRESOLVED /data/fields/street"])
    }

    /// What comes of a form with these fields and both places.
    private func placed(_ bench: CoordinatorBench, _ changes: [String: Value]) throws -> Reading<[String: Value]> {
        let garden: [String: Value] = ["districtCode": "420106", "estate": "示例花园"]
        let form = Form(fields: ["estate", "street"].map { Form.Field(name: $0, type: $0) })
        let fields = garden.merging(changes) { _, new in new }
        return try bench.store.read { db in
            try Territory.placed(fields, form: form, at: JSONPointer(), in: db)
        }
    }

    @Test func anEstateFitsItsStreetAndItsDistrictOrIsRefused() throws {
        let bench = try CoordinatorBench()
        try importing(bench)
        #expect(try placed(bench, [:]).subject?["street"] == "示例一街道")
        #expect(try placed(bench, ["estate": "XQ-1"]).subject?["street"] == "示例一街道")
        #expect(try placed(bench, ["street": "示例二街道"]).problems.map(\.pointer) == ["/street"])
        #expect(try placed(bench, ["districtCode": "420107"]).problems.map(\.pointer) == ["/estate"])
        #expect(try placed(bench, ["estate": "无此小区"]).problems.map(\.code) == ["TERRITORY_UNRESOLVED"])
    }

    @Test func theRegisterRefoldsToWhatItWas() throws {
        let bench = try CoordinatorBench()
        try importing(bench)
        let before = try bench.store.read { try RegisterBook.register(in: $0) }
        #expect(before[.companies].count == 1096)
        #expect(try bench.store.refold().different == [])
        #expect(try bench.store.read { try RegisterBook.register(in: $0) } == before)
    }
}
