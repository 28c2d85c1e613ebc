import HTTPTypes
import Testing

/// A home that only rehearses says so wherever somebody looks, and no other home does.
@Suite struct DoorDrillTests {
    @Test(arguments: [true, false])
    func everyPageOfADrillSaysThatItIsOne(_ isDrill: Bool) async throws {
        let bench = try DoorBench("housing", people: ["housing-li"], isDrill: isDrill)
        try await bench.test { caller in
            let session = try await caller.session("housing-li")
            for page in ["/sign-in", "/desk", "/desk/leave", "/desk/numbers", "/me"] {
                let reply = try await caller.browse(.get, page, session: session)
                #expect(reply.text.contains("<span class=\"mark\">演练</span>") == isDrill, "\(page)")
            }
        }
    }
}
