/// Chance that can be played again: the same seed gives the same numbers on every machine (PCG-XSH-RR, 64/32 bits).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = 0
        step()
        state &+= seed
        step()
    }

    package mutating func next() -> UInt64 { UInt64(half()) << 32 | UInt64(half()) }

    private mutating func half() -> UInt32 {
        let old = state
        step()
        let shifted = UInt32(truncatingIfNeeded: ((old >> 18) ^ old) >> 27)
        let turn = UInt32(truncatingIfNeeded: old >> 59)
        return (shifted >> turn) | (shifted << ((~turn &+ 1) & 31))
    }

    private mutating func step() { state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 }
}
