/// The deliveries of one channel that wait for their settlement, and the fewest frames that settle them.
///
/// Pure. The broker counts delivery tags from 1 on each channel without a gap. Settling a tag twice would close the channel
/// (406), so what is not waiting is called stale and never sent.
package struct UnsettledTags: Sendable {
    private var front: UInt64 = 1
    private var isOpen = Fifo<Bool>()

    /// Deliveries that wait.
    package private(set) var count = 0

    package init() {}

    /// Notes a delivery.
    ///
    /// - Returns: false when the tag is not the next one, which the protocol does not allow.
    package mutating func delivered(_ tag: UInt64) -> Bool {
        guard tag == front + UInt64(isOpen.count) else { return false }
        isOpen.append(true)
        count += 1
        return true
    }

    /// Takes a tag out of those that wait.
    ///
    /// - Returns: false when it does not wait.
    package mutating func settle(_ tag: UInt64) -> Bool {
        guard tag >= front, isOpen[Int(clamping: tag - front)] == true else { return false }
        isOpen.replace(at: Int(tag - front), with: false)
        count -= 1
        return true
    }

    /// The acknowledgements for tags that `settle` has just taken out.
    ///
    /// - Parameter tags: in any order, each once.
    /// - Returns: one for all when everything up to the highest of some of them is settled, and one for each of the others.
    package mutating func acknowledgements(for tags: [UInt64]) -> [(tag: UInt64, multiple: Bool)] {
        while isOpen.first == false {
            _ = isOpen.popFirst()
            front += 1
        }
        let sorted = tags.sorted()
        let covered = sorted.prefix { $0 < front }
        var frames: [(tag: UInt64, multiple: Bool)] = []
        if let highest = covered.last { frames.append((highest, covered.count > 1)) }
        frames += sorted[covered.endIndex...].map { ($0, false) }
        return frames
    }
}
