import CaseworkTesting
import EventStore

/// What an owner's stream holds.
struct Journal {
    /// The chain hash of each entry, by its number; the last record that has it counts.
    var chains: [Int64: [UInt8]] = [:]

    static func entries(of owner: String, in broker: MemoryBroker) throws -> Journal {
        var journal = Journal()
        for record in broker.records(from: "journal.\(owner)") where record.message.type == "huiban.journal.v1" {
            for entry in try JournalRecord.decode(record.message.body).entries { journal.chains[entry.n] = entry.chain }
        }
        return journal
    }

    /// Whether every entry from the first to this one is there.
    func isWhole(through n: Int64) -> Bool { n <= 0 || (1...n).allSatisfy { chains[$0] != nil } }
}
