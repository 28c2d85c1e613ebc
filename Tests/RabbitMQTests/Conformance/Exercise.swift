import Testing

/// Something that a broker does, in memory and in reality.
struct Exercise: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (any BrokerUnderTest) async throws -> Void

    init(_ description: String, _ run: @escaping @Sendable (any BrokerUnderTest) async throws -> Void) {
        testDescription = description
        self.run = run
    }

    static let all = routing + limits + consuming + returning + connections
}
