import Casework
import CaseworkTesting
import CivilAffairsWorker
import Contracts
import Desk
import Fleet
import GRDB
import HousingWorker
import JusticeWorker
import PoliceWorker

@testable import Coordinator
@testable import EventStore

/// The offices of the fleet as their executables make them, over the project's contracts, and stores with their folds.
enum GoldenOffice {
    static func of(_ owner: String) throws -> any Office {
        let books = try Fixture.books()
        func desk(_ practice: any Practice) -> Desk {
            Desk(practice: practice, rules: DeskRules(books: books, agency: owner))
        }
        switch owner {
        case "police": return AgencyOffice(desk: desk(PolicePractice()))
        case "justice": return AgencyOffice(desk: desk(JusticePractice()))
        case "civil-affairs": return AgencyOffice(desk: desk(CivilAffairsPractice()))
        case "housing": return AgencyOffice(desk: desk(HousingPractice()))
        default: return try CoordinatorBench().office
        }
    }

    /// A store in memory with the folds of an owner.
    static func store(_ owner: String, _ keys: KeyEncryptionKeys) throws -> Store {
        let office = try of(owner)
        return try Store(
            owner: owner,
            database: DatabaseQueue(),
            folds: office.folds,
            sealing: Sealing(fields: office.personalFields, keys: keys)
        )
    }

    /// An owner's log folded from its first entry on, as a rebuild does.
    static func replayed(_ owner: String, _ golden: Golden) throws -> Store {
        let ledger = try Ledger(try store(owner, golden.keys(owner)))
        try ledger.replay(try golden.log(owner))
        try ledger.finishReplay()
        return ledger.store
    }

    /// Every message that a log causes, in order.
    static func messages(of store: Store) throws -> [Outgoing] {
        let end = try store.end().n
        return try store.read { try Outbox.next(after: 0, safe: end, limit: .max, in: $0).map(\.message) }
    }
}
