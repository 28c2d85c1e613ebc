import Casework
import Contracts
import Desk
import EventStore
import GRDB

/// What owners think of their estate's property services: one rating a household and month (domain notes 2.8, step 2).
enum RatingBook {
    static let kind = "coordinator.rating"
    static let table = "estate_rating"
    /// What is rated at least (domain notes 1, row 13); the list is open.
    static let subjects = ["basicService", "complaints", "disclosure"]

    /// The body of `coordinator.rating`.
    struct Rating: Codable, Sendable {
        /// By name, as cases name it.
        var estate: String
        /// Stands for the household: the log holds no room number.
        var household: String
        /// `2024-05`.
        var month: String
        /// One mark for each of the subjects, in hundredths of a point.
        var marks: [Int]

        init(estate: Estate, room: String, marks: [Int], at moment: Instant) {
            self.estate = estate.name
            household = ContentHash.of(.list([.text(estate.code), .text(room)]))
            month = ReportPeriod.month(of: LocalDate(moment))
            self.marks = marks
        }
    }

    static func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS estate_rating (
                    estate TEXT NOT NULL, household TEXT NOT NULL, month TEXT NOT NULL, sum INTEGER NOT NULL,
                    PRIMARY KEY (estate, month, household)
                ) WITHOUT ROWID
                """
        )
    }

    static func fold(_ rating: Rating, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO estate_rating VALUES (?, ?, ?, ?)",
            arguments: [rating.estate, rating.household, rating.month, rating.marks.reduce(0, +)]
        )
    }

    /// Records a rating; false when the household has rated in this month.
    static func take(_ rating: Rating, _ transaction: Transaction) throws -> Bool {
        let isKnown = try Bool.fetchOne(
            transaction.db,
            sql: "SELECT EXISTS (SELECT 1 FROM estate_rating WHERE estate = ? AND month = ? AND household = ?)",
            arguments: [rating.estate, rating.month, rating.household]
        )
        guard isKnown != true else { return false }
        try transaction.record(kind, case: "", rating)
        return true
    }

    /// How many ratings an estate got in a year, and the sum of all their marks.
    static func sum(
        of estate: String,
        from first: LocalDate,
        through last: LocalDate,
        in db: Database
    ) throws -> (count: Int, sum: Int) {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT count(*) AS n, ifnull(sum(sum), 0) AS sum FROM estate_rating "
                + "WHERE estate = ? AND month >= ? AND month <= ?",
            arguments: [estate, ReportPeriod.month(of: first), ReportPeriod.month(of: last)]
        )
        return (row?["n"] ?? 0, row?["sum"] ?? 0)
    }
}
