import Casework
import EventStore
import Testing

/// A walk over a log names the first entry that is not what was recorded.
@Suite struct LogProofTests {
    private let entries: [Entry]

    init() {
        var entries: [Entry] = []
        for n in Int64(1)...20 {
            var entry = Entry(
                n: n,
                epoch: 1,
                at: noon + n,
                kind: "added",
                caseID: "A",
                body: Array(#"{"amount":\#(n)}"#.utf8),
                chain: []
            )
            entry.chain = Chain.next(after: entries.last?.chain ?? Chain.start, entry)
            entries.append(entry)
        }
        self.entries = entries
    }

    private func proof(of entries: [Entry]) -> LogProof {
        var proof = LogProof()
        for entry in entries { proof.take(entry) }
        return proof
    }

    @Test func anUntouchedLogIsWholeToItsEnd() throws {
        let proof = proof(of: entries)
        #expect(proof.flaw == nil)
        #expect(proof.end == LogEnd(n: 20, epoch: 1, chain: try #require(entries.last).chain))
    }

    @Test func anEmptyLogIsWhole() {
        #expect(proof(of: []).flaw == nil)
        #expect(proof(of: []).end == .start)
    }

    @Test(arguments: 0..<20) func aChangedByteOfAnEntryIsNamed(index: Int) {
        var changed = entries
        changed[index].body[3] ^= 1
        let proof = proof(of: changed)
        #expect(proof.flaw == .altered(n: Int64(index) + 1))
        #expect(proof.end.n == Int64(index), "what comes before it holds")
    }

    @Test func everyFieldOfAnEntryIsCovered() {
        let changes: [(inout Entry) -> Void] = [
            { $0.epoch = 2 }, { $0.at = $0.at + 1 }, { $0.kind = "adde" }, { $0.caseID = "B" }, { $0.body = [] },
            { $0.chain[31] ^= 1 },
        ]
        for change in changes {
            var changed = entries
            change(&changed[6])
            #expect(proof(of: changed).flaw == .altered(n: 7))
        }
    }

    @Test(arguments: 0..<19) func aMissingEntryIsNamed(index: Int) {
        var short = entries
        short.remove(at: index)
        #expect(proof(of: short).flaw == .missing(n: Int64(index) + 1))
    }

    @Test func anEntryWhoseHashWasMadeToFitBreaksTheNextOne() {
        var changed = entries
        changed[4].body[3] ^= 1
        changed[4].chain = Chain.next(after: changed[3].chain, changed[4])
        #expect(proof(of: changed).flaw == .altered(n: 6), "whoever goes on to the end is found by the journal alone")
    }
}
