import EventStore
import Foundation
import Testing

@testable import Fleet

#if canImport(Glibc)
import Glibc
#endif

/// A process of an owner on a host of its own, which a folder stands for.
struct FleetHost {
    /// The host's folder, and the fleet as it is seen from there.
    let fleet: LiveFleet
    let owner: String
    let process = Process()

    private static let executables = [
        "coordinator": "Coordinator", "police": "PoliceWorker", "justice": "JusticeWorker",
        "civil-affairs": "CivilAffairsWorker", "housing": "HousingWorker",
    ]

    var file: String { fleet.home.store(owner) }

    func start(_ more: String...) throws {
        let log = fleet.home.log(owner)
        try Data().write(to: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: fleet.executables + (try #require(Self.executables[owner])))
        process.arguments = ["--home", fleet.home.path, "--contracts", fleet.contracts] + more
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    func untilReady() async throws {
        try await fleet.until("\(owner) of \(fleet.home.path) is ready", within: .seconds(90)) { () -> Bool? in
            try await fleet.ask(owner, "GET", "/ready", within: 2).status == 200 ? true : nil
        }
    }

    /// Waits until the file has what another host's file has.
    func untilLevel(with other: FleetHost) async throws {
        try await fleet.until("\(fleet.home.path) has followed") { () -> Bool? in
            guard try said("standing by") else { return nil }
            return try LogFile(path: file).end() == LogFile(path: other.file).end() ? true : nil
        }
    }

    func said(_ text: String) throws -> Bool {
        try String(contentsOfFile: fleet.home.log(owner), encoding: .utf8).contains(text)
    }

    /// Ends it, whatever it does.
    func end() {
        guard process.isRunning else { return }
        signal(SIGCONT)
        signal(SIGKILL)
        process.waitUntilExit()
    }
}
