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

        /// The state of the tasks it holds.
        fileprivate var state: DeskTask.State {
            switch self {
            case .toSign, .mine, .toClaim, .signature, .returned, .waiting: .open
            case .offers: .offered
            case .done: .done
            }
        }

        /// Which classes of lines it holds, with two words for what depends on the person.
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
        let classes = try classes(for: person, in: db)
        let first = page * Self.pageSize
        if !words.isEmpty {
            // Sorted apart from the scan: in one piece SQLite would read and sort all of them, however soon it has enough.
            let few = """
                WITH found AS MATERIALIZED (SELECT due, \(Self.key) \(searched(classes)) LIMIT \(Self.few + 1))
                SELECT \(Self.key), (SELECT count(*) FROM found) AS total FROM found
                """
            let place = "LIMIT \(Self.pageSize) OFFSET \(first)"
            let rows = try Row.fetchAll(db, sql: "\(few) ORDER BY \(order) \(place)", arguments: arguments)
            if let total = rows.first?["total"] as Int?, total <= Self.few { return (try tasks(rows, in: db), total) }
            if rows.isEmpty, page == 0 { return ([], 0) }
        }
        let total = try count(for: person, in: db)
        guard tab != .done, first > total / 2 else {
            return (try walk(classes, limit: Self.pageSize, offset: first, in: db), total)
        }
        // Whoever is nearer to the end comes from there.
        let limit = max(0, min(Self.pageSize, total - first))
        let last = try walk(classes, limit: limit, offset: max(0, total - first - limit), isBackwards: true, in: db)
        return (last.reversed(), total)
    }

    /// The first `limit` tasks from the page on.
    package func tasks(for person: Person, limit: Int, in db: Database) throws -> [DeskTask] {
        try walk(classes(for: person, in: db), limit: limit, offset: page * Self.pageSize, in: db)
    }

    /// So many tasks in their order, behind `offset` others.
    private func walk(
        _ classes: String,
        limit: Int,
        offset: Int,
        isBackwards: Bool = false,
        in db: Database
    ) throws -> [DeskTask] {
        let order = isBackwards ? Self.backwards : order
        let sql = "SELECT \(Self.key) \(walked(classes)) ORDER BY \(order) LIMIT \(limit) OFFSET \(offset)"
        return try tasks(Row.fetchAll(db, sql: sql, arguments: arguments), in: db)
    }

    private static let key = "case_order, case_id, step, instance, attempt, undo"

    private var order: String {
        tab == .done
            ? "case_order DESC, case_id DESC, step"
            : "due IS NULL, due, case_order, case_id, step, instance, attempt, undo"
    }

    private static let backwards = """
        due IS NULL DESC, due DESC, case_order DESC, case_id DESC, step DESC, instance DESC, attempt DESC, undo DESC
        """

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
        return try Int.fetchOne(db, sql: countSQL(classes(for: person, in: db)), arguments: arguments) ?? 0
    }

    /// The count as SQLite is asked for it.
    func countSQL(_ classes: String) -> String {
        "SELECT count(*) \(words.isEmpty ? walked(classes) : searched(classes))"
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
        let row = try Row.fetchOne(db, sql: "SELECT \(sums) FROM (\(tally))", arguments: [person.unit])
        guard let row else { return [:] }
        return Dictionary(uniqueKeysWithValues: Tab.allCases.enumerated().map { ($1, Int(row[$0] as Double)) })
    }

    private static func roles(_ person: Person) -> [String] { person.roles.map(\.rawValue).sorted() }

    private var words: [String] { search.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) }

    /// The classes of lines that somebody of a unit may see, as the tabs speak of them.
    private static let tally = """
        SELECT class, state, nullif(role, '') AS role, nullif(holder, '') AS holder, signed, asking, 1 + again AS attempt, n
        FROM desk_tally WHERE unit IN ('', ?) AND n > 0
        """

    /// The classes of the lines that are meant, as SQLite is told them.
    func classes(for person: Person, in db: Database) throws -> String {
        let own = tab.condition(roles: Self.roles(person), people: [person.id] + standingInFor)
        let classes = try Int64.fetchAll(
            db,
            sql: "SELECT class FROM (\(Self.tally)) WHERE \(own) ORDER BY class",
            arguments: [person.unit]
        )
        return classes.map(String.init).joined(separator: ", ")
    }

    /// The lines that are meant, through the index that has all of their texts.
    private func searched(_ classes: String) -> String {
        "FROM desk_line INDEXED BY desk_line_search WHERE class IN (\(classes))\(filter)"
    }

    /// The lines that are meant, in the order of the queue; done ones in the table's own order, which is newest first.
    ///
    /// The sign takes the class out of the planner's sight; NOT INDEXED does not hold for tables without row ids.
    private func walked(_ classes: String) -> String {
        tab == .done
            ? "FROM desk_line WHERE +class IN (\(classes))\(filter)"
            : """
            FROM desk_line INDEXED BY desk_line_queue WHERE state = '\(tab.state.rawValue)' AND class IN (\(classes))\(filter)
            """
    }

    private var filter: String {
        let all = words.indices.map { "contains(text, :w\($0))" }
        return (all + (overdueAt == nil ? [] : ["(due IS NULL) = 0 AND due <= :now"])).map { " AND \($0)" }.joined()
    }

    var arguments: StatementArguments {
        var all: [String: (any DatabaseValueConvertible)?] = [:]
        if let overdueAt { all["now"] = overdueAt.milliseconds }
        for (index, word) in words.enumerated() { all["w\(index)"] = word }
        return StatementArguments(all)
    }
}
