/// The modules of a QR code under one of the eight masks.
struct QRSheet {
    private let size: Int
    private(set) var modules: [Bool]
    /// Modules of the patterns, which no mask changes.
    private var isFixed: [Bool]

    init(_ codewords: QRCodewords, mask: Int) {
        size = codewords.version * 4 + 17
        modules = [Bool](repeating: false, count: size * size)
        isFixed = modules
        drawPatterns(version: codewords.version)
        drawFormat(mask)
        lay(codewords.bytes, mask)
    }

    private mutating func fix(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        modules[y * size + x] = isDark
        isFixed[y * size + x] = true
    }

    /// The three corners with their light borders, the two rulers, and the small square of all but the first version.
    private mutating func drawPatterns(version: Int) {
        for place in 0..<size {
            fix(place, 6, place % 2 == 0)
            fix(6, place, place % 2 == 0)
        }
        for (left, top) in [(3, 3), (size - 4, 3), (3, size - 4)] {
            for x in -4...4 {
                for y in -4...4 { fix(left + x, top + y, ![2, 4].contains(max(abs(x), abs(y)))) }
            }
        }
        guard version > 1 else { return }
        for x in -2...2 {
            for y in -2...2 { fix(size - 7 + x, size - 7 + y, max(abs(x), abs(y)) != 1) }
        }
    }

    /// Level and mask, twice, with the bits that mend them.
    private mutating func drawFormat(_ mask: Int) {
        var rest = mask
        for _ in 0..<10 { rest = rest << 1 ^ (rest >> 9) * 0x537 }
        let bits = (mask << 10 | rest) ^ 0x5412
        for place in 0..<15 {
            let isDark = bits >> place & 1 == 1
            switch place {
            case 0..<6: fix(8, place, isDark)
            case 6: fix(8, 7, isDark)
            case 7: fix(8, 8, isDark)
            case 8: fix(7, 8, isDark)
            default: fix(14 - place, 8, isDark)
            }
            if place < 8 { fix(size - 1 - place, 8, isDark) } else { fix(8, size - 15 + place, isDark) }
        }
        fix(8, size - 8, true)
    }

    /// Lays the bits in columns of two, up and down in turn from the right, past the upright ruler.
    private mutating func lay(_ bytes: [UInt8], _ mask: Int) {
        var place = 0
        for pair in stride(from: size - 1, to: 0, by: -2) {
            let right = pair <= 6 ? pair - 1 : pair
            let isUp = (right + 1) & 2 == 0
            for step in 0..<size {
                let y = isUp ? size - 1 - step : step
                for x in [right, right - 1] where !isFixed[y * size + x] {
                    // A few modules are left over and stay light before the mask.
                    let isSet = place < bytes.count * 8 && bytes[place / 8] >> UInt8(7 - place % 8) & 1 == 1
                    modules[y * size + x] = isSet != Self.flips(mask, x, y)
                    place += 1
                }
            }
        }
    }

    private static func flips(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}

extension QRSheet {
    /// How hard the sheet is to read: long runs, squares, what looks like a corner, and too much of one colour.
    var penalty: Int {
        let rows = (0..<size).map { y in (0..<size).map { modules[y * size + $0] } }
        let columns = (0..<size).map { x in (0..<size).map { modules[$0 * size + x] } }
        let lines = (rows + columns).reduce(0) { $0 + Self.runs(in: $1) + Self.corners(in: $1) }
        var squares = 0
        for y in 1..<size {
            for x in 1..<size where Set([rows[y][x], rows[y - 1][x], rows[y][x - 1], rows[y - 1][x - 1]]).count == 1 {
                squares += 3
            }
        }
        let dark = modules.count(where: \.self)
        return lines + squares + abs(dark * 20 - modules.count * 10) / modules.count * 10
    }

    private static func runs(in line: [Bool]) -> Int {
        var (sum, length) = (0, 0)
        for (place, isDark) in line.enumerated() {
            length = place > 0 && line[place - 1] == isDark ? length + 1 : 1
            if length == 5 { sum += 3 } else if length > 5 { sum += 1 }
        }
        return sum
    }

    private static let corner = [true, false, true, true, true, false, true]

    private static func corners(in line: [Bool]) -> Int {
        let light = [Bool](repeating: false, count: 4)
        guard line.count >= 11 else { return 0 }
        return (0...line.count - 11).count { place in
            let part = Array(line[place..<place + 11])
            return part == corner + light || part == light + corner
        } * 40
    }
}
