import Casework
import CaseworkTesting
import CivilAffairsWorker
import Contracts
import EventStore
import Fleet
import Foundation
import HousingWorker
import JusticeWorker
import PoliceWorker
import Synchronization

@testable import Coordinator
@testable import Desk

/// What a simulated fleet works by: the project's contracts with some workflows made by chance; the offices over them.
final class World: Sendable {
    static let agencies = ["police", "justice", "civil-affairs", "housing"]
    static let owners = ["coordinator"] + agencies

    let books: Books
    let check: IntakeCheck
    /// The workflows as the coordinator records them.
    let loaded: [Library.Loaded]
    private let rules: [String: DeskRules]

    private init(books: Books) throws {
        self.books = books
        guard let check = books.intakeCheck().subject else { throw Unusable(problems: books.intakeCheck().problems) }
        self.check = check
        loaded = try books.workflows.values.sorted { $0.name < $1.name }.map { try Library.Loaded($0) }
        rules = Dictionary(
            uniqueKeysWithValues: World.owners.map { ($0, DeskRules(books: books, agency: $0)) }
        )
    }

    /// The office of an owner, new like after a start: it knows nothing that is not in its file.
    func office(_ owner: String) -> any Office {
        guard owner == "coordinator" else { return AgencyOffice(desk: desk(owner)) }
        let library = Library()
        let calendars = Calendars(shipped: books.calendar)
        let books = books
        return CoordinatorOffice(
            library: library,
            intake: Intake(
                library: library,
                check: check,
                registry: books.registry,
                calendars: calendars,
                workflows: books.workflows
            ),
            decisions: CaseDecisions(library: library, calendars: calendars),
            desk: desk(owner),
            retention: books.retention
        )
    }

    func desk(_ owner: String) -> Desk {
        Desk(practice: practice(owner), rules: rules[owner] ?? DeskRules(short: ""))
    }

    func practice(_ owner: String) -> any Practice {
        switch owner {
        case "police": PolicePractice()
        case "justice": JusticePractice()
        case "civil-affairs": CivilAffairsPractice()
        case "housing": HousingPractice(secret: SimulatedVoters.secret)
        default: CoordinatorPractice()
        }
    }

    /// The case types that publishers bring, by name; conferences come from the ladders of others.
    var caseTypes: [String] { books.workflows.keys.filter { $0 != "joint-conference" }.sorted() }

    func people(of agency: String) -> [Registry.Person] {
        books.registry.people.values.filter { $0.agency == agency }.sorted { $0.id < $1.id }
    }
}

extension World {
    /// The contracts folder cannot be used.
    struct Unusable: Error {
        var problems: [Problem]
    }

    /// How many sets of random workflows there are; a seed uses one of them.
    static let graphs: UInt64 = 256

    /// From this seed on a fleet works by all shipped workflows and none made by chance; what lower seeds do stays as it
    /// was before there was a second one.
    static let shipped: UInt64 = 1_000_000_000

    private static let base: Reading<Books> = Books.load(directory: Fixture.path(""))
    private static let made = Mutex<[UInt64: World]>([:])

    /// The world of a seed: the deputy's suggestion, two workflows made by chance, in one world of four with a step that opens a conference, and the conference that their ladders
    /// call too, or what is shipped.
    static func of(seed: UInt64) throws -> World {
        let graph = seed < shipped ? seed % graphs : shipped
        if let world = made.withLock({ $0[graph] }) { return world }
        guard var books = base.subject else { throw Unusable(problems: base.problems) }
        books.registry.people.merge(colleagues(of: books.registry.people)) { own, _ in own }
        if graph < shipped {
            books.workflows = books.workflows.filter { ["deputy-suggestion", "joint-conference"].contains($0.key) }
        }
        for index in 0..<(graph < shipped ? 2 : 0) as Range<UInt64> {
            let name = "random-\(["even", "odd"][Int(index)])"
            books.workflows[name] = try Fixture.workflow(
                text: RandomWorkflow.text(seed: graph * 2 + index, name: name, calls: graph % 4 == 1)
            )
        }
        let world = try World(books: books)
        made.withLock { $0[graph] = world }
        return world
    }

    /// Two more of everybody, so that four eyes are always found.
    private static func colleagues(of people: [String: Registry.Person]) -> [String: Registry.Person] {
        var more: [String: Registry.Person] = [:]
        for person in people.values where person.publisher == nil {
            for number in 2...3 {
                var colleague = person
                colleague.id = "\(person.id)-\(number)"
                more[colleague.id] = colleague
            }
        }
        return more
    }

    /// The topology that the fleet is deployed with.
    static let definitions: Result<[UInt8], any Error> = Result {
        let contracts = URL(fileURLWithPath: Fixture.path("")).deletingLastPathComponent()
        let file = contracts.appending(path: "ops/rabbitmq/definitions.json")
        return Array(try Data(contentsOf: file))
    }
}
