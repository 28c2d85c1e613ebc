/// Throws that a seed decides, in the words a generator speaks.
struct Dice {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// True in so many of a hundred throws.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    /// One of a list that has at least one.
    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[Int.random(in: list.indices, using: &random)]
    }

    /// So many of a list, or all of a shorter one, in the order of the list.
    mutating func some<Element>(_ count: Int, of list: [Element]) -> [Element] {
        list.indices.shuffled(using: &random).prefix(count).sorted().map { list[$0] }
    }

    mutating func shuffled<Element>(_ list: [Element]) -> [Element] { list.shuffled(using: &random) }
}
