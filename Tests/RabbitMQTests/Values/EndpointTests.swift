import RabbitMQ
import Testing

@Suite struct EndpointTests {
    @Test func aFullURLIsTakenApart() throws {
        let endpoint = try Endpoint("amqp://po%40lice:s%3Acr%2Fet@broker.example:5673/gov%2Fa")
        #expect(endpoint.host == "broker.example")
        #expect(endpoint.port == 5673)
        #expect(endpoint.user == "po@lice")
        #expect(endpoint.password == "s:cr/et")
        #expect(endpoint.virtualHost == "gov/a")
        #expect(!endpoint.usesTLS)
    }

    @Test(arguments: ["amqp://h", "amqp://h/", "amqp://h/%2F", "amqp://h:5672/%2f"])
    func theVirtualHostIsTheSlashUnlessSaidOtherwise(url: String) throws {
        let endpoint = try Endpoint(url)
        #expect(endpoint.virtualHost == "/")
        #expect(endpoint.port == 5672)
        #expect(endpoint.user == "guest")
    }

    @Test func tlsHasItsPortAndItsAuthorities() throws {
        let endpoint = try Endpoint("AMQPS://u:p@h/v?cacertfile=/etc/ca%20s.pem&heartbeat=5")
        #expect(endpoint.usesTLS)
        #expect(endpoint.port == 5671)
        #expect(endpoint.authorityFile == "/etc/ca s.pem")
        #expect(endpoint.virtualHost == "v")
    }

    @Test func anAddressOfSixGroupsIsRead() throws {
        let endpoint = try Endpoint("amqp://u:p@[::1]:99/")
        #expect(endpoint.host == "::1")
        #expect(endpoint.port == 99)
    }

    @Test(arguments: [
        "", "http://h", "amqp:h", "amqp://", "amqp://u:p@", "amqp://h:0", "amqp://h:65536", "amqp://h:x",
        "amqp://u%2:p@h",
        "amqp://%ff:p@h",
    ])
    func whatIsNoBrokerURLIsRefused(url: String) {
        #expect(throws: AMQPError.self) { try Endpoint(url) }
    }

    @Test func thePasswordIsNeverShown() throws {
        let endpoint = try Endpoint("amqp://user:hunter2@h/")
        var dumped = ""
        dump([endpoint], to: &dumped)
        let error = #expect(throws: AMQPError.self) { try Endpoint("amqp://user:hunter2@h:hunter2/") }
        for text in [
            "\(endpoint)", String(reflecting: endpoint), dumped, "\([endpoint])", "\(String(describing: error))",
        ] {
            #expect(!text.contains("hunter2"))
        }
    }
}
