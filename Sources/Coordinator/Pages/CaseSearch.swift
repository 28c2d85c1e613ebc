import GRDB

/// Cases by number, title or publisher's number, newest first, with an exact count.
struct CaseSearch: Sendable {
    /// Found as they stand, whatever their case; empty for every case.
    var words: String
    var isOpenOnly: Bool

    /// So many are sorted at once; where there are more, they lie close together and a page of them is found by walking.
    private static let few = 1000

    /// The places in the book of one page of cases, and how many there are on all pages.
    func page(_ number: Int, of size: Int, in db: Database) throws -> (shown: [Int64], total: Int) {
        let arguments: StatementArguments = ["words": words]
        guard !words.isEmpty else {
            return (try walk(number, size, arguments, in: db), try count("cases", StatementArguments(), in: db))
        }
        // The index holds all that is searched through; the wide rows are read for one page only.
        let found = try Int64.fetchAll(
            db,
            sql: "SELECT seq FROM cases INDEXED BY cases_text WHERE \(condition) LIMIT \(Self.few + 1)",
            arguments: arguments
        )
        guard found.count > Self.few else {
            return (Array(found.sorted(by: >).dropFirst(number * size).prefix(size)), found.count)
        }
        let total = try count("cases INDEXED BY cases_text", arguments, in: db)
        return (try walk(number, size, arguments, in: db), total)
    }

    private func walk(
        _ number: Int,
        _ size: Int,
        _ arguments: StatementArguments,
        in db: Database
    ) throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: "SELECT seq FROM cases WHERE \(condition) ORDER BY seq DESC LIMIT \(size) OFFSET \(number * size)",
            arguments: words.isEmpty ? StatementArguments() : arguments
        )
    }

    private func count(_ table: String, _ arguments: StatementArguments, in db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table) WHERE \(condition)", arguments: arguments) ?? 0
    }

    private var condition: String {
        let state = isOpenOnly ? "closed_at IS NULL" : "1"
        // Each by itself: joined and folded to small letters first, they cost twice as much.
        return words.isEmpty ? state : "\(state) AND any_contains(:words, id, subject, external_id)"
    }
}
