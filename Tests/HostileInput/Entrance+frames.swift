import RabbitMQ

extension Entrance {
    /// What a broker sends: the bytes choose the frames, and three machines take them as a connection would.
    static let frames = Entrance(name: "frames", seeds: frameSeeds) { bytes in
        var play = FramePlay(bytes)
        play.run()
        return Outcome(codes: play.isOver ? ["violated"] : ["accepted"], broken: play.broken)
    }

    @Sendable private static func frameSeeds() -> [[UInt8]] {
        // Two subscriptions that open, then a delivery with a body, its settlement, a confirm, a cancel, a new connection.
        let opening: [UInt8] = [1, 1, 7, 0, 1, 1, 8, 0, 1, 1, 9, 0, 2, 1, 7, 0, 2, 1, 8, 0, 2, 1, 9, 0]
        let delivery: [UInt8] = [1, 2, 0, 1, 1, 3, 3, 0, 0, 1, 4, 3, 0, 0, 6, 0, 0]
        let publishing: [UInt8] = [0, 8, 0, 0, 5, 0, 0, 1, 0, 0, 0]
        let again: [UInt8] = [1, 5, 2, 0, 0, 9, 0] + opening
        return [opening, opening + delivery, opening + publishing + delivery + again + delivery]
    }
}

/// Reads bytes as decisions; when they are used up every further one is 0.
struct ByteChoices {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isEmpty: Bool { rest.isEmpty }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func choose(_ count: Int) -> Int { Int(byte()) % count }

    /// A number of the width in which the wire has them; small ones, and those at the ends, come often.
    mutating func number() -> UInt64 {
        switch byte() {
        case 255: .max
        case 254: UInt64(Int64.max)
        case 253: (0..<8).reduce(0) { whole, _ in whole << 8 | UInt64(byte()) }
        case let small: UInt64(small)
        }
    }
}
