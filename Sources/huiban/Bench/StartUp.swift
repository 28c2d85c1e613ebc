import Fleet
import Foundation

/// How long a process takes from being started anew to being ready.
struct StartUp {
    let home: Home
    let door: Door

    /// Kills a process of a supervised fleet; seconds from the next one's start to its being ready.
    func measure(_ name: String) async throws -> Double {
        let old = try identity(name)
        old?.signal(SIGKILL)
        while try identity(name) == old { try await Task.sleep(for: .milliseconds(5)) }
        let begun = ContinuousClock.now
        while true {
            if case .answered(200, _) = await door.get(name, "/ready") {
                return ContinuousClock.now.seconds(since: begun)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private func identity(_ name: String) throws -> ProcessIdentity? {
        try FleetFile.read(from: home)?.process(name)?.identity
    }
}
