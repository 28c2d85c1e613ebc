import Testing

/// The same for what happens to a node as a whole, on a node that nobody else uses.
@Suite(
    .serialized,
    .enabled(if: LiveBroker.home != nil, "HUIBAN_TEST_HOME names no broker"),
    NodeTrait(),
    .timeLimit(.minutes(1))
)
struct LiveNodeConformanceTests {
    @Test(arguments: NodeExercise.all)
    func isWhatTheMemoryBrokerBehavesLike(_ exercise: NodeExercise) async throws {
        try await #require(LiveNode.current).withNames { try await exercise.run($0) }
    }
}

/// Starts a node before the first test of a suite and stops it after the last, whatever they did.
struct NodeTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        let node = try await LiveNode.start()
        do {
            try await LiveNode.$current.withValue(node) { try await function() }
        } catch {
            try await node.end()
            throw error
        }
        try await node.end()
    }
}
