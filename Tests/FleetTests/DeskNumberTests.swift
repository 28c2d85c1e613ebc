import Casework
import CaseworkTesting
import Contracts
import Desk
import EventStore
import Testing

@Suite("Document numbers")
struct DeskNumberTests {
    private func signOff(_ number: Int) -> Assignment.Content {
        Sample.content("sign-off", caseID: "WH-420100-DS-20230427-\(100_000 + number)-00") {
            $0.issues = "reply-letter"
            $0.outcomes = ["signed", "returned"]
        }
    }

    @Test func interleavedSignOffsGetGaplessNumbersAndRefusalsTakeNone() throws {
        let bench = try DeskBench()
        let tasks = (0..<40).map(signOff)
        for task in tasks { try bench.receive(Sample.assignment(task)) }
        var random = SplitMix(seed: 20_230_333)
        var waiting = (tasks + tasks).map(TaskKey.init)
        var numbers: [String] = []
        while !waiting.isEmpty {
            let key = waiting.remove(at: Int(random.next() % UInt64(waiting.count)))
            // Every third try is wrong first: a refusal must not burn a number.
            if random.next() % 3 == 0 { _ = try bench.complete(key, "nonsense", by: Sample.leaderGao) }
            if case .success(let accepted) = try bench.complete(key, "signed", by: Sample.leaderGao) {
                numbers.append(try #require(accepted.report.completed?.document))
            }
        }
        #expect(numbers == (1...40).map { "武房函〔2023〕\($0)号" })
    }

    @Test func workThatFailsAfterTheNumberWasTakenGivesItBack() throws {
        let bench = try DeskBench()
        let first = signOff(1)
        let second = signOff(2)
        try bench.receive(Sample.assignment(first))
        try bench.receive(Sample.assignment(second))
        struct Cut: Error {}
        #expect(throws: Cut.self) {
            try bench.commit { tx in
                _ = try bench.desk.complete(
                    TaskKey(first),
                    outcome: "signed",
                    fields: [:],
                    by: Sample.leaderGao,
                    in: tx
                )
                throw Cut()
            }
        }
        let result = try bench.complete(TaskKey(second), "signed", by: Sample.leaderGao)
        #expect(try result.get().report.completed?.document == "武房函〔2023〕1号")
    }

    @Test func aPaperSentBackGetsNoNumber() throws {
        let bench = try DeskBench()
        let content = signOff(1)
        try bench.receive(Sample.assignment(content))
        let result = try bench.complete(TaskKey(content), "returned", by: Sample.leaderGao)
        #expect(try result.get().report.completed?.document == nil)
        #expect(try bench.store.read { try NumberRegister().lines(in: $0) }.isEmpty)
    }

    @Test func aNewYearBeginsANewSeries() throws {
        let bench = try DeskBench()
        for number in 1...2 { try bench.receive(Sample.assignment(signOff(number))) }
        let first = try bench.complete(TaskKey(signOff(1)), "signed", by: Sample.leaderGao)
        bench.now = Instant(milliseconds: 1_704_038_399_999)  // 2023-12-31T23:59:59.999+08:00
        #expect(try first.get().report.completed?.document == "武房函〔2023〕1号")
        bench.now = bench.now + 1
        let second = try bench.complete(TaskKey(signOff(2)), "signed", by: Sample.leaderGao)
        #expect(try second.get().report.completed?.document == "武房函〔2024〕1号")
    }

    @Test func anUndoMakesTheNumberVoidAndItIsNeverUsedAgain() throws {
        let bench = try DeskBench()
        let content = signOff(1)
        try bench.receive(Sample.assignment(content))
        _ = try bench.complete(TaskKey(content), "signed", by: Sample.leaderGao)
        var undo = content
        undo.isUndo = true
        undo.issues = nil
        undo.outcomes = ["done"]
        undo.covers = ["武房函〔2023〕1号", "武督报〔2023〕7号"]
        try bench.receive(Sample.assignment(undo))
        let undone = try bench.complete(TaskKey(undo), by: Sample.leaderGao)
        #expect(try undone.get().report.completed?.voided == ["武房函〔2023〕1号"])
        try bench.receive(Sample.assignment(signOff(2)))
        let next = try bench.complete(TaskKey(signOff(2)), "signed", by: Sample.leaderGao)
        #expect(try next.get().report.completed?.document == "武房函〔2023〕2号")
        let lines = try bench.store.read { try NumberRegister().lines(in: $0) }
        #expect(lines.map { $0.voidedAt != nil } == [true, false])
    }

    @Test func anUndoByCounterDocumentLeavesTheNumberStanding() throws {
        let bench = try DeskBench()
        let content = signOff(1)
        try bench.receive(Sample.assignment(content))
        _ = try bench.complete(TaskKey(content), "signed", by: Sample.leaderGao)
        var undo = content
        undo.isUndo = true
        undo.issues = "correction-notice"
        undo.outcomes = ["done"]
        undo.covers = ["武房函〔2023〕1号"]
        try bench.receive(Sample.assignment(undo))
        let completion = try bench.complete(TaskKey(undo), by: Sample.leaderGao).get().report.completed
        #expect(completion?.document == "武房更〔2023〕1号")
        #expect(completion?.voided == [])
    }

    @Test func aDocumentWithoutASeriesHasNoNumber() throws {
        let bench = try DeskBench()
        let content = Sample.content("notice") { $0.issues = "meeting-notice" }
        try bench.receive(Sample.assignment(content))
        #expect(try bench.complete(TaskKey(content), by: Sample.operatorLi).get().report.completed?.document == nil)
    }

    /// Each agency counts for itself: a number that two of them could write would stand for two documents.
    @Test func noTwoAgenciesCanWriteTheSameNumber() throws {
        let books = try Fixture.books()
        var written: [String: String] = [:]
        for agency in books.registry.agencies.keys.sorted() {
            let rules = DeskRules(books: books, agency: agency)
            for (document, series) in rules.documents {
                guard let text = series.number(short: rules.short, year: 2024, n: 1) else { continue }
                #expect(written[text] == nil, "\(document) of \(agency), \(written[text] ?? ""): \(text)")
                written[text] = "\(document) of \(agency)"
            }
        }
        let (housing, police) = (DeskRules(books: books, agency: "housing"), DeskRules(books: books, agency: "police"))
        func number(_ document: String, _ rules: DeskRules) -> String? {
            rules.documents[document]?.number(short: rules.short, year: 2024, n: 1, places: ["street": "示例一街道"])
        }
        // Its own document is written as ever; that of another, or of whoever leads, says whose it is.
        #expect(number("rectification-notice", housing) == "武房检告〔2024〕1号")
        #expect(number("rectification-notice", police) == "武房检告公〔2024〕1号")
        #expect(number("conference-minutes", housing) == "示例一街道联房〔2024〕1号")
        #expect(number("conference-minutes", police) == "示例一街道联公〔2024〕1号")
        #expect(number("reply-letter", police) == "武公函〔2024〕1号")
    }

    @Test func placesStandInANumberWhereTheCaseNamesThem() {
        let series = DocumentSeries(title: Words(zh: "", en: ""), pattern: "{street}约谈〔{year}〕{n}号")
        #expect(series.number(short: "民", year: 2023, n: 12, places: ["street": "水果湖街"]) == "水果湖街约谈〔2023〕12号")
        #expect(series.number(short: "民", year: 2023, n: 12) == "约谈〔2023〕12号")
    }
}

/// A seeded generator, so that a failure can be repeated.
private struct SplitMix {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
