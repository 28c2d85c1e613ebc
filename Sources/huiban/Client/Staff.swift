import Casework
import Contracts
import Fleet
import Foundation

/// The people of the project's registry: who they are and at which desk they sit.
struct Staff {
    let people: [String: Registry.Person]
    let registry: Registry

    /// Reads the registry.
    ///
    /// - Throws: a usage stop with everything that is wrong with its files.
    static func load(_ installation: Installation, voice: Voice) throws -> Staff {
        func text(_ name: String) throws -> String {
            let path = "\(installation.contracts)/\(name).yaml"
            return String(decoding: try InputFile(path: path, voice: voice).bytes(), as: UTF8.self)
        }
        let files = RegistryFiles(
            agencies: try text("agencies"),
            districts: try text("districts"),
            people: try text("people"),
            codes: try text("codes")
        )
        switch files.read() {
        case .good(let registry, _): return Staff(people: registry.people, registry: registry)
        case .bad(let problems):
            throw voice.stop(
                .usage,
                zh: "contracts 中的名录有误。",
                en: "The registry in contracts has faults.",
                details: problems.lines(voice.language)
            )
        }
    }

    /// The process whose desk a person uses; integrators use the coordinator's.
    func process(of person: String) -> String? {
        people[person].map { $0.publisher == nil ? $0.agency : "coordinator" }
    }

    /// Who acts for an integrator's system.
    func person(publishingAs user: String) -> String? {
        people.values.filter { $0.publisher == user }.map(\.id).min()
    }

    /// Who looks at the coordinator's things when nobody is named.
    var reader: String? { reader(of: "coordinator") }

    /// Who looks at what others were denied when nobody is named: an auditor, else somebody who answers for the agency.
    func auditor(of agency: String) -> String? {
        let colleagues = registry.people(of: agency)
        for role in [Registry.Person.Role.auditor, .leader, .reviewer, .coordinator] {
            if let person = colleagues.first(where: { $0.roles.contains(role) }) { return person.id }
        }
        return nil
    }

    /// Who looks at an agency's things when nobody is named: an auditor, who can change nothing, else anybody.
    func reader(of agency: String) -> String? {
        let colleagues = registry.people(of: agency)
        return (colleagues.first { $0.roles == [.auditor] } ?? colleagues.first)?.id
    }
}

extension [Problem] {
    /// One line a problem, as `ProblemList` tells them.
    func lines(_ language: Language) -> [String] {
        ProblemList(.object(["problems": .list(map(\.value))])).lines(language)
    }
}

extension Problem {
    /// The problem as an answer of the API has it.
    var value: Value {
        [
            "code": .text(code), "pointer": .text(pointer), "zh": .text(zh), "en": .text(en),
            "severity": .text(severity.rawValue),
        ]
    }
}
