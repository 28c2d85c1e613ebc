import Foundation
import Testing

@testable import Fleet

@Suite struct HomeCredentialsTests {
    let temporary: TemporaryHome
    var home: Home { temporary.home }
    var credentials: Credentials { Credentials(home: home) }

    init() throws { temporary = try TemporaryHome() }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }

    @Test func everyFolderAndSecretIsForItsOwnerAlone() throws {
        _ = try credentials.prepareBroker(users: ["police"], port: 5673)
        try credentials.preparePeople(["housing-li"])
        #expect(try mode(home.path) == 0o700)
        #expect(try mode(home.peopleFolder) == 0o700)
        #expect(try mode(home.credential("police")) == 0o600)
        #expect(try mode(home.token("housing-li")) == 0o600)
        #expect(try mode(home.peopleFile) == 0o600)
    }

    @Test func aPasswordStaysWhenThePortChanges() throws {
        let first = try credentials.prepareBroker(users: ["police", "housing"], port: 5673)
        let second = try credentials.prepareBroker(users: ["police", "housing"], port: 5674)
        #expect(first == second)
        #expect(first["police"] != first["housing"])
        let password = try #require(first["police"])
        #expect(try credentials.brokerURL(of: "police") == "amqp://police:\(password)@127.0.0.1:5674/%2f")
    }

    @Test func aPasswordIsHashedAsTheBrokerWantsIt() {
        // The example of RabbitMQ's documentation of password hashing: salt 908D C60A, password test12.
        #expect(
            Secret.brokerHash("test12", salt: [0x90, 0x8D, 0xC6, 0x0A])
                == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"
        )
    }

    @Test func theWorkersKnowATokenByItsHashOnly() throws {
        try credentials.preparePeople(["police-wang", "housing-li"])
        let token = try credentials.token(of: "housing-li")
        let keys = try credentials.keys()
        #expect(keys.map(\.person) == ["housing-li", "police-wang"])
        #expect(keys.first?.tokenHash == Secret.hash(token))
        let file = try String(contentsOfFile: home.peopleFile, encoding: .utf8)
        #expect(!file.contains(token))
    }

    @Test func eachProcessHasATokenOfItsOwnThatTheOthersKnowByItsHashOnly() throws {
        try credentials.prepareServices(["police", "housing"])
        let token = try credentials.serviceToken(of: "housing")
        #expect(try mode(home.serviceToken("housing")) == 0o600)
        #expect(try mode(home.servicesFile) == 0o600)
        #expect(try credentials.serviceKeys().first?.tokenHash == Secret.hash(token))
        let file = try String(contentsOfFile: home.servicesFile, encoding: .utf8)
        #expect(!file.contains(token))
        try credentials.prepareServices(["police", "housing"])
        #expect(try credentials.serviceToken(of: "housing") == token)
    }

    @Test func aTokenStaysWhileItsPersonIsListedAndGoesWithThem() throws {
        try credentials.preparePeople(["police-wang", "housing-li"])
        let token = try credentials.token(of: "housing-li")
        try credentials.preparePeople(["housing-li"])
        #expect(try credentials.token(of: "housing-li") == token)
        #expect(throws: Credentials.Failure.noPerson("police-wang")) { try credentials.token(of: "police-wang") }
    }
}
