import Casework
package import Contracts
import EventStore
package import Fleet
import Foundation
import Hummingbird

/// An agency worker: its desk, its practice, its door.
package enum WorkerProcess {
    /// Runs the worker of one agency until it is told to stop.
    package static func run(_ practice: some Practice) async -> Never {
        let box = Desks(practice: practice)
        await FleetProcess.run(
            owner: practice.agency,
            makeOffice: { AgencyOffice(desk: try box.desk($0)) },
            addRoutes: { router, engine, setting in try box.api(engine, setting).add(to: router) }
        )
    }
}

/// A desk and its door, made from a process's setting.
package struct Desks: Sendable {
    let practice: any Practice

    package init(practice: any Practice) { self.practice = practice }

    /// The desk of the agency whose practice it is.
    package func desk(_ setting: Setting) throws -> Desk {
        Desk(practice: practice, rules: DeskRules(books: try Desks.books(setting), agency: practice.agency))
    }

    /// Its HTTP door.
    package func api(_ engine: Engine, _ setting: Setting) throws -> DeskAPI {
        DeskAPI(
            desk: try desk(setting),
            engine: engine,
            people: try Desks.people(setting),
            files: FileStore(folder: setting.home.files(practice.agency)),
            services: try Desks.services(setting),
            neighbours: HomeNeighbours(home: setting.home, owner: practice.agency)
        )
    }

    /// Everything in `contracts/`; throws every problem as one error.
    package static func books(_ setting: Setting) throws -> Books {
        switch Books.load(directory: setting.contracts) {
        case .good(let books, _): return books
        case .bad(let problems): throw ContractsFaulty(problems: problems)
        }
    }

    /// The processes of this home with the hashes of their tokens.
    package static func services(_ setting: Setting) throws -> ServiceGate {
        ServiceGate(keys: try Credentials(home: setting.home).serviceKeys())
    }

    /// The people of this home with the hashes of their tokens.
    package static func people(_ setting: Setting) throws -> PeopleDirectory {
        let keys = try JSONDecoder().decode(
            [Credentials.PersonKey].self,
            from: try Data(contentsOf: URL(fileURLWithPath: setting.home.peopleFile))
        )
        return PeopleDirectory(
            people: try Array(books(setting).registry.people.values),
            hashes: Dictionary(keys.map { ($0.person, $0.tokenHash) }) { first, _ in first }
        )
    }
}

/// The contracts folder cannot be used.
struct ContractsFaulty: Error, CustomStringConvertible {
    var problems: [Problem]

    var description: String {
        problems.map { "\($0.code) \($0.pointer): \($0.zh) / \($0.en)" }.joined(separator: "\n")
    }
}
