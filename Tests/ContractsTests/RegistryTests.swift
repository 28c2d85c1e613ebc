import Casework
import Contracts
import Foundation
import Testing

@Suite struct RegistryTests {
    /// The contracts/ of this checkout.
    static var directory: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("contracts").path
    }

    private func files() throws -> RegistryFiles {
        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(RegistryTests.directory)/\(name).yaml", encoding: .utf8)
        }
        return RegistryFiles(
            agencies: try text("agencies"),
            districts: try text("districts"),
            people: try text("people"),
            codes: try text("codes")
        )
    }

    private func codes(_ files: RegistryFiles) -> [String] { files.read().problems.map(\.code) }

    @Test func theShippedFilesAreWithoutFault() throws {
        let registry = try #require(try files().read().subject)
        #expect(try files().read().problems == [])
        #expect(Set(registry.agencies.keys) == ["police", "justice", "civil-affairs", "housing", "coordinator"])
        #expect(registry.districts.values.count { $0.level == .district } == 13)
        #expect(registry.districts["420101"]?.level == .refused)
    }

    @Test(arguments: ["police", "justice", "civil-affairs", "housing"])
    func everyAgencyHasSomebodyToDraftReviewAndSign(_ agency: String) throws {
        let registry = try #require(try files().read().subject)
        for role in [Registry.Person.Role.operator, .reviewer, .leader] {
            #expect(!registry.people(of: agency, role: role).isEmpty)
        }
        let drafters = Set(registry.people(of: agency, role: .operator).map(\.id))
        #expect(drafters.isDisjoint(with: registry.people(of: agency, role: .leader).map(\.id)))
    }

    @Test func aDeputySuggestionMayBeCityWideAndNothingElse() throws {
        let registry = try #require(try files().read().subject)
        #expect(registry.districtCodes(for: .city).contains("420100"))
        #expect(!registry.districtCodes(for: .district).contains("420100"))
        #expect(!registry.districtCodes(for: .city).contains("420101"))
        #expect(registry.districtCodes(for: .district).contains("WH-DHGX"))
        #expect(registry.district(named: "桥口区")?.code == "420104")
    }

    @Test func codesOfTwoLevelsHaveTheirWords() throws {
        let registry = try #require(try files().read().subject)
        #expect(registry.codes["category"]?.words(for: "propertyService.parking")?.zh == "物业服务·停车")
        #expect(registry.codes["category"]?.words(for: "propertyService.ghosts") == nil)
        #expect(registry.codes["category"]?.words(for: "nothing") == nil)
    }

    /// Domain notes 1, rows 33 and 47.
    @Test func theFourCategoriesOfTheSeedAndItsTopicsAreThere() throws {
        let categories = try #require(try files().read().subject?.codes["category"])
        #expect(
            categories.codes.keys.sorted() == ["propertyService", "publicManagement", "publicSafety", "publicService"]
        )
        #expect(categories.details.keys.contains("maintenanceFund") && categories.details.keys.contains("feeStandard"))
    }

    @Test func allFaultsOfAllFilesAreToldWithFileAndLine() throws {
        var broken = try files()
        broken.people = """
            version: 1
            people:
              - {id: a b, name: 甲, agency: police, unit: bureau, roles: [operator]}
              - {id: x, name: 乙, agency: fire, unit: bureau, roles: [chief]}
              - {id: x, name: 丙, agency: police, unit: cellar, roles: [operator], phone: 1}
              - {id: z, name: 丁, agency: "integrator:", roles: [leader]}
            """
        broken.districts = broken.districts.replacing("parent: \"420113\"", with: "parent: \"420199\"")
        #expect(
            codes(broken) == [
                "DISTRICT_UNKNOWN", "ID_FORMAT", "ROLE_UNKNOWN", "AGENCY_UNKNOWN", "YAML_KEY_UNKNOWN", "PERSON_TWICE",
                "UNIT_UNKNOWN", "INTEGRATOR_ROLE",
            ]
        )
        let unit = try #require(broken.read().problems.first { $0.code == "UNIT_UNKNOWN" })
        #expect(unit.pointer == "people.yaml:5#/people/2")
    }

    @Test func hoursOfOfficesAreReadAndTheirFaultsTold() throws {
        let hours = try #require(try files().read().subject).hours
        #expect(hours["police/duty"]?.isAlways == true)
        #expect(
            hours[""]
                == OfficeHours(periods: [
                    .init(from: try #require(LocalDate("2023-01-01")), sessions: [.morning, .afternoon])
                ])
        )
        var broken = try files()
        broken.agencies = broken.agencies.replacing(
            "  police/duty: always",
            with: """
                  police/cellar: always
                  police:
                    - {from: 2023-06-01, sessions: ["08:30-12:00", "11:00-17:30"]}
                    - {from: 2023-05-01, sessions: ["8:30-12:00"]}
                    - {from: 2023-02-30, sessions: ["17:30-08:30"]}
                """
        )
        #expect(
            Set(codes(broken)) == [
                "OFFICE_UNKNOWN", "SESSIONS_OVERLAP", "PERIODS_ORDER", "SESSION_FORMAT", "DATE_FORMAT",
            ]
        )
    }

    @Test func aFileThatIsNotYAMLIsNamed() throws {
        var broken = try files()
        broken.codes = "lists: [\n"
        broken.agencies = ""
        #expect(Set(codes(broken)).isSuperset(of: ["YAML_SYNTAX", "YAML_EMPTY"]))
    }
}
