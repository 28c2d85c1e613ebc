import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Coordinator

@Suite struct VisitLimitTests {
    @Test func soManyMayComeInAWhileAndAgainWhenItIsOver() {
        let limit = VisitLimit(most: 2, in: 1000)
        #expect([0, 10, 20].map { limit.admits("a", at: $0) } == [true, true, false])
        #expect(limit.admits("b", at: 20))
        #expect(!limit.admits("a", at: 999))
        // Whoever was turned away did not make it longer.
        #expect([1001, 1002].map { limit.admits("a", at: $0) } == [true, false])
    }

    @Test func aFloodOfNamesForgetsTheOldestAndKeepsTheRest() {
        let limit = VisitLimit(most: 1, in: 1_000_000, remembering: 10)
        for n in 0..<11 { #expect(limit.admits("\(n)", at: Int64(n))) }
        #expect(!limit.admits("10", at: 11))
        #expect(limit.admits("0", at: 12))
    }

    @Test(arguments: [
        (["X-Forwarded-For": "203.0.113.9"], "203.0.113.9"),
        (["X-Forwarded-For": "1.2.3.4, 203.0.113.9"], "203.0.113.9"), ([:], "here"),
    ])
    func theLastAddressThatAProxyNamesIsWhereSomebodyComesFrom(_ names: [String: String], _ origin: String) throws {
        var headers: HTTPFields = [:]
        for (name, value) in names { headers[try #require(HTTPField.Name(name))] = value }
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/citizen", headerFields: headers)
        #expect(CitizenDoor.origin(of: Request(head: head, body: .init(buffer: ByteBuffer()))) == origin)
    }

    @Test func aReceiptNumberBelongsToItsEstateAndHasNoSignsThatLookAlike() throws {
        let number = ReceiptNumber(of: "XQ-1")
        #expect(number.text.hasPrefix("XQ-1-") && number.text.count == 15)
        #expect(ReceiptNumber(number.text) == number)
        #expect(ReceiptNumber(number.text.lowercased(), of: "XQ-1") == number)
        #expect(ReceiptNumber(number.text, of: "XQ-2") == nil)
        #expect(ReceiptNumber("XQ-1-ABCDEFGHI0") == nil)
        #expect(ReceiptNumber("ABCDEFGHJK") == nil && ReceiptNumber("-ABCDEFGHJK") == nil)
        #expect(ReceiptNumber(of: "XQ-1") != number)
    }
}
