import Casework
import CaseworkTesting
import Contracts
import Fleet
import Foundation
import Testing

@testable import huiban

@Suite("What the bench of the fleet stands on")
struct FleetBenchTests {
    @Test func theContractsOfTheBenchHaveTwoMoreCaseTypesAndNoProblem() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "relay-\(UUID())").path
        let project = URL(fileURLWithPath: Fixture.path("")).deletingLastPathComponent().path
        let contracts = RelayWorkflow(root: root)
        defer { contracts.remove() }
        try contracts.write(from: Installation(executables: "", root: project))
        let reading = Books.load(directory: "\(root)/contracts")
        #expect(reading.problems.filter { $0.severity == .error } == [])
        for way in RelayWorkflow.Way.allCases {
            let relay = try #require(reading.subject?.workflows[way.rawValue])
            #expect(relay.steps.map(\.id) == RelayWorkflow.agencies)
        }
    }

    @Test func thePartsOfAMessagesWayAreMeasured() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID())").path
        let project = URL(fileURLWithPath: Fixture.path("")).deletingLastPathComponent().path
        let contracts = RelayWorkflow(root: root)
        defer { contracts.remove() }
        try contracts.write(from: Installation(executables: "", root: project))
        let costs = try PartsBench(contracts: "\(root)/contracts", folder: root).run()
        #expect([costs.decode, costs.decide, costs.fold, costs.record, costs.encode].allSatisfy { $0 > 0 })
    }

    @Test func aReportSaysWhatLiesBetweenTwoReadings() {
        let before = FleetMeter.Reading(processor: ["police": 1, "broker": 2], commits: 10, published: 100)
        let after = FleetMeter.Reading(processor: ["police": 1.5, "broker": 4], commits: 60, published: 1200)
        var report = FleetBenchReport()
        report.fleet.seconds = 2
        report.take(from: before, to: after, cases: 100)
        #expect(report.fleet.casesPerSecond == 50)
        #expect(report.fleet.hopsPerCase == 11)
        #expect(report.fleet.syncsPerCase == 0.5)
        #expect(report.cpu.broker == 20_000)
        #expect(report.cpu.fleet == 5_000)
    }

    @Test func aCounterIsReadFromThePageOfFigures() {
        let registry = PrometheusRegistry()
        registry.setCounter(label: "huiban_commits_total", dimensions: [("process", "police")], to: 12)
        registry.setCounter(label: "huiban_said_again_total", dimensions: [("process", "police")], to: 7)
        #expect(FleetMeter.count("huiban_commits_total", in: registry.text()) == 12)
    }
}
