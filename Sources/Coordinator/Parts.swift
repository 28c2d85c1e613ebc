import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird
import Synchronization

/// The coordinator's parts, made once from its setting.
final class Parts: Sendable {
    private struct Made {
        var books: Books
        var office: CoordinatorOffice
    }

    private let made = Mutex<Made?>(nil)
    private let limits: CitizenDoor
    private let congestion: Congestion
    private let desks = Desks(practice: CoordinatorPractice())

    /// `limits` is how often citizens may come, `congestion` when nobody may bring a new case.
    init(limits: CitizenDoor = CitizenDoor(), congestion: Congestion = Congestion()) {
        self.limits = limits
        self.congestion = congestion
    }

    func make(_ setting: Setting) throws -> CoordinatorOffice {
        let books = try Desks.books(setting)
        let library = Library()
        let calendars = Calendars(shipped: books.calendar)
        let decisions = CaseDecisions(library: library, calendars: calendars)
        let intake = Intake(
            library: library,
            check: try Parts.check(books),
            registry: books.registry,
            calendars: calendars,
            workflows: books.workflows,
            congestion: congestion
        )
        let office = CoordinatorOffice(
            library: library,
            intake: intake,
            decisions: decisions,
            desk: try desks.desk(setting),
            retention: books.retention
        )
        made.withLock { $0 = Made(books: books, office: office) }
        return office
    }

    /// Brings the workflows and the calendar of the contracts folder into the log.
    func prepare(_ transaction: Transaction) throws {
        guard let made = made.withLock({ $0 }) else { return }
        let workflows = made.books.workflows.values.sorted { $0.name < $1.name }
        try made.office.library.take(workflows.map { try Library.Loaded($0) }, transaction)
        try made.office.calendars.take(made.books.calendar, transaction)
    }

    func addRoutes(to router: Router<FleetProcess.Context>, _ engine: Engine, _ setting: Setting) throws {
        guard let made = made.withLock({ $0 }) else { return }
        let names = made.books.registry.people.mapValues(\.name)
        let views = SLAViews(library: made.office.library, calendars: made.office.calendars, people: names)
        let door = try desks.addRoutes(
            to: router,
            engine,
            setting,
            home: "/board",
            templates: try BoardPages.templates(),
            reports: CoordinatorReports(
                registry: made.books.registry,
                calendars: made.office.calendars,
                library: made.office.library
            ).all,
            noticeFacts: { try views.notice($0, registry: made.books.registry, in: $1) }
        )
        CoordinatorRoutes(
            engine: engine,
            office: made.office,
            views: CaseViews(library: made.office.library, people: names),
            clocks: views,
            gate: Gate(people: door.people),
            services: try Desks.services(setting)
        ).add(to: router)
        SLARoutes(
            engine: engine,
            office: made.office,
            views: views,
            gate: Gate(people: door.people)
        ).add(to: router)
        ExemplarRoutes(engine: engine, library: made.office.library, gate: Gate(people: door.people)).add(to: router)
        RetentionRoutes(
            engine: engine,
            views: made.office.retention,
            gate: Gate(people: door.people),
            services: try Desks.services(setting)
        ).add(to: router)
        BoardPages(
            door: door,
            office: made.office,
            library: made.office.library,
            views: views,
            cases: CaseViews(library: made.office.library, people: names)
        ).add(to: router)
        CitizenPages(door: door, office: made.office, limits: limits).add(to: router)
    }

    private static func check(_ books: Books) throws -> IntakeCheck {
        switch books.intakeCheck() {
        case .good(let check, _): return check
        case .bad(let problems): throw IntakeFaulty(problems: problems)
        }
    }
}

/// The case types of the contracts folder cannot be checked.
struct IntakeFaulty: Error, CustomStringConvertible {
    var problems: [Problem]

    var description: String { problems.map { "\($0.code) \($0.pointer): \($0.en)" }.joined(separator: "\n") }
}
