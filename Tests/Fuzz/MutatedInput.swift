import HostileInput

/// Changes inputs that are JSON by their structure half of the time, and all others by their bytes.
struct MutatedInput {
    /// Nil for an entrance whose inputs are no JSON.
    private let mutator: MessageMutator?

    init(_ entrance: Entrance) throws {
        let seeds = try entrance.seeds()
        let isJSON = seeds.allSatisfy { $0.first == UInt8(ascii: "{") }
        mutator = isJSON ? MessageMutator(seeds, seed: 0, longest: 1 << 15) : nil
    }

    /// Puts the next input in place of this one; its length.
    func replace(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: UInt64) -> Int {
        guard var mutator = mutator?.seeded(seed), seed.isMultiple(of: 2) else {
            return mutateBytes(bytes, count, most)
        }
        let changed = mutator.changed(Array(UnsafeBufferPointer(start: bytes, count: count))) ?? []
        guard !changed.isEmpty, changed.count <= most else { return mutateBytes(bytes, count, most) }
        _ = UnsafeMutableBufferPointer(start: bytes, count: most).update(fromContentsOf: changed)
        return changed.count
    }
}
