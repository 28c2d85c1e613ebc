package import Casework

/// Who and what cases may name: agencies and their units, outside parties, districts, people, code lists.
package struct Registry: Hashable, Sendable {
    package var agencies: [String: Agency]
    /// Parties that have no worker (`street`, `court`), with their words.
    package var parties: [String: Words]
    package var districts: [String: District]
    /// People by id.
    package var people: [String: Person]
    package var codes: [String: CodeList]
    /// How deep the case types place their cases; one that is not named places them in a district.
    package var depths: [String: TerritoryDepth]
    /// When offices can be reached, by `agency/unit` or `agency`; the default under the empty name.
    package var hours: [String: OfficeHours]

    package init(
        agencies: [String: Agency] = [:],
        parties: [String: Words] = [:],
        districts: [String: District] = [:],
        people: [String: Person] = [:],
        codes: [String: CodeList] = [:],
        depths: [String: TerritoryDepth] = [:],
        hours: [String: OfficeHours] = [:]
    ) {
        self.agencies = agencies
        self.parties = parties
        self.districts = districts
        self.people = people
        self.codes = codes
        self.depths = depths
        self.hours = hours
    }

    /// An agency that has a worker (or the coordinator).
    package struct Agency: Hashable, Sendable {
        package var id: String
        package var title: Words
        /// The character that stands for it in document numbers.
        package var short: String
        package var units: [String: Words]

        package init(id: String, title: Words, short: String, units: [String: Words]) {
            self.id = id
            self.title = title
            self.short = short
            self.units = units
        }
    }

    /// A code of the territory.
    package struct District: Hashable, Sendable {
        package enum Level: String, Sendable {
            case city
            case district
            /// A development zone or scenic area, which acts like a district.
            case area
            /// A code of the listing that is nobody's territory (420101).
            case refused
        }

        package var code: String
        package var title: Words
        package var level: Level
        /// Other spellings, to be corrected.
        package var aliases: [String]
        /// The district an area is counted with, where that is certain.
        package var parent: String?

        package init(code: String, title: Words, level: Level, aliases: [String] = [], parent: String? = nil) {
            self.code = code
            self.title = title
            self.level = level
            self.aliases = aliases
            self.parent = parent
        }
    }

    /// Somebody who may act: read, sign, decide, publish.
    package struct Person: Hashable, Codable, Sendable {
        package enum Role: String, Codable, CaseIterable, Sendable {
            case `operator`
            case reviewer
            case leader
            case coordinator
            case integrator
            case auditor
        }

        package var id: String
        package var name: String
        /// An agency's id, or `integrator:USER`.
        package var agency: String
        /// A unit of the agency; empty for an integrator.
        package var unit: String
        package var roles: Set<Role>

        package init(id: String, name: String, agency: String, unit: String, roles: Set<Role>) {
            self.id = id
            self.name = name
            self.agency = agency
            self.unit = unit
            self.roles = roles
        }

        /// The broker user an integrator publishes as, nil for an agency's people.
        package var publisher: String? {
            agency.hasPrefix("integrator:") ? String(agency.dropFirst("integrator:".count)) : nil
        }
    }

    /// Codes with their words, and a second level that each may take after a dot.
    package struct CodeList: Hashable, Sendable {
        package var codes: [String: Words]
        package var details: [String: Words]

        package init(codes: [String: Words], details: [String: Words] = [:]) {
            self.codes = codes
            self.details = details
        }

        /// The words of a code (`propertyService.parking`), nil for an unknown one.
        package func words(for code: String) -> Words? {
            let parts = code.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let first = parts.first, let top = codes[first] else { return nil }
            guard parts.count == 2 else { return top }
            return details[parts[1]].map { Words(zh: "\(top.zh)·\($0.zh)", en: "\(top.en): \($0.en)") }
        }

        /// Every code that may be written, sorted.
        package var all: [String] {
            codes.keys.flatMap { top in [top] + details.keys.map { "\(top).\($0)" } }.sorted()
        }
    }
}

extension Registry {
    /// How deep a case type places its cases.
    package enum TerritoryDepth: String, Sendable {
        /// The whole city is enough (a deputy's suggestion).
        case city
        case district
        /// A district and a street.
        case street
    }

    /// How deep a case type places its cases.
    package func depth(of caseType: String) -> TerritoryDepth { depths[caseType] ?? .district }

    /// The codes a case of that depth may carry, sorted.
    package func districtCodes(for depth: TerritoryDepth) -> [String] {
        districts.values
            .filter { $0.level == .district || $0.level == .area || ($0.level == .city && depth == .city) }
            .map(\.code).sorted()
    }

    /// The district a text names by its Chinese name or a known misspelling.
    package func district(named name: String) -> District? {
        districts.values.first { $0.level != .refused && ($0.title.zh == name || $0.aliases.contains(name)) }
    }

    /// The words of an agency or outside party.
    package func words(forParty id: String) -> Words? { agencies[id]?.title ?? parties[id] }

    /// The words of a unit.
    package func words(forUnit unit: String, of agency: String) -> Words? { agencies[agency]?.units[unit] }

    /// People of an agency, sorted by id; with a role, only those who have it.
    package func people(of agency: String, role: Person.Role? = nil) -> [Person] {
        people.values
            .filter { person in person.agency == agency && (role.map { person.roles.contains($0) } ?? true) }
            .sorted { $0.id < $1.id }
    }
}
