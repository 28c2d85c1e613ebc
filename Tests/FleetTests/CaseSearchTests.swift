import EventStore
import GRDB
import Testing

@testable import Coordinator

@Suite struct CaseSearchTests {
    private func database() throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        try database.write { db in
            try TextSearch.add(to: db)
            try CaseBook(library: Library()).create(in: db)
            for n in 1...1_200 {
                try db.execute(
                    sql: """
                        INSERT INTO cases VALUES (?, ?, 'deputy-suggestion', ?, 'suggestions', ?, 0, ?, NULL, NULL, NULL, '', 0,
                        NULL, NULL, x'')
                        """,
                    arguments: [
                        n, "WH-\(n)-DS", n % 100 == 0 ? "百分之\(n)% 的_建议" : "关于停车难的建议", "BENCH-\(n)",
                        n % 3 == 0 ? 1 : nil,
                    ]
                )
            }
        }
        return database
    }

    @Test func rareAndFrequentWordsAreCountedExactlyAndPagedNewestFirst() throws {
        let everything = Array((1...1_200).map(Int64.init).reversed())
        let open = everything.filter { $0 % 3 != 0 }
        let hundreds = everything.filter { $0 % 100 == 0 }
        let asked: [(CaseSearch, [Int64])] = [
            (CaseSearch(words: "", isOpenOnly: false), everything), (CaseSearch(words: "", isOpenOnly: true), open),
            (CaseSearch(words: "建议", isOpenOnly: false), everything),
            (CaseSearch(words: "建议", isOpenOnly: true), open),
            (CaseSearch(words: "bench-77", isOpenOnly: false), [779, 778, 777, 776, 775, 774, 773, 772, 771, 770, 77]),
            (CaseSearch(words: "wh-12-ds", isOpenOnly: false), [12]),
            (CaseSearch(words: "BENCH-12000", isOpenOnly: false), []),
            (CaseSearch(words: "0% 的_", isOpenOnly: false), hundreds),
            (CaseSearch(words: "%%", isOpenOnly: false), []), (CaseSearch(words: "\\", isOpenOnly: false), []),
        ]
        try database().read { db in
            for (search, expected) in asked {
                for page in [0, 1, 20] {
                    let found = try search.page(page, of: 50, in: db)
                    #expect(found.total == expected.count, "\(search)")
                    #expect(found.shown == Array(expected.dropFirst(page * 50).prefix(50)), "\(search) \(page)")
                }
            }
        }
    }
}
