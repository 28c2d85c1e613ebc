import Casework
import Contracts
import Crypto
import EventStore
import Foundation
import Hummingbird
import Testing

@testable import Fleet

/// The bodies of dead letters can be read for thirty days (domain.md 5.6), those of parked messages as long as their case.
@Suite struct DayKeysTests {
    private let folder = NSTemporaryDirectory() + "days-\(UUID().uuidString)"
    private let day = LocalDate(StillClock().now())
    private let why = "{\"reason\":\"已修复\"}"

    @Test func aKeyLiesInAFileOfItsDayForThirtyDaysAndOutlivesItsProcess() throws {
        let keys = DayKeys(folder: folder)
        #expect(try keys.seal(thatOpens: day) == nil)
        let closed = try keys.seal(of: day).close("正文")
        let later = try keys.seal(of: day.adding(days: 1)).close("次日")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names == ["\(day).key", "\(day.adding(days: 1)).key"])
        let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(names[0])")[.posixPermissions]
        #expect(mode as? Int == 0o600)

        let next = DayKeys(folder: folder)
        try next.forget(on: day.adding(days: 29))
        #expect(try next.seal(thatOpens: day)?.open(closed, as: String.self) == "正文")
        try next.forget(on: day.adding(days: 30))
        #expect(try next.seal(thatOpens: day) == nil)
        #expect(try next.seal(thatOpens: day.adding(days: 1))?.open(later, as: String.self) == "次日")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [names[1]])
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test(arguments: ["assignments.housing", "ballots"])
    func ofADeadLetterThatIsThirtyDaysOldNothingButItsReasonsIsLeft(queue: String) async throws {
        let bench = try KeptBench()
        let body = Array("{\"voter\": \"王国栋\"".utf8)
        await bench.deliver("m/1", queue: queue, body: body)
        let log = try bench.engine.store.entries(after: 0, limit: 10).map { String(decoding: $0.body, as: UTF8.self) }
            .joined()
        for part in ["王国栋", Data(body).base64EncodedString()] { #expect(!log.contains(part)) }
        try await bench.test { [bench, why, day] client in
            let list = try await client.call(.get, "/dead", as: "housing-li")
            let n = try #require(list.value.list?.first?["n"]?.integer)
            try bench.engine.dayKeys.forget(on: day.adding(days: 29))
            #expect(try await client.call(.get, "/dead/\(n)", as: "housing-li").value["isWhole"] == true)
            let broken = try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why)
            #expect(broken.codes.contains("JSON_SYNTAX"))

            try bench.engine.dayKeys.forget(on: day.adding(days: 30))
            let shown = try await client.call(.get, "/dead/\(n)", as: "housing-li")
            #expect(shown.value["isWhole"] == false && shown.value["reasons"]?.list?.isEmpty == false)
            let again = try await client.call(.post, "/dead/\(n)/redrive", as: "housing-qin", why)
            #expect(again.status == 409 && again.codes == ["BODY_REDACTED"])
        }
    }

    @Test func aParkedMessageStandsInTheLogUnderTheKeyOfItsCaseAndIsReleasedHoweverOldItIs() async throws {
        let keys = KeyEncryptionKeys([1: SymmetricKey(size: .bits256)])
        let bench = try KeptBench(sealing: Sealing(fields: [], keys: keys))
        bench.office.fail(on: ["m/1"])
        await bench.deliver("m/1")
        let entries = try bench.engine.store.entries(after: 0, limit: 10)
        let kept = try #require(entries.first { $0.kind == DeadLetters.parkedKind })
        let message = try #require(JSONText.value(kept.body).subject?["parked"]?["parkedMessage"]?.text)
        #expect(message.hasPrefix("sealed:"))
        bench.office.fail(on: [])
        try bench.engine.dayKeys.forget(on: day.adding(days: 400))
        try await bench.test { [bench, why] client in
            let released = try await client.call(.post, "/parked/\(Sample.caseID)/release", as: "housing-gao", why)
            #expect(released.status == 200 && released.value["waiting"] == 0)
            #expect(try await bench.words() == ["m/1"])
        }
    }
}
