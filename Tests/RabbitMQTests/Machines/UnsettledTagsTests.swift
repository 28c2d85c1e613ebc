import RabbitMQ
import Testing

@Suite struct UnsettledTagsTests {
    private func tags(_ count: UInt64) -> UnsettledTags {
        var tags = UnsettledTags()
        for tag in 1...count { #expect(tags.delivered(tag) == true) }
        return tags
    }

    private func frames(_ tags: inout UnsettledTags, _ acked: [UInt64]) -> [String] {
        for tag in acked { #expect(tags.settle(tag) == true) }
        return tags.acknowledgements(for: acked).map { $0.multiple ? "<=\($0.tag)" : "\($0.tag)" }
    }

    @Test func aWholeBatchNeedsOneFrame() {
        var tags = tags(5)
        #expect(frames(&tags, [2, 1, 3]) == ["<=3"])
        #expect(frames(&tags, [4, 5]) == ["<=5"])
        #expect(tags.count == 0)
    }

    @Test func aGapIsNotJumpedOver() {
        var tags = tags(6)
        #expect(frames(&tags, [1, 2, 4, 6]) == ["<=2", "4", "6"])
        #expect(frames(&tags, [3]) == ["3"])
        #expect(frames(&tags, [5]) == ["5"])
    }

    @Test func aTagIsSettledOnce() {
        var tags = tags(2)
        #expect(tags.settle(1) == true)
        #expect(tags.settle(1) == false)
        #expect(tags.settle(3) == false)
        #expect(tags.settle(0) == false)
    }

    @Test func aTagOutOfOrderIsNotTaken() {
        var tags = tags(2)
        #expect(tags.delivered(4) == false)
        #expect(tags.delivered(2) == false)
    }

    /// The broker's side of the rule: each frame names tags that wait, and in the end each tag was named once.
    @Test(arguments: UInt64(1)...40)
    func theBrokerIsNeverToldATagTwice(seed: UInt64) {
        var random = Seeded(state: seed)
        var tags = tags(100)
        var waiting = Set(UInt64(1)...100)
        var rest = (UInt64(1)...100).shuffled(using: &random)
        // Half of the runs are nearly in order, as in life.
        if seed.isMultiple(of: 2) { rest.sort { $0 / 10 < $1 / 10 } }
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Int.random(in: 1...20, using: &random)))
            rest.removeFirst(batch.count)
            for tag in batch { #expect(tags.settle(tag) == true) }
            for (tag, multiple) in tags.acknowledgements(for: batch) {
                #expect(waiting.contains(tag), "seed \(seed)")
                let named: Set<UInt64> = multiple ? waiting.filter { $0 <= tag } : [tag]
                #expect(named.isSubset(of: batch), "seed \(seed)")
                waiting.subtract(named)
            }
        }
        #expect(waiting.isEmpty, "seed \(seed)")
    }
}
