import Casework
import CaseworkTesting
import Contracts
import Fleet
import Foundation
import Testing

@testable import huiban

@Suite("The doctor on urgent calls") struct HookChecksTests {
    private func findings(_ text: String?, statuses: [String: Value] = [:]) throws -> [Finding] {
        let folder = try TemporaryHome()
        if let text { try text.write(toFile: folder.home.hooksFile, atomically: true, encoding: .utf8) }
        return HookChecks(home: folder.home, contracts: Fixture.path(""), statuses: statuses).findings()
    }

    /// Somebody is called for every other place that the shipped workflows can make urgent.
    private let others =
        "housing: {command: [/bin/true]}, coordinator: {command: [/bin/true]}, justice: {command: [/bin/true]}"

    @Test func aHomeWithoutHooksHasNothingToSay() throws {
        #expect(try findings(nil).isEmpty)
    }

    @Test func hooksThatCanBeCalledAreWell() throws {
        let found = try findings("{version: 1, hooks: {\(others), police: {command: [/bin/true]}}}")
        #expect(found.map(\.health) == [.well])
    }

    @Test func aFaultAndAMissingProgramAreSaid() throws {
        let found = try findings(
            "{version: 1, hooks: {\(others), police: {command: [/nowhere/ring]}, moon: {url: \"http://a\"}}}"
        )
        #expect(found.map(\.health) == [.ill, .ill])
        #expect(found[0].detail.en.hasPrefix("AGENCY_UNKNOWN hooks.yaml:1#/hooks/moon"))
        #expect(found[1].detail.en == "police: /nowhere/ring cannot be run")
    }

    @Test func aHookThatFailsNowIsSaid() throws {
        let found = try findings(
            "{version: 1, hooks: {\(others), police: {command: [/bin/true]}}}",
            statuses: ["police": ["hooks": ["failing": ["police": "exit code 3"]]], "housing": ["unsent": 0]]
        )
        #expect(found.map(\.detail.en) == ["police: the last call failed, exit code 3"])
    }

    @Test func aPlaceIsUrgentByThePriorityOfTheCaseOrTheLadderOfTheStep() throws {
        func places(_ form: String, _ ladder: String) throws -> [String] {
            let text = """
                case: test
                title: 测试
                version: 1
                lead: housing
                form: {\(form)}
                steps:
                  a: {title: 甲, within: 1wd}
                  b: {title: 乙, by: police/duty, within: 1h, ladder: \(ladder)}
                  c: {title: 丙, by: each case.helpers, within: 1wd}
                ends: {resolved: a}
                """
            let workflow = try Fixture.workflow(text: text)
            return UrgentPlaces(workflows: [workflow], agencies: ["justice", "police"]).places
        }
        let all = ["housing", "justice", "police", "police/duty"]
        #expect(try places("priority: [P0, P1], helpers: agencies", "warn") == all)
        #expect(try places("priority: [P1, P2], helpers: agencies", "warn") == [])
        #expect(try places("helpers: agencies", "alarm") == ["police/duty"])
    }
}
