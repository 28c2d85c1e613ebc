import Casework
package import Contracts
import EventStore
package import Fleet
import Foundation
package import Hummingbird
import Synchronization

/// An agency worker: its desk, its practice, its door.
package enum WorkerProcess {
    /// Runs the worker of one agency until it is told to stop.
    package static func run(_ practice: some Practice) async -> Never {
        let box = Desks(practice: practice)
        await FleetProcess.run(
            owner: practice.agency,
            makeOffice: { AgencyOffice(desk: try box.desk($0)) },
            addRoutes: { router, engine, setting in _ = try box.addRoutes(to: router, engine, setting) }
        )
    }
}

/// A desk and its door, made from a process's setting.
package struct Desks: Sendable {
    let practice: any Practice

    package init(practice: any Practice) { self.practice = practice }

    /// The desk of the agency whose practice it is.
    package func desk(_ setting: Setting) throws -> Desk {
        let rules = DeskRules(books: try Desks.books(setting), agency: practice.agency)
        return Desk(practice: try practice.prepared(for: setting), rules: rules)
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

    /// Adds the API and the pages; gives the door, for a process that has pages of its own beside them.
    package func addRoutes(
        to router: Router<FleetProcess.Context>,
        _ engine: Engine,
        _ setting: Setting,
        home: String = "/desk",
        templates: PageTemplates? = nil,
        reports: [AgencyReport] = [],
        noticeFacts: @escaping DeskPages.NoticeFacts = { _, _ in [:] }
    ) throws -> PageDoor {
        router.add(middleware: SecurityHeaders())
        let api = try api(engine, setting)
        // The practice as it was prepared for this home: only then does it know which pages it has.
        let templates = try templates ?? PageTemplates(api.desk.practice.pages.templates)
        let door = try door(engine, setting, people: api.people, home: home, templates: templates)
        router.add(middleware: DenialRecord(door: door))
        api.add(to: router)
        RegisterRoutes(engine: engine, people: api.people, registry: try Desks.books(setting).registry).add(to: router)
        let reports = practice.reports + reports
        ReportRoutes(engine: engine, people: api.people, reports: reports).add(to: router)
        api.desk.practice.addRoutes(to: router, desk: api.desk, engine: engine, people: api.people)
        api.desk.practice.addPages(to: router, door: door, desk: api.desk, engine: engine)
        DeskPages(
            door: door,
            api: api,
            books: try Desks.books(setting),
            templates: try DocumentTemplates(folder: "\(setting.contracts)/documents"),
            reports: reports,
            noticeFacts: noticeFacts
        ).add(to: router)
        return door
    }

    private func door(
        _ engine: Engine,
        _ setting: Setting,
        people: PeopleDirectory,
        home: String,
        templates: PageTemplates
    ) throws -> PageDoor {
        let clock = setting.clock
        let file = try FleetFile.read(from: setting.home)
        return PageDoor(
            agency: practice.agency,
            engine: engine,
            people: people,
            registry: try Desks.books(setting).registry,
            templates: templates,
            home: home,
            virtualTime: { clock.anchor.mode == .real ? nil : clock.now() },
            isDrill: file?.isDrill == true,
            isSecure: file?.tls != nil
        )
    }

    /// Everything in `contracts/` as it lay there when the process first asked; throws every problem as one error.
    package static func books(_ setting: Setting) throws -> Books {
        try known.withLock { known in
            if let books = known[setting.contracts] { return books }
            switch Books.load(directory: setting.contracts) {
            case .good(let books, _):
                known[setting.contracts] = books
                return books
            case .bad(let problems): throw ContractsFaulty(problems: problems)
            }
        }
    }

    /// By folder: each part of a process needs them, and reading them takes longer the more case types there are.
    private static let known = Mutex<[String: Books]>([:])

    /// The processes of this home with the hashes of their tokens.
    package static func services(_ setting: Setting) throws -> ServiceGate {
        ServiceGate(keys: try Credentials(home: setting.home).serviceKeys())
    }

    /// The people of this home with the hashes of their tokens.
    package static func people(_ setting: Setting) throws -> PeopleDirectory {
        try PeopleDirectory(
            people: Array(books(setting).registry.people.values),
            file: setting.home.peopleFile
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
