import Casework
import CaseworkTesting
import Contracts
import Foundation
import GRDB
import Testing

@testable import Coordinator
@testable import EventStore

/// The example case among others, exported: what the file proves, and what another copy of the log adds.
@Suite struct CaseExportTests {
    private let bench: CoordinatorBench
    private let caseID: String
    private let export: CaseExport

    init() throws {
        let bench = try CoordinatorBench()
        let now = try Instant.city("2023-04-27 10:00")
        let office = bench.office
        _ = try bench.ledger.commit([{ try office.library.take(office.loaded, $0) }], now: now)
        for number in 1...3 {
            let submission = try bench.submission(number)
            _ = try bench.ledger.commit([{ _ = try office.intake.submit(submission, $0) }], now: now)
        }
        let all = try bench.store.read { try String.fetchAll($0, sql: "SELECT id FROM cases ORDER BY seq") }
        // Facts of the case on both sides of another case's, and two that stand next to each other.
        let more = Ruling.Decision.extend(TaskRef(step: "register"), by: .workingDays(1))
        for (number, index) in [1, 1, 0, 1].enumerated() {
            let ruling = Ruling(id: "more-\(number)", by: "coordinator-luo", reason: "情况说明", decision: more)
            _ = try bench.ledger.commit([{ _ = try office.decisions.rule(ruling, on: all[index], $0) }], now: now)
        }
        self.bench = bench
        caseID = all[1]
        export = try CaseExportTests.export(all[1], bench, at: now)
    }

    private static func export(_ id: String, _ bench: CoordinatorBench, at now: Instant) throws -> CaseExport {
        let views = CaseViews(library: bench.office.library, people: [:])
        return try #require(try bench.store.read { try views.export(id, by: "coordinator-luo", at: now, in: $0) })
    }

    private func flaw(_ change: (inout CaseExport) -> Void) -> CaseFlaw? {
        var changed = export
        change(&changed)
        return CaseProof(changed).flaw
    }

    @Test func theExampleCaseHoldsByItselfAndIsReadAsItWasWritten() throws {
        let proof = CaseProof(export)
        #expect(proof.flaw == nil)
        #expect(proof.runs > 1 && proof.unseen > 0, "other cases stand between")
        #expect(export.entries.count > 3)
        let end = try bench.store.end()
        #expect(export.head == CaseExport.Head(n: end.n, epoch: end.epoch, chain: end.chain.hex))
        #expect(export.history.contains { $0["zh"]?.text?.isEmpty == false })
        let value = try ValueEncoding.value(export)
        #expect(ValueDecoding.decode(CaseExport.self, from: value) == .good(export, warnings: []))
    }

    @Test func aCaseThatIsNotThereIsNotExported() throws {
        let views = CaseViews(library: bench.office.library, people: [:])
        let none = try bench.store.read { try views.export("WH-0", by: "x", at: noonOfTests, in: $0) }
        #expect(none == nil)
    }

    @Test func anyChangeOfOneFieldOfOneEntryIsNamed() {
        for seed in UInt64(1)...2000 {
            var chance = SeededGenerator(seed: seed)
            let index = Int.random(in: export.entries.indices, using: &chance)
            var changed = export
            let field = OneField.allCases.randomElement(using: &chance) ?? .body
            field.change(&changed.entries[index], using: &chance)
            #expect(changed != export, "seed \(seed)")
            #expect(CaseProof(changed).flaw?.index == index, "seed \(seed): \(field) of entry \(index)")
        }
    }

    @Test func anotherCasesNumberFitsNoEntry() {
        #expect(flaw { $0.caseID += "1" } == CaseFlaw(index: 0, n: export.entries[0].n, reason: .altered))
    }

    @Test func entriesNextToEachOtherNeitherPartNorChangePlaces() throws {
        let entries = export.entries
        let index = try #require(
            entries.indices.dropFirst().dropLast().first {
                entries[$0 - 1].n == entries[$0].n - 1 && entries[$0 + 1].n > entries[$0].n
            }
        )
        #expect(flaw { $0.entries.swapAt(index - 1, index) }?.reason == .order)
        // One that was written anew, with a hash that fits, behind the one that was recorded.
        let forged = flaw {
            $0.entries[index].body += " "
            $0.entries[index].before = String(repeating: "0", count: 64)
            let entry = $0.entries[index].entry(of: $0.caseID)
            $0.entries[index].chain = Chain.next(after: Chain.start, entry).hex
        }
        #expect(forged == CaseFlaw(index: index, n: entries[index].n, reason: .link))
    }

    @Test func anEmptyFileAndAHeadBeforeTheLastEntryDoNotHold() throws {
        #expect(flaw { $0.entries = [] }?.reason == .missing)
        #expect(flaw { $0.head.n = 1 }?.reason == .head)
        #expect(flaw { $0.head.chain = "0" }?.reason == .head)
    }

    @Test func whatTheFileAloneDoesNotShowAnotherCopyOfTheLogShows() throws {
        let last = try #require(export.entries.last)
        // A whole run left out, and a run written anew, hold by themselves: only the log tells.
        var short = export
        short.entries.removeLast()
        var forged = export
        forged.entries[forged.entries.count - 1].body += " "
        let entry = forged.entries[forged.entries.count - 1].entry(of: caseID)
        let before = try #require([UInt8](hex: last.before))
        forged.entries[forged.entries.count - 1].chain = Chain.next(after: before, entry).hex
        if last.n == export.head.n { forged.head.chain = forged.entries[forged.entries.count - 1].chain }
        #expect(CaseProof(short).flaw == nil && CaseProof(forged).flaw == nil)

        let log = try LogFile(path: try bench.store.read { try String.fetchOne($0, sql: Self.path) } ?? "")
        let proof = try log.proof()
        #expect(try CaseComparison(export, with: log, proof).flaw == nil)
        #expect(try CaseComparison(export, with: log, proof).through == export.head.n)
        #expect(try CaseComparison(short, with: log, proof).flaw?.reason == .missing)
        #expect(try CaseComparison(forged, with: log, proof).flaw?.n == last.n)
        #expect(CaseComparison(export, with: export).flaw == nil)
        #expect(CaseComparison(short, with: export).flaw?.reason == .missing)
        #expect(CaseComparison(export, with: short).flaw?.reason == .added)
        #expect(CaseComparison(forged, with: export).flaw?.reason == .different)
    }

    @Test func aLaterExportHasWhatAnEarlierOneHadAndMore() throws {
        let ruling = Ruling(
            id: "later",
            by: "coordinator-luo",
            reason: "个人事项",
            decision: .end(TaskRef(step: "register"), outcome: "not-accepted", fields: ["reason": "个人事项"])
        )
        let (now, office, caseID) = (try Instant.city("2023-04-27 11:00"), bench.office, caseID)
        _ = try bench.ledger.commit([{ _ = try office.decisions.rule(ruling, on: caseID, $0) }], now: now)
        let later = try Self.export(caseID, bench, at: now)
        #expect(later.entries.count > export.entries.count)
        let comparison = CaseComparison(later, with: export)
        #expect(comparison.flaw == nil)
        #expect(comparison.through == export.head.n)
    }

    private static let path = "SELECT file FROM pragma_database_list WHERE name = 'main'"
    private let noonOfTests = Instant(milliseconds: 1_682_568_000_000)
}

/// One field of an exported entry.
private enum OneField: CaseIterable {
    case n, epoch, at, kind, before, body, chain

    /// Puts another value there.
    func change(_ line: inout CaseExport.Line, using chance: inout SeededGenerator) {
        let step = Int64.random(in: 1...1000, using: &chance) * (Bool.random(using: &chance) ? 1 : -1)
        switch self {
        case .n: line.n += step
        case .epoch: line.epoch += step
        case .at: line.at += step
        case .kind: change(&line.kind, using: &chance)
        case .before: change(&line.before, using: &chance)
        case .body: change(&line.body, using: &chance)
        case .chain: change(&line.chain, using: &chance)
        }
    }

    /// Takes a sign away, puts one in, or puts another one in its place.
    private func change(_ text: inout String, using chance: inout SeededGenerator) {
        var signs = Array(text.unicodeScalars)
        let index = Int.random(in: signs.indices, using: &chance)
        switch Int.random(in: 0..<3, using: &chance) {
        case 0: signs.remove(at: index)
        case 1: signs.insert("0", at: index)
        default: signs[index] = signs[index] == "a" ? "b" : "a"
        }
        var changed = String.UnicodeScalarView()
        changed.append(contentsOf: signs)
        text = String(changed)
    }
}
