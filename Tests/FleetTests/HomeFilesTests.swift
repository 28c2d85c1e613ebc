import Foundation
import Testing

@testable import Fleet

@Suite struct HomeFilesTests {
    let temporary: TemporaryHome
    var home: Home { temporary.home }

    init() throws { temporary = try TemporaryHome() }

    @Test func aRelativeHomeIsAbsoluteFromTheStart() {
        let folder = FileManager.default.currentDirectoryPath
        #expect(Home(".huiban").path == "\(folder)/.huiban")
        #expect(Home("/a/b/").path == "/a/b")
        #expect(Home("/a/../b").path == "/b")
    }

    @Test func theOptionComesBeforeTheEnvironmentAndThatBeforeTheDefault() {
        #expect(Home.resolved(option: "/x", environment: ["HUIBAN_HOME": "/y"]).path == "/x")
        #expect(Home.resolved(option: nil, environment: ["HUIBAN_HOME": "/y"]).path == "/y")
        #expect(Home.resolved(option: nil, environment: ["HUIBAN_HOME": ""]).path.hasSuffix("/.huiban"))
    }

    @Test func aFleetFileComesBackAsItWasWritten() throws {
        #expect(try FleetFile.read(from: home) == nil)
        var file = FleetFile(phase: .running, supervisor: ProcessIdentity(pid: getpid()))
        file.processes = [
            FleetFile.Process(name: "police", executable: "PoliceWorker", port: 8, file: home.store("police"))
        ]
        file.broker.ports = FleetFile.Ports(amqp: 1, distribution: 2, nameServer: 3, control: 4)
        try file.write(to: home)
        #expect(try FleetFile.read(from: home) == file)
        #expect(file.isSupervised)
        #expect(file.process("police")?.url == "http://127.0.0.1:8")
    }

    @Test func aPidUsedAgainIsAnotherProcess() throws {
        var identity = try #require(ProcessIdentity(pid: getpid()))
        #expect(identity.isRunning)
        identity.startTicks += 1
        #expect(!identity.isRunning)
        identity.startTicks -= 1
        identity.boot = "another"
        #expect(!identity.isRunning)
    }

    @Test func aFailedReplacementLeavesTheOldFileAndNoOther() throws {
        try DurableFile.write(Data("old".utf8), to: home.path("a"))
        #expect(throws: DurableFile.Failure.self) {
            try DurableFile.write(Data(), to: home.path("no", "such", "folder"))
        }
        try FileManager.default.createDirectory(atPath: home.path("d"), withIntermediateDirectories: false)
        #expect(throws: DurableFile.Failure.self) { try DurableFile.write(Data("new".utf8), to: home.path("d")) }
        let files = try FileManager.default.contentsOfDirectory(atPath: home.path)
        #expect(files.contains("a") && !files.contains { $0.hasSuffix(".tmp") })
    }
}
