import Casework
import CaseworkTesting
import Contracts
import EventStore
import GRDB
import Testing

@testable import Desk

/// Pages of a long queue: exact counts, and the order of due dates, however many are found.
@Suite struct TaskListTests {
    /// More than are sorted at once; every tenth lies with another unit, every hundredth is rare.
    private static let count = 1_300

    private func queue() throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        try database.write { db in
            try TextSearch.add(to: db)
            try TaskTable.create(in: db)
            for n in 0..<Self.count {
                let content = Sample.content("draft", caseID: CaseNumber.sample(n)) {
                    $0.subject = n % 100 == 0 ? "关于稀有 \(n) 的建议" : "关于停车难的建议"
                    $0.unit = n % 10 == 9 ? "elsewhere" : "bureau"
                }
                var assignment = Sample.assignment(content)
                // Later cases fall due earlier.
                assignment.standing.due = assignment.standing.due.map { $0 + Int64(-n) }
                try TaskTable.save(DeskTask(assignment, epoch: 1), in: db)
            }
        }
        return database
    }

    private func numbers(_ tasks: [DeskTask]) -> [Int] {
        tasks.compactMap { CaseNumber.read($0.key.caseID).subject?.sequence }
    }

    @Test func aRareWordAFrequentOneAndNoneAreCountedExactlyAndPagedByDueDate() throws {
        let person = Sample.operatorLi
        let all = (0..<Self.count).filter { $0 % 10 != 9 }.reversed().map { $0 + 1 }
        let rare = all.filter { ($0 - 1) % 100 == 0 }
        try queue().read { db in
            for (search, expected) in [("稀有", rare), ("建议 关于", Array(all)), ("", Array(all)), ("稀有 停车", [])] {
                for page in [0, 1, expected.count / 100, (expected.count - 1) / 50, 100] where page >= 0 {
                    let list = TaskList(tab: .toSign, search: search, page: page)
                    let found = try list.found(for: person, in: db)
                    #expect(found.total == expected.count, "\(search)")
                    #expect(
                        numbers(found.tasks) == Array(expected.dropFirst(page * 50).prefix(50)),
                        "\(search) \(page)"
                    )
                }
            }
        }
    }

    @Test func aFileWhoseLinesAreOfAnOlderShapeGetsThemAgainFromItsTasks() throws {
        let database = try queue()
        try database.write { db in
            let before = try TaskList.counts(for: Sample.operatorLi, in: db)
            try db.execute(sql: "DROP TABLE desk_line; DROP TABLE desk_tally")
            try db.execute(sql: "CREATE TABLE desk_line (case_id TEXT, unit TEXT); CREATE TABLE desk_tally (unit TEXT)")
            try TaskTable.create(in: db)
            #expect(try TaskList.counts(for: Sample.operatorLi, in: db) == before)
            #expect(before[.toClaim] == Self.count / 10 * 9)
        }
    }

    @Test func whatIsOverdueIsCountedFromItsEndOfTheQueue() throws {
        try queue().read { db in
            let first = try #require(try Int64.fetchOne(db, sql: "SELECT min(due) FROM desk_line"))
            let list = TaskList(tab: .toClaim, overdueAt: Instant(milliseconds: first + 99))
            let found = try list.found(for: Sample.operatorLi, in: db)
            #expect(found.total == 90)
            #expect(found.tasks.count == 50)
        }
    }

    @Test func aSearchReadsTheTextsOfItsClassesAloneAndWhatIsOverdueIsFoundInTheQueue() throws {
        try queue().read { db in
            let search = try TaskList(tab: .toSign, search: "建议").plan(for: Sample.operatorLi, in: db)
            #expect(search.contains("COVERING INDEX desk_line_search (class=?"), "\(search)")
            let moment = Instant(milliseconds: 0)
            let overdue = try TaskList(tab: .toSign, overdueAt: moment).plan(for: Sample.operatorLi, in: db)
            #expect(overdue.contains("desk_line_queue (state=? AND <expr>=? AND due<?)"), "\(overdue)")
        }
    }
}

extension TaskList {
    /// How SQLite counts it.
    fileprivate func plan(for person: Person, in db: Database) throws -> String {
        let sql = try "EXPLAIN QUERY PLAN \(countSQL(classes(for: person, in: db)))"
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { $0["detail"] as String }
            .joined(separator: "\n")
    }
}

extension CaseNumber {
    fileprivate static func sample(_ n: Int) -> String {
        CaseNumber(
            district: "420100",
            caseType: "deputy-suggestion",
            openedOn: LocalDate(Instant(milliseconds: 1_682_557_200_000)),
            sequence: n + 1
        ).description
    }
}
