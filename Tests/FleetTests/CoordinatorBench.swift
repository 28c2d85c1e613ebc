import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import Foundation
import Testing

@testable import Coordinator

/// A coordinator's office on a file of its own, without a broker.
struct CoordinatorBench {
    let office: CoordinatorOffice
    let store: Store
    let ledger: Ledger
    /// The calendar as it is shipped.
    let calendar: WorkingCalendar

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    init(congestion: Congestion = Congestion()) throws {
        let books = try Fixture.books()
        calendar = books.calendar
        let library = Library()
        let calendars = Calendars(shipped: books.calendar)
        let intake = Intake(
            library: library,
            check: try Fixture.intakeCheck(),
            registry: books.registry,
            calendars: calendars,
            workflows: books.workflows,
            congestion: congestion
        )
        office = CoordinatorOffice(
            library: library,
            intake: intake,
            decisions: CaseDecisions(library: library, calendars: calendars),
            desk: Desk(practice: CoordinatorPractice(), rules: DeskRules(books: books, agency: "coordinator")),
            retention: books.retention
        )
        let path = FileManager.default.temporaryDirectory.appending(path: "huiban-\(UUID().uuidString).sqlite").path
        store = try Store(owner: "coordinator", path: path, folds: office.folds)
        ledger = try Ledger(store)
    }

    /// An example, that of the seed unless said, as a matter of its own.
    func submission(_ number: Int, _ example: String = "deputy-suggestion-20230333") throws -> Submission {
        let file = "\(Self.root)/contracts/examples/\(example).json"
        let message = try #require(JSONText.value(Array(try Data(contentsOf: URL(fileURLWithPath: file)))).subject)
        var data = try #require(message["data"]?.object)
        data["externalId"] = .text("test-\(number)")
        return Submission(user: "suggestions", messageID: "suggestions/\(number)", data: .object(data))
    }
}

extension CoordinatorOffice {
    /// Its workflows as they go into the log.
    var loaded: [Library.Loaded] {
        get throws { try intake.workflows.values.sorted { $0.name < $1.name }.map { try Library.Loaded($0) } }
    }
}
