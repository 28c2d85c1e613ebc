import Fleet
import Hummingbird
import Testing

@Suite struct DoorSessionTests {
    @Test func thePageOfOneselfTellsWhoOneIsAndHowManySessionsAreOpen() async throws {
        try await DoorBench().test { caller in
            let one = try await caller.session("housing-li")
            _ = try await caller.session("housing-li")
            _ = try await caller.session("housing-chen")
            let page = try await caller.browse(.get, "/me", session: one)
            #expect(page.status == 200)
            for words in ["housing-li", "李文博", "经办人", "<dt>已登录的浏览器</dt><dd>2</dd>", "href=\"/me\""] {
                #expect(page.text.contains(words), "\(words)")
            }
            let english = try await caller.browse(.get, "/me?lang=en", session: one)
            #expect(english.text.contains("<dt>Browsers signed in</dt><dd>2</dd>"))
            #expect(english.headers[.setCookie]?.hasPrefix("huiban-lang=en") == true)
        }
    }

    @Test func signingOutEverywhereEndsOnesOwnSessionsAndNobodyElses() async throws {
        try await DoorBench().test { caller in
            let (one, two) = (try await caller.session("housing-li"), try await caller.session("housing-li"))
            let colleague = try await caller.session("housing-chen")
            let reply = try await caller.browse(.post, "/sign-out", session: one, ["everywhere": "1"])
            #expect(reply.headers[.location] == "/sign-in")
            #expect(try await caller.browse(.get, "/me", session: one).status == 303)
            #expect(try await caller.browse(.get, "/me", session: two).status == 303)
            #expect(try await caller.browse(.get, "/me", session: colleague).status == 200)
        }
    }

    @Test func signingOutEndsThisSessionAlone() async throws {
        try await DoorBench().test { caller in
            let (one, two) = (try await caller.session("housing-li"), try await caller.session("housing-li"))
            _ = try await caller.browse(.post, "/sign-out", session: one)
            #expect(try await caller.browse(.get, "/me", session: one).status == 303)
            #expect(try await caller.browse(.get, "/me", session: two).status == 200)
        }
    }
}
