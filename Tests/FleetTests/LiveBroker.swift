import Foundation
import RabbitMQ
import Testing

/// The broker that `ops/test` starts; without it these tests are reported as not run.
enum LiveBroker {
    static let url = ProcessInfo.processInfo.environment["HUIBAN_TEST_AMQP"]
    static var isThere: Bool { url != nil }

    static func options(_ name: String) throws -> ConnectionOptions {
        ConnectionOptions(endpoints: [try Endpoint(try #require(url))], name: name)
    }
}
