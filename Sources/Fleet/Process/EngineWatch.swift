import ServiceLifecycle

/// Ends the process when its engine cannot go on, so that it is started again instead of answering that it is not ready
/// for ever.
struct EngineWatch: Service {
    /// Why the engine ended.
    struct Ended: Error, CustomStringConvertible {
        let reason: String
        var description: String { "the engine has ended: \(reason)" }
    }

    let engine: Engine
    var interval = Duration.milliseconds(500)

    /// Looks until the process is asked to stop.
    ///
    /// - Throws: `Ended`.
    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if let reason = engine.condition.fatal { throw Ended(reason: reason) }
                do {
                    try await Task.sleep(for: interval)
                } catch is CancellationError {
                    return
                }
            }
        }
    }
}
