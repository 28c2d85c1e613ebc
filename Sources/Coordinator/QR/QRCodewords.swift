/// What a QR code says, as the bytes that are laid on its sheet: content, padding, and the remainders that mend faults.
struct QRCodewords {
    let version: Int
    let bytes: [UInt8]

    /// The blocks of each version at level M: how many, bytes of content in each, bytes that mend in each.
    private static let blocks = [(1, 16, 10), (1, 28, 16), (1, 44, 26), (2, 32, 18), (2, 43, 24), (4, 27, 16)]

    /// Takes the smallest version that holds the content; nil when none does.
    init?(_ content: [UInt8]) {
        // Four bits say that bytes follow, eight how many, four that they end.
        guard let index = Self.blocks.firstIndex(where: { content.count + 2 <= $0.0 * $0.1 }) else { return nil }
        version = index + 1
        let (count, length, mending) = Self.blocks[index]
        var bits = QRBits()
        bits.append(0b0100, 4)
        bits.append(content.count, 8)
        for byte in content { bits.append(Int(byte), 8) }
        bits.append(0, 4)
        var data = bits.bytes
        while data.count < count * length { data.append((data.count - content.count) % 2 == 0 ? 0xEC : 0x11) }
        let parts = (0..<count).map { Array(data[$0 * length..<($0 + 1) * length]) }
        let remainders = parts.map { QRField.remainder(of: $0, count: mending) }
        // One byte of each block in turn, so that a stain hurts all of them a little.
        bytes =
            (0..<length).flatMap { place in parts.map { $0[place] } }
            + (0..<mending).flatMap { place in remainders.map { $0[place] } }
    }
}

/// Bits in their order, most significant first.
private struct QRBits {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    mutating func append(_ value: Int, _ width: Int) {
        for place in (0..<width).reversed() {
            if count % 8 == 0 { bytes.append(0) }
            if value >> place & 1 == 1 { bytes[count / 8] |= 0x80 >> UInt8(count % 8) }
            count += 1
        }
    }
}

/// The field of 256 elements in which QR codes count (x⁸ + x⁴ + x³ + x² + 1).
private enum QRField {
    private static func product(_ first: UInt8, _ second: UInt8) -> UInt8 {
        var (result, factor) = (UInt8(0), first)
        for place in 0..<8 {
            if second >> UInt8(place) & 1 == 1 { result ^= factor }
            factor = factor << 1 ^ (factor & 0x80 == 0 ? 0 : 0x1D)
        }
        return result
    }

    /// (x - 1)(x - 2)(x - 4)… with `count` factors, without its leading 1.
    private static func generator(_ count: Int) -> [UInt8] {
        var (factors, root) = ([UInt8](), UInt8(1))
        for _ in 0..<count {
            let longer = factors + [0]
            let shifted = [1] + factors
            factors = zip(longer, shifted).map { $0 ^ product($1, root) }
            root = product(root, 2)
        }
        return factors
    }

    /// What is left of the content, divided by the generator: the bytes that mend.
    static func remainder(of content: [UInt8], count: Int) -> [UInt8] {
        let generator = generator(count)
        var rest = [UInt8](repeating: 0, count: count)
        for byte in content {
            let factor = byte ^ rest[0]
            rest = zip(rest.dropFirst() + [0], generator).map { $0 ^ product($1, factor) }
        }
        return rest
    }
}
