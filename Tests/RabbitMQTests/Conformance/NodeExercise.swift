import CaseworkTesting
import Testing

/// Something that happens to a broker as a whole.
struct NodeExercise: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let run: @Sendable (any NodeUnderTest) async throws -> Void

    init(_ description: String, _ run: @escaping @Sendable (any NodeUnderTest) async throws -> Void) {
        testDescription = description
        self.run = run
    }

    static let all = alarms + deaths
}
