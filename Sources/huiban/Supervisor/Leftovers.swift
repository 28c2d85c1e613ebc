import Fleet
import Foundation

/// Processes of a home that run without a supervisor, and how they are ended.
struct Leftovers {
    let home: Home
    let file: FleetFile?

    /// Everything of this home that runs: what `fleet.json` names, and what carries the home's mark.
    var running: [ProcessIdentity] {
        let named =
            (file?.processes.compactMap(\.identity) ?? [])
            + [file?.broker.node, file?.broker.nameServer]
            .compactMap { $0 }
        let marked = ProcessIdentity.withEnvironment(Supervisor.mark, home.path)
        return Array(Set(named.filter(\.isRunning) + marked))
    }

    /// Ends them in order: the processes, the broker node, its name server.
    ///
    /// - Returns: what could not be ended.
    func stop() async throws -> [ProcessIdentity] {
        let node = [file?.broker.node].compactMap { $0 }
        let nameServer = [file?.broker.nameServer].compactMap { $0 }
        // What is only marked is taken with the processes, unless it belongs to the node's family.
        let processes = running.filter { !node.contains($0) && !nameServer.contains($0) && !isErlang($0) }
        try await end(processes, patience: 15)
        try await end(node, patience: 30)
        try await end(nameServer, patience: 3)
        try await end(running, patience: 5)
        return running
    }

    private func isErlang(_ process: ProcessIdentity) -> Bool {
        let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process.pid)/exe")) ?? ""
        return executable.contains("/erlang/")
    }

    private func end(_ processes: [ProcessIdentity], patience: Double) async throws {
        for process in processes { process.signal(SIGTERM) }
        for _ in 0..<Int(patience * 20) {
            if !processes.contains(where: \.isRunning) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        for process in processes { process.signal(SIGKILL) }
        for _ in 0..<40 where processes.contains(where: \.isRunning) {
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
