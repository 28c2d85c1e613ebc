import CaseworkTesting
import Foundation
import Testing

/// The memory broker does what the exercises say.
@Suite struct MemoryConformanceTests {
    @Test(arguments: Exercise.all)
    func behavesLikeTheServer(_ exercise: Exercise) async throws {
        try await exercise.run(MemoryUnderTest(definitions: Self.definitions()))
    }

    @Test(arguments: NodeExercise.all)
    func suffersLikeTheServer(_ exercise: NodeExercise) async throws {
        try await exercise.run(MemoryUnderTest(definitions: Self.definitions()))
    }

    static func definitions() throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: "ops/rabbitmq/definitions.json")))
    }
}
