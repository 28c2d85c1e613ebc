import Casework

/// The texts of the four registry files, read together because they name one another.
package struct RegistryFiles: Sendable {
    package var agencies: String
    package var districts: String
    package var people: String
    package var codes: String

    package init(agencies: String, districts: String, people: String, codes: String) {
        self.agencies = agencies
        self.districts = districts
        self.people = people
        self.codes = codes
    }

    /// The registry, or every fault of all four files.
    package func read() -> Reading<Registry> {
        var problems: [Problem] = []
        var registry = Registry()
        if let top = top(agencies, "agencies.yaml", ["version", "agencies", "parties", "hours"], &problems) {
            readAgencies(top, into: &registry, &problems)
        }
        if let top = top(
            districts,
            "districts.yaml",
            ["version", "city", "districts", "areas", "refused", "depths"],
            &problems
        ) {
            readDistricts(top, into: &registry, &problems)
            readDepths(top, into: &registry, &problems)
        }
        if let top = top(codes, "codes.yaml", ["version", "lists"], &problems) {
            readCodes(top, into: &registry, &problems)
        }
        if let top = top(people, "people.yaml", ["version", "people"], &problems) {
            readPeople(top, into: &registry, &problems)
        }
        return problems.refuse ? .bad(problems) : .good(registry, warnings: problems)
    }

    private func top(_ text: String, _ file: String, _ known: [String], _ problems: inout [Problem]) -> YAMLCursor? {
        guard let top = YAMLCursor.read(text, file: file, &problems) else { return nil }
        _ = top.members(known: known, &problems)
        if top.required("version", &problems)?.text(&problems) != "1" {
            problems.append(top.problem("VERSION_UNSUPPORTED", zh: "version应为1", en: "The version must be 1"))
        }
        return top
    }

    private func readAgencies(_ top: YAMLCursor, into registry: inout Registry, _ problems: inout [Problem]) {
        for (id, entry) in top.required("agencies", &problems)?.members(&problems) ?? [] {
            _ = entry.members(known: ["title", "short", "units"], &problems)
            var units: [String: Words] = [:]
            for (unit, words) in entry.required("units", &problems)?.members(&problems) ?? [] {
                units[unit] = words.words(&problems)
            }
            guard let title = entry.required("title", &problems)?.words(&problems),
                let short = entry.required("short", &problems)?.text(&problems)
            else { continue }
            registry.agencies[id] = Registry.Agency(id: id, title: title, short: short, units: units)
        }
        if let hours = top.member("hours") {
            registry.hours = OfficeHoursReader(agencies: registry.agencies).read(hours, &problems)
        }
        for (id, entry) in top.member("parties")?.members(&problems) ?? [] {
            if registry.agencies[id] != nil {
                problems.append(
                    entry.problem("PARTY_IS_AGENCY", zh: "\(id)已是部门", en: "\(id) is an agency already")
                )
            }
            registry.parties[id] = entry.words(&problems)
        }
    }

    private func readDistricts(_ top: YAMLCursor, into registry: inout Registry, _ problems: inout [Problem]) {
        if let city = top.required("city", &problems), let code = city.required("code", &problems)?.text(&problems),
            let title = city.required("title", &problems)?.words(&problems)
        {
            registry.districts[code] = Registry.District(code: code, title: title, level: .city)
        }
        for (section, level) in [("districts", Registry.District.Level.district), ("areas", .area)] {
            for (code, entry) in top.required(section, &problems)?.members(&problems) ?? [] {
                _ = entry.members(known: ["title", "aliases", "parent"], &problems)
                guard let title = entry.required("title", &problems)?.words(&problems) else { continue }
                let aliases = entry.member("aliases")?.elements(&problems).compactMap { $0.text(&problems) } ?? []
                let parent = entry.member("parent")?.text(&problems)
                if let parent, registry.districts[parent]?.level != .district {
                    problems.append(
                        entry.problem("DISTRICT_UNKNOWN", zh: "没有区\(parent)", en: "There is no district \(parent)")
                    )
                }
                registry.districts[code] = Registry.District(
                    code: code,
                    title: title,
                    level: level,
                    aliases: aliases,
                    parent: parent
                )
            }
        }
        for (code, entry) in top.member("refused")?.members(&problems) ?? [] {
            guard let title = entry.words(&problems) else { continue }
            registry.districts[code] = Registry.District(code: code, title: title, level: .refused)
        }
    }

    private func readDepths(_ top: YAMLCursor, into registry: inout Registry, _ problems: inout [Problem]) {
        for (caseType, entry) in top.member("depths")?.members(&problems) ?? [] {
            guard let word = entry.text(&problems) else { continue }
            registry.depths[caseType] = Registry.TerritoryDepth(rawValue: word)
            if registry.depths[caseType] == nil {
                problems.append(
                    entry.problem("DEPTH_UNKNOWN", zh: "应为city、district或street", en: "This is city, district or street")
                )
            }
        }
    }

    private func readCodes(_ top: YAMLCursor, into registry: inout Registry, _ problems: inout [Problem]) {
        for (name, entry) in top.required("lists", &problems)?.members(&problems) ?? [] {
            _ = entry.members(known: ["codes", "details"], &problems)
            var list = Registry.CodeList(codes: [:])
            for (code, words) in entry.required("codes", &problems)?.members(&problems) ?? [] {
                list.codes[code] = words.words(&problems)
            }
            for (code, words) in entry.member("details")?.members(&problems) ?? [] {
                list.details[code] = words.words(&problems)
            }
            registry.codes[name] = list
        }
    }

    private func readPeople(_ top: YAMLCursor, into registry: inout Registry, _ problems: inout [Problem]) {
        for entry in top.required("people", &problems)?.elements(&problems) ?? [] {
            _ = entry.members(known: ["id", "name", "agency", "unit", "roles"], &problems)
            guard let id = entry.required("id", &problems)?.text(&problems),
                let name = entry.required("name", &problems)?.text(&problems),
                let agency = entry.required("agency", &problems)?.text(&problems)
            else { continue }
            var person = Registry.Person(id: id, name: name, agency: agency, unit: "", roles: [])
            person.unit = entry.member("unit")?.text(&problems) ?? ""
            for role in entry.required("roles", &problems)?.elements(&problems) ?? [] {
                guard let word = role.text(&problems) else { continue }
                if let known = Registry.Person.Role(rawValue: word) {
                    person.roles.insert(known)
                } else {
                    problems.append(
                        role.problem("ROLE_UNKNOWN", zh: "没有角色\(word)", en: "There is no role \(word)")
                    )
                }
            }
            check(person, entry, registry, &problems)
            registry.people[id] = person
        }
    }

    private func check(
        _ person: Registry.Person,
        _ entry: YAMLCursor,
        _ registry: Registry,
        _ problems: inout [Problem]
    ) {
        let id = person.id
        if registry.people[id] != nil {
            problems.append(entry.problem("PERSON_TWICE", zh: "\(id)重复", en: "\(id) occurs twice"))
        }
        if !MessageID.isWellFormed(id) || id.contains("/") {
            problems.append(
                entry.problem("ID_FORMAT", zh: "编号只能用小写字母、数字和-", en: "An id is lowercase letters, digits and -")
            )
        }
        if let publisher = person.publisher {
            if publisher.isEmpty || person.roles != [.integrator] {
                problems.append(
                    entry.problem(
                        "INTEGRATOR_ROLE",
                        zh: "接口方应写作integrator:用户,角色只能是integrator",
                        en: "An integrator is written integrator:USER and has that role only"
                    )
                )
            }
        } else if let agency = registry.agencies[person.agency] {
            if agency.units[person.unit] == nil {
                problems.append(
                    entry.problem(
                        "UNIT_UNKNOWN",
                        zh: "\(person.agency)没有单位\(person.unit)",
                        en: "\(person.agency) has no unit \(person.unit)"
                    )
                )
            }
        } else {
            problems.append(
                entry.problem("AGENCY_UNKNOWN", zh: "没有部门\(person.agency)", en: "There is no agency \(person.agency)")
            )
        }
    }
}
