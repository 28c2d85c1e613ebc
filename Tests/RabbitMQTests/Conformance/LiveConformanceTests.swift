import Testing

/// The server does what the exercises say: the same ones that the memory broker passes.
///
/// They share the tests' broker under names of their own.
@Suite(.enabled(if: LiveBroker.home != nil, "HUIBAN_TEST_HOME names no broker"), .timeLimit(.minutes(1)))
struct LiveConformanceTests {
    @Test(arguments: Exercise.all)
    func isWhatTheMemoryBrokerBehavesLike(_ exercise: Exercise) async throws {
        let broker = try LiveUnderTest(home: try #require(LiveBroker.home))
        do { try await exercise.run(broker) } catch { Issue.record(error) }
        try await broker.end()
    }
}
