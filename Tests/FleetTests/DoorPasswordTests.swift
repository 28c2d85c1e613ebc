import Fleet
import Foundation
import HTTPTypes
import Testing

@testable import huiban

@Suite struct DoorPasswordTests {
    private static let password = "月湖边第三棵银杏树 1"

    /// As the command makes it, but quick.
    private func quick(_ password: String) throws -> PasswordHash {
        try PasswordHash(of: password, salt: Data("salt".utf8), rounds: 16, blockSize: 8, parallelism: 1)
    }

    @Test func somebodySignsInWithATokenOrWithAPasswordGivenWhileTheProcessRuns() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            #expect(try await caller.signIn("housing-li", Self.password).status == 401)
            try bench.credentials.setPassword(try quick(Self.password), of: "housing-li")
            #expect(try await caller.signIn("housing-li", Self.password).status == 303)
            #expect(try await caller.signIn("housing-li", caller.credentials.token(of: "housing-li")).status == 303)
            #expect(try await caller.signIn("housing-chen", Self.password).status == 401)
            try bench.credentials.setPassword(try quick("another one, longer"), of: "housing-li")
            #expect(try await caller.signIn("housing-li", Self.password).status == 401)
            #expect(try await caller.signIn("housing-li", "another one, longer").status == 303)
        }
    }

    @Test func aNewPasswordEndsWhatWasOpenBeforeItAndNobodyElsesAndTheLogSaysSo() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            let (one, two) = (try await caller.session("housing-li"), try await caller.session("housing-li"))
            let colleague = try await caller.session("housing-chen")
            try bench.credentials.setPassword(try quick(Self.password), of: "housing-li")
            let end = bench.engine.condition.logEnd
            let old = try await caller.browse(.get, "/me", session: one)
            #expect(old.status == 303 && old.headers[.location]?.hasPrefix("/sign-in") == true)
            #expect(bench.engine.condition.logEnd == end + 1)
            // Whoever comes in with the new one stays, whatever an old browser still asks.
            let new = try #require(try await caller.signIn("housing-li", Self.password).session)
            #expect(try await caller.browse(.get, "/me", session: two).status == 303)
            #expect(try await caller.browse(.get, "/me", session: new).text.contains("<dd>1</dd>"))
            #expect(try await caller.browse(.get, "/me", session: colleague).status == 200)
        }
    }

    @Test func aFileThatCannotBeReadAgainLocksNobodyOut() async throws {
        let bench = try DoorBench()
        try await bench.test { caller in
            let token = try caller.credentials.token(of: "housing-li")
            try DurableFile.write(Data("[".utf8), to: bench.temporary.home.peopleFile)
            #expect(try await caller.signIn("housing-li", token).status == 303)
        }
    }

    @Test func aPasswordStaysAtTheNextUpAndGoesWithItsPerson() throws {
        let temporary = try TemporaryHome()
        let credentials = Credentials(home: temporary.home)
        try credentials.preparePeople(["housing-li", "police-wang"])
        let hash = try quick(Self.password)
        try credentials.setPassword(hash, of: "police-wang")
        try credentials.preparePeople(["housing-li", "police-wang"])
        #expect(try credentials.keys().map(\.password) == [nil, hash])
        #expect(try credentials.keys().map { $0.passwordAt != nil } == [false, true])
        try credentials.preparePeople(["housing-li"])
        try credentials.preparePeople(["housing-li", "police-wang"])
        #expect(try credentials.keys().map(\.password) == [nil, nil])
        #expect(throws: Credentials.Failure.noPerson("nobody")) { try credentials.setPassword(hash, of: "nobody") }
        let file = try String(contentsOfFile: temporary.home.peopleFile, encoding: .utf8)
        #expect(!file.contains(Self.password))
    }

    @Test func theHashIsScryptWithASaltOfItsOwnAndKeepsItsParameters() throws {
        let (one, other) = (try PasswordHash(of: Self.password), try PasswordHash(of: Self.password))
        #expect(one != other)
        #expect(try one.matches(Self.password))
        #expect(try !one.matches(Self.password + " "))
        let kept = try JSONDecoder().decode(PasswordHash.self, from: JSONEncoder().encode(one))
        #expect(try kept.matches(Self.password))
        // RFC 7914, section 12, the second vector.
        let known = try PasswordHash(
            of: "password",
            salt: Data("NaCl".utf8),
            rounds: 1024,
            blockSize: 8,
            parallelism: 16
        )
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(known)) as? [String: Any]
        let bytes = try #require((object?["hash"] as? String).flatMap { Data(base64Encoded: $0) })
        #expect(
            bytes.map { String(format: "%02x", $0) }.joined().hasPrefix(
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830"
            )
        )
    }

    @Test func aPasswordIsTheSameHoweverAKeyboardComposesIt() throws {
        #expect(try quick("cafe\u{301} am See").matches("caf\u{E9} am See"))
    }

    @Test func aPasswordIsLongEnoughAndIsNotTheId() {
        #expect(PasswordEntry.problem("ninechars", of: "housing-li") != nil)
        #expect(PasswordEntry.problem("Housing-Li-2023", of: "housing-li") != nil)
        #expect(PasswordEntry.problem("tencharsss", of: "housing-li") == nil)
    }
}
