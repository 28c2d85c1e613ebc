/// A regular expression in the part of ECMA-262 that schemas need, matched in linear time.
///
/// Known: literals, `.`, `^ $`, classes `[a-z]` `[^…]`, `\d \D \w \W \s \S`, `\t \n \r \f \v \uXXXX \u{X…}`, escaped
/// signs, groups `( )` and `(?: )`, `|`, and the repetitions `* + ? {n} {n,} {n,m}`. Everything else (look-around,
/// back-references, lazy repetition, `\b`, `\p`) is refused when the schema is loaded.
///
/// Written by hand although Foundation has NSRegularExpression: there `\d` also matches full-width digits and `$` the
/// place before a last line feed, which ECMA-262 does not allow, and its search can take exponential time. Swift's
/// Regex matches characters, not code points, and is not Sendable.
package struct Pattern: Hashable, Sendable {
    /// Why a pattern cannot be used.
    package struct Fault: Error, Hashable, Sendable {
        package var reason: String
    }

    /// One step of the machine: look at a code point, fork, or hold a position to a condition.
    enum Step: Hashable, Sendable {
        case one(ScalarSet)
        case fork(Int, Int)
        case jump(Int)
        case atStart
        case atEnd
        case match
    }

    package let source: String
    private let steps: [Step]
    /// The set, when the pattern is `^[…]*$`: most patterns only say which signs are allowed.
    private let everySign: ScalarSet?

    package init(_ source: String) throws(Fault) {
        self.source = source
        var parser = PatternParser(source)
        let tree = try parser.parse()
        var compiler = PatternCompiler()
        try compiler.add(tree)
        steps = compiler.steps + [.match]
        if case .sequence(let parts) = tree, parts.count == 3, case .atStart = parts[0], case .atEnd = parts[2],
            case .repetition(.one(let set), least: 0, most: nil) = parts[1]
        {
            everySign = set
        } else {
            everySign = nil
        }
    }

    package static func == (left: Pattern, right: Pattern) -> Bool { left.source == right.source }

    package func hash(into hasher: inout Hasher) { hasher.combine(source) }

    /// True when the pattern matches somewhere in the text, as JSON Schema's `pattern` asks.
    package func matches(_ text: String) -> Bool {
        if let everySign { return text.unicodeScalars.allSatisfy { everySign.contains($0.value) } }
        var threads = Threads(count: steps.count)
        var next = Threads(count: steps.count)
        let scalars = text.unicodeScalars
        var isFirst = true
        var index = scalars.startIndex
        while true {
            let isLast = index == scalars.endIndex
            if follow(0, isFirst: isFirst, isLast: isLast, into: &threads) { return true }
            if isLast { return false }
            let scalar = scalars[index].value
            next.clear()
            index = scalars.index(after: index)
            let isNowLast = index == scalars.endIndex
            for at in threads.waiting {
                if case .one(let set) = steps[at], set.contains(scalar),
                    follow(at + 1, isFirst: false, isLast: isNowLast, into: &next)
                {
                    return true
                }
            }
            swap(&threads, &next)
            isFirst = false
        }
    }

    /// Follows forks and conditions from a step; true when the match is reached.
    private func follow(_ start: Int, isFirst: Bool, isLast: Bool, into threads: inout Threads) -> Bool {
        var open = [start]
        while let at = open.popLast() {
            guard threads.visit(at) else { continue }
            switch steps[at] {
            case .one: threads.waiting.append(at)
            case .jump(let to): open.append(to)
            case .fork(let first, let second):
                open.append(second)
                open.append(first)
            case .atStart: if isFirst { open.append(at + 1) }
            case .atEnd: if isLast { open.append(at + 1) }
            case .match: return true
            }
        }
        return false
    }

    /// The steps that wait for the next code point, each once.
    private struct Threads {
        var waiting: [Int] = []
        private var seen: [Bool]

        init(count: Int) { seen = Array(repeating: false, count: count) }

        mutating func visit(_ step: Int) -> Bool {
            if seen[step] { return false }
            seen[step] = true
            return true
        }

        mutating func clear() {
            waiting.removeAll(keepingCapacity: true)
            for index in seen.indices { seen[index] = false }
        }
    }
}

/// Code points: some ranges, or everything else.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let word = ScalarSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = ScalarSet(ranges: [
        0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    /// What `.` matches: everything but the ends of lines.
    static let notLineEnd = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)

    /// The ranges of everything that is not in these.
    static func complement(of ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10FFFF { result.append(next...0x10FFFF) }
        return result
    }
}
