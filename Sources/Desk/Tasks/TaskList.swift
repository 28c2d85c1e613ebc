package import Casework
import Contracts
import Foundation
package import GRDB

/// A page of the queue as one person asks for it, with exact counts of every tab.
package struct TaskList: Sendable {
    /// What a person looks for in the queue.
    package enum Tab: String, CaseIterable, Sendable {
        case toSign = "to-sign"
        case mine
        case toClaim = "to-claim"
        case signature
        case returned
        case waiting
        case offers
        case done

        /// Its name on the page.
        package var words: Words {
            switch self {
            case .toSign: Words(zh: "待签收", en: "To sign for")
            case .mine: Words(zh: "我的", en: "Mine")
            case .toClaim: Words(zh: "本科室待领", en: "To claim")
            case .signature: Words(zh: "待我审签", en: "For my signature")
            case .returned: Words(zh: "退回重办", en: "Come back")
            case .waiting: Words(zh: "等待他人", en: "Waiting for others")
            case .offers: Words(zh: "可启动", en: "Offers")
            case .done: Words(zh: "已办", en: "Done")
            }
        }

        /// Which lines it holds, with two words for what depends on the person.
        private var condition: String {
            switch self {
            case .toSign: "state = 'open' AND NOT signed AND mine_role"
            case .mine: "state = 'open' AND is_mine AND NOT asking"
            case .toClaim: "state = 'open' AND holder IS NULL AND mine_role"
            case .signature: "state = 'open' AND role IS NOT NULL AND mine_role AND (holder IS NULL OR is_mine)"
            case .returned: "state = 'open' AND attempt > 1 AND (holder IS NULL OR is_mine)"
            case .waiting: "state = 'open' AND asking"
            case .offers: "state = 'offered'"
            case .done: "state = 'done'"
            }
        }

        /// Roles and ids of people are words of our own registry, so they may stand in the statement.
        func condition(roles: [String], people: [String]) -> String {
            let list = { (words: [String]) in words.map { "'\($0)'" }.joined(separator: ", ") }
            return condition.replacingOccurrences(of: "mine_role", with: "(role IS NULL OR role IN (\(list(roles))))")
                .replacingOccurrences(of: "is_mine", with: "holder IN (\(list(people)))")
        }
    }

    package static let pageSize = 50

    package var tab: Tab
    /// Words that all must occur; empty for everything.
    package var search: String
    /// Only what is overdue at this moment.
    package var overdueAt: Instant?
    /// The first page is 0.
    package var page: Int
    /// Whose tasks count as one's own too, while they are away.
    package var standingInFor: [String] = []

    package init(tab: Tab, search: String = "", overdueAt: Instant? = nil, page: Int = 0) {
        self.tab = tab
        self.search = search
        self.overdueAt = overdueAt
        self.page = page
    }

    /// So many are sorted at once; where more are found, they lie close together and a page of them by walking the index.
    private static let few = 1000

    /// The tasks of the page, and how many there are on all pages.
    package func found(for person: Person, in db: Database) throws -> (tasks: [DeskTask], total: Int) {
        guard !words.isEmpty else { return (try tasks(for: person, in: db), try count(for: person, in: db)) }
        // Sorted apart from the scan: in one piece SQLite would read and sort all of them, however soon it has enough.
        let few = """
            WITH found AS MATERIALIZED (
                SELECT due, \(Self.key) FROM desk_line WHERE \(condition(for: person, isScanned: true)) LIMIT \(Self.few + 1)
            )
            SELECT \(Self.key), (SELECT count(*) FROM found) AS total FROM found
            """
        let rows = try rows(few, place(), for: person, in: db)
        if let total = rows.first?["total"] as Int?, total <= Self.few { return (try tasks(rows, in: db), total) }
        if rows.isEmpty, page == 0 { return ([], 0) }
        return (try tasks(for: person, in: db), try count(for: person, in: db))
    }

    /// The tasks of the page.
    package func tasks(for person: Person, limit: Int = pageSize, in db: Database) throws -> [DeskTask] {
        // Done tasks come newest first, which is the table's own order.
        let condition = condition(for: person, isScanned: tab == .done)
        let rows = try rows("SELECT \(Self.key) FROM desk_line WHERE \(condition)", place(limit), for: person, in: db)
        return try tasks(rows, in: db)
    }

    private func place(_ limit: Int = pageSize) -> String { "LIMIT \(limit) OFFSET \(page * Self.pageSize)" }

    private static let key = "case_order, case_id, step, instance, attempt, undo"

    private func rows(
        _ query: String,
        _ place: String,
        for person: Person,
        in db: Database
    ) throws -> [Row] {
        let order =
            tab == .done
            ? "case_order DESC, case_id DESC, step"
            : "due IS NULL, due, case_order, case_id, step, instance, attempt, undo"
        return try Row.fetchAll(db, sql: "\(query) ORDER BY \(order) \(place)", arguments: arguments(for: person))
    }

    private func tasks(_ rows: [Row], in db: Database) throws -> [DeskTask] {
        try rows.compactMap { row in
            try TaskTable.fetch(
                TaskKey(
                    caseID: row["case_id"],
                    step: row["step"],
                    instance: row["instance"],
                    attempt: row["attempt"],
                    isUndo: row["undo"]
                ),
                in: db
            )
        }
    }

    /// How many there are on all pages.
    package func count(for person: Person, in db: Database) throws -> Int {
        if words.isEmpty, overdueAt == nil {
            return try Self.counts(for: person, standingInFor: standingInFor, in: db)[tab] ?? 0
        }
        return try Int.fetchOne(db, sql: countSQL(for: person), arguments: arguments(for: person)) ?? 0
    }

    /// The count as SQLite is asked for it.
    func countSQL(for person: Person) -> String {
        "SELECT count(*) FROM desk_line WHERE \(condition(for: person, isScanned: !words.isEmpty))"
    }

    /// How many each tab holds, whatever is searched for.
    package static func counts(
        for person: Person,
        standingInFor absent: [String] = [],
        in db: Database
    ) throws -> [Tab: Int] {
        let people = [person.id] + absent
        let sums = Tab.allCases.map { "total(n * (\($0.condition(roles: roles(person), people: people))))" }
            .joined(separator: ", ")
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT \(sums) FROM (
                    SELECT state, nullif(role, '') AS role, nullif(holder, '') AS holder, signed, asking, 1 + again AS attempt, n
                    FROM desk_tally WHERE unit IN ('', ?)
                )
                """,
            arguments: [person.unit]
        )
        guard let row else { return [:] }
        return Dictionary(uniqueKeysWithValues: Tab.allCases.enumerated().map { ($1, Int(row[$0] as Double)) })
    }

    private static func roles(_ person: Person) -> [String] { person.roles.map(\.rawValue).sorted() }

    private var words: [String] { search.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) }

    /// Which lines are meant.
    ///
    /// A search reads every line anyway: in the table's own order (`isScanned`), not through an index row by row.
    private func condition(for person: Person, isScanned: Bool = false) -> String {
        let people = [person.id] + standingInFor
        let own = tab.condition(roles: Self.roles(person), people: people)
        // The sign takes the state out of the planner's sight; NOT INDEXED does not hold for tables without row ids.
        var all = words.indices.map { "contains(text, :w\($0))" }
        all += [isScanned ? "+\(own)" : own, "(unit IS NULL OR unit = :unit)"]
        if overdueAt != nil { all.append("(due IS NULL) = 0 AND due <= :now") }
        return all.joined(separator: " AND ")
    }

    func arguments(for person: Person) -> StatementArguments {
        var all: [String: (any DatabaseValueConvertible)?] = ["unit": person.unit]
        if let overdueAt { all["now"] = overdueAt.milliseconds }
        for (index, word) in words.enumerated() { all["w\(index)"] = word }
        return StatementArguments(all)
    }
}
