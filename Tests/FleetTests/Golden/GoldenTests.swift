import Casework
import Contracts
import Fleet
import Foundation
import Testing

@testable import Coordinator
@testable import EventStore

/// Every log and every message that a version has ever written is read by today's (`Golden`).
@Suite struct GoldenTests {
    private let generations: [Golden]

    init() throws { generations = try Golden.generations.get() }

    private static let add = "how to add it: a line in Tests/Golden/more.tsv if no play brings it, then ops/golden add"

    @Test func thereIsAtLeastOneGeneration() { #expect(!generations.isEmpty) }

    @Test func everyKindOfEntryThatTheSourcesNameStandsInALogAndHasAType() throws {
        let logged = Set(try generations.flatMap { golden in try Golden.owners.flatMap(golden.log).map(\.kind) })
        let named = try GoldenKinds.named()
        let folded = try Golden.owners.reduce(into: Set<String>()) { kinds, owner in
            for fold in try GoldenOffice.of(owner).folds { kinds.formUnion(fold.kinds) }
        }
        #expect(named.isSuperset(of: folded), "a kind is named otherwise than GoldenKinds.named looks for it")
        #expect(named.subtracting(logged).sorted() == [], "\(Self.add)")
        #expect(named.subtracting(GoldenKinds.bodies.keys).sorted() == [], "GoldenKinds.bodies says what its body is")
    }

    @Test func everyTypeOfMessageIsThere() throws {
        let types = Set(
            try generations.flatMap { try $0.messages() }.compactMap { JSONText.value($0).subject?["type"]?.text }
        )
        #expect(Set(MessageType.allCases.map(\.rawValue)).subtracting(types).sorted() == [], "\(Self.add)")
    }

    @Test(arguments: Golden.owners) func everyEntryIsReadWithoutLoss(owner: String) throws {
        for golden in generations {
            for entry in try golden.log(owner) {
                let loss = try GoldenKinds.loss(in: entry)
                #expect(loss == nil, "\(golden.name)/\(owner).tsv: entry \(entry.n), \(entry.kind): \(loss ?? "")")
            }
        }
    }

    @Test func everyMessageIsReadWithoutLoss() throws {
        for golden in generations {
            for (index, message) in try golden.messages().enumerated() {
                let fault = try GoldenMessages.fault(in: message)
                #expect(fault == nil, "\(golden.name)/messages.jsonl: line \(index + 1): \(fault ?? "")")
            }
        }
    }

    /// With `HUIBAN_GOLDEN=tables` what stands for the tables is written anew (`ops/golden tables`).
    @Test(arguments: Golden.owners) func everyLogIsFoldedToTheTablesItHad(owner: String) throws {
        let isWriting = ProcessInfo.processInfo.environment["HUIBAN_GOLDEN"] == "tables"
        for golden in generations {
            let expected = try #require(golden.manifest.owners[owner], "\(golden.name)")
            let store = try GoldenOffice.replayed(owner, golden)
            let end = try store.end()
            #expect(end.n == expected.n && end.chain.hex == expected.chain, "\(golden.name)/\(owner).tsv was changed")
            let tables = try store.tableDigests()
            if isWriting { try golden.write(tables, of: owner) }
            let different = Set(tables.keys).union(expected.tables.keys).filter { tables[$0] != expected.tables[$0] }
            #expect(
                isWriting || different.isEmpty,
                "\(golden.name): \(owner) has other rows in \(different.sorted()); if that is meant: ops/golden tables"
            )
            #expect(try store.refold().different == [], "\(golden.name): \(owner)")
            // Entries of today's tables are read by whoever asks for the history of a case.
            if owner == "coordinator" { try expectHistories(golden, store) }
        }
    }

    private func expectHistories(_ golden: Golden, _ store: Store) throws {
        let views = CaseViews(library: try CoordinatorBench().office.library, people: [:])
        let cases = try store.read { try views.list(isOpen: nil, type: nil, limit: 1000, in: $0) }
        #expect(cases.count > 10, "\(golden.name)")
        for line in cases {
            let history = try #require(try store.read { try views.history(line.id, in: $0) }, "\(line.id)")
            #expect(!history.isEmpty, "\(golden.name): \(line.id)")
        }
    }
}

extension Golden {
    /// Writes down what stands for the tables of one owner.
    fileprivate func write(_ tables: [String: String], of owner: String) throws {
        var golden = try Golden(folder)
        golden.manifest.owners[owner]?.tables = tables
        try golden.write()
    }
}
