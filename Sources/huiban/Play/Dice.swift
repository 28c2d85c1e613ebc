/// Chance that depends on a seed and on what is asked for alone, so that crashes and timing do not change the choices.
struct Dice: Hashable, Sendable {
    let seed: UInt64

    /// A number for one question about one thing.
    func roll(_ thing: String, _ question: String) -> UInt64 {
        "\(seed)/\(thing)/\(question)".utf8.reduce(14_695_981_039_346_656_037 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 1_099_511_628_211
        } >> 17
    }

    /// Whether it happens to one thing out of so many.
    func oneIn(_ many: UInt64, _ thing: String, _ question: String) -> Bool { roll(thing, question) % many == 0 }

    /// The same things in an order of chance.
    func shuffled<Element>(_ elements: [Element], _ thing: String, _ question: String) -> [Element] {
        let keys = elements.indices.map { roll("\(thing)#\($0)", question) }
        return elements.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { elements[$0] }
    }
}
