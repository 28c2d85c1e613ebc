/// Time that passes for the people who wait, whatever the fleet's clock shows.
package protocol PassingTime: Sendable {
    /// The time since some fixed moment.
    func elapsed() -> Duration
    /// Returns when so much has passed since that moment.
    ///
    /// - Throws: `CancellationError`.
    func sleep(until moment: Duration) async throws
}

/// The machine's own time.
package struct MachineTime: PassingTime {
    private let start = ContinuousClock.now

    package init() {}

    package func elapsed() -> Duration { ContinuousClock.now - start }

    package func sleep(until moment: Duration) async throws {
        try await ContinuousClock().sleep(until: start + moment, tolerance: .milliseconds(20))
    }
}
