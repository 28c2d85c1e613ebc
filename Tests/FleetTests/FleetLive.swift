import Foundation
import Testing

@testable import Fleet

/// Everything that is tested on a whole fleet: the real executables, their own broker node, a home of their own.
///
/// One fleet is brought up for all suites in here and is always taken down again; they run one after the other.
@Suite(.serialized, .enabled(if: LiveBroker.isThere), FleetTrait(), .timeLimit(.minutes(3)))
enum FleetLive {}

/// Brings the fleet up before the first test of `FleetLive` and down after the last, whatever they did.
struct FleetTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        let fleet = try LiveFleet.prepare()
        do {
            try await fleet.up("--jump", "--start", "2023-04-27T08:30")
            try await LiveFleet.$current.withValue(fleet) { try await function() }
        } catch {
            await fleet.end()
            throw error
        }
        await fleet.end()
    }
}

/// A fleet under test.
struct LiveFleet: Sendable {
    @TaskLocal static var current: LiveFleet?

    let home: Home
    /// The folder of the executables: where the test bundle lies.
    let executables: String
    let contracts: String
    /// The folder with contracts and topology, where it is not the project's own.
    var root: String?

    /// The fleet that the running test may use.
    static func here() throws -> LiveFleet { try #require(current) }

    /// A fleet in a new folder, not started.
    static func prepare() throws -> LiveFleet {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let executables = URL(fileURLWithPath: bundle).deletingLastPathComponent().path(percentEncoded: false)
        try #require(
            FileManager.default.isExecutableFile(atPath: "\(executables)huiban"),
            "no huiban in \(executables)"
        )
        // Tests/FleetTests/FleetLive.swift
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path(percentEncoded: false)
        let folder = "\(NSTemporaryDirectory())/huiban-fleet-\(UInt32.random(in: 0 ... .max))"
        return LiveFleet(home: Home(folder), executables: executables, contracts: "\(root)contracts")
    }

    /// Starts it, or shows that it runs.
    func up(_ more: String...) async throws {
        let ended = try await huiban(["up", "--detach", "--home", home.path, "--lang", "en"] + more)
        guard ended.status == 0 else { throw DidNotRun(what: "huiban up", ended: ended) }
    }

    /// Stops it; nothing of it is left.
    func down() async throws {
        let ended = try await huiban(["down", "--home", home.path, "--lang", "en"])
        guard ended.status == 0 else { throw DidNotRun(what: "huiban down", ended: ended) }
    }

    /// Stops it for good; with HUIBAN_TEST_KEEP set its home is kept for looking at.
    func end() async {
        do {
            try await down()
            if ProcessInfo.processInfo.environment["HUIBAN_TEST_KEEP"] == nil {
                try FileManager.default.removeItem(atPath: home.path)
            }
        } catch {
            Issue.record(error, "the fleet was not taken down: \(home.path)")
        }
    }

    /// Something that was run and failed.
    struct DidNotRun: Error, CustomStringConvertible {
        let what: String
        let ended: Ended
        var description: String { "\(what): \(ended.status)\n\(ended.output)\n\(ended.complaint)" }
    }

    /// How a command ended.
    struct Ended: Sendable {
        let status: Int32
        let output: String
        let complaint: String
    }

    /// Runs the command line tool.
    func huiban(_ words: [String]) async throws -> Ended { try await run(executables + "huiban", words) }

    /// Runs one of the executables with its usual arguments and more.
    func worker(_ executable: String, _ more: String...) async throws -> Ended {
        try await run(executables + executable, ["--home", home.path, "--contracts", contracts] + more)
    }

    /// Runs a script of `ops/`, which must end well.
    func script(_ name: String, _ words: [String]) async throws {
        let project = URL(fileURLWithPath: contracts).deletingLastPathComponent().path(percentEncoded: false)
        let ended = try await run("\(project)/ops/\(name)", words)
        guard ended.status == 0 else { throw DidNotRun(what: "ops/\(name) \(words)", ended: ended) }
    }

    private func run(_ executable: String, _ words: [String]) async throws -> Ended {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = words
        if let root {
            process.environment = ProcessInfo.processInfo.environment.merging(["HUIBAN_ROOT": root]) { $1 }
        }
        let folder = NSTemporaryDirectory()
        let name = "huiban-\(UInt64.random(in: 0 ... .max))"
        let paths = ["\(folder)/\(name).out", "\(folder)/\(name).err"]
        defer { for path in paths { unlink(path) } }
        // Files, because a pipe that nobody reads stops who writes.
        let files = try paths.map { path in
            try Data().write(to: URL(fileURLWithPath: path))
            return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        }
        process.standardOutput = files[0]
        process.standardError = files[1]
        let status = try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        let texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return Ended(status: status, output: texts[0], complaint: texts[1])
    }

    /// The state of one process as the supervisor sees it.
    func process(_ name: String) throws -> FleetFile.Process {
        try #require(try FleetFile.read(from: home)?.process(name))
    }
}
