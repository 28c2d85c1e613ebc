import Casework
import Contracts
import Fleet
import Foundation
import Testing

@testable import huiban

@Suite struct FrontDoorsTests {
    private static let contracts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "contracts").path

    private func lines(_ processes: [String], home: String = ".huiban", _ language: Language = .en) throws -> [String] {
        let registry = try #require(ContractsBundle.load(directory: Self.contracts).subject).registry
        var file = FleetFile()
        file.processes = processes.enumerated().map { index, name in
            FleetFile.Process(name: name, executable: name, port: 4000 + index, file: "")
        }
        let staff = Staff(people: registry.people, registry: registry)
        return FrontDoors(home: Home(home), language: language, staff: staff).lines(file)
    }

    @Test func theAddressesAndSomebodyWhoseDoorsTheyAreAreTold() throws {
        #expect(
            try lines(["coordinator", "housing"]) == [
                "Board  http://127.0.0.1:4000/board  sign in as coordinator-fang",
                "Desk of housing  http://127.0.0.1:4001/desk  sign in as housing-li",
                "The token to sign in with: huiban people token coordinator-fang (others: huiban people list)",
            ]
        )
    }

    @Test func aHomeElsewhereIsNamedInTheCommand() throws {
        #expect(try lines(["housing"], home: "/srv/fleet", .zh).last?.contains("housing-") == true)
        #expect(try lines(["housing"], home: "/srv/fleet", .zh).last?.contains("--home /srv/fleet") == true)
    }

    @Test func aFleetWithoutPagesTellsNone() throws { #expect(try lines(["police"]) == []) }
}
