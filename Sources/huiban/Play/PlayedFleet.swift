import ArgumentParser
import Casework
import Fleet
import Foundation

/// A fleet of its own that a play brings up, works on and takes down.
struct PlayedFleet: Sendable {
    let home: Home
    let voice: Voice
    /// The folder with other contracts than the project's own, where a play needs them.
    var root: String?

    /// Where every play begins: the day on which the case of the seed was registered.
    static let start = "2023-04-27T08:30"

    /// A play begins with nothing; what an earlier one left behind goes.
    func replace() async throws {
        guard home.exists else { return }
        guard FileManager.default.fileExists(atPath: home.fleetFile) else {
            throw voice.stop(
                .usage,
                zh: "\(home.path) 已存在，且不是机群目录。",
                en: "\(home.path) is there and is no fleet's home."
            )
        }
        try await down()
        try FileManager.default.removeItem(atPath: home.path)
    }

    /// Starts it with a clock that jumps.
    func up() async throws {
        try await huiban(["up", "--detach", "--home", home.path, "--jump", "--start", PlayedFleet.start])
    }

    /// Lets processes that were given up be tried again.
    func forgive() async throws { try await huiban(["up", "--detach", "--home", home.path]) }

    /// Stops it; nothing of it is left.
    func down() async throws { try await huiban(["down", "--home", home.path]) }

    /// Runs another command of this executable; its words go to standard error.
    ///
    /// - Throws: an exit code other than 0.
    func huiban(_ arguments: [String], isHeard: Bool = true) async throws {
        let status = try await status(arguments + ["--lang", voice.language.rawValue], isHeard: isHeard)
        guard status == 0 else { throw ExitCode(status) }
    }

    /// Runs `rabbitmqctl` for the fleet's own node.
    ///
    /// - Returns: whether it did what it was told.
    func control(_ words: [String]) async throws -> Bool {
        try await status(["broker", "ctl", "--home", home.path, "--"] + words, isHeard: false) == 0
    }

    private func status(_ arguments: [String], isHeard: Bool) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments
        if let root {
            process.environment = ProcessInfo.processInfo.environment.merging(["HUIBAN_ROOT": root]) { _, own in own }
        }
        process.standardOutput = isHeard ? FileHandle.standardError : FileHandle.nullDevice
        if !isHeard { process.standardError = FileHandle.nullDevice }
        return try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
    }
}
