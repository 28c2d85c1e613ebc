/// The shape of a pattern, before it becomes steps.
indirect enum PatternTree {
    case empty
    case one(ScalarSet)
    case atStart
    case atEnd
    case sequence([PatternTree])
    case choice([PatternTree])
    case repetition(PatternTree, least: Int, most: Int?)
}

/// Reads a pattern (see `Pattern` for what is known).
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var depth = 0

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func parse() throws(Pattern.Fault) -> PatternTree {
        let tree = try choice()
        guard at == scalars.count else { throw Pattern.Fault(reason: "unbalanced )") }
        return tree
    }

    private var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        at += 1
        return true
    }

    private mutating func choice() throws(Pattern.Fault) -> PatternTree {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(Pattern.Fault) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            parts.append(try repeated(try atom()))
        }
        return parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func atom() throws(Pattern.Fault) -> PatternTree {
        guard let scalar = next else { return .empty }
        at += 1
        switch scalar {
        case "^": return .atStart
        case "$": return .atEnd
        case ".": return .one(.notLineEnd)
        case "[": return .one(try set())
        case "\\": return .one(try escape())
        case "(":
            if take("?"), !take(":") { throw Pattern.Fault(reason: "only plain groups and (?: ) are known") }
            depth += 1
            guard depth < 50 else { throw Pattern.Fault(reason: "too many groups in one another") }
            let tree = try choice()
            guard take(")") else { throw Pattern.Fault(reason: "a group is not closed") }
            depth -= 1
            return tree
        case "*", "+", "?", "{", "}", "]": throw Pattern.Fault(reason: "\(scalar) must be escaped here")
        default: return .one(ScalarSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func repeated(_ tree: PatternTree) throws(Pattern.Fault) -> PatternTree {
        let least: Int
        let most: Int?
        switch next {
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "?": (least, most) = (0, 1)
        case "{":
            at += 1
            guard let low = number() else { throw Pattern.Fault(reason: "a number was expected after {") }
            let high: Int? = take(",") ? number() : low
            guard next == "}", high ?? low >= low else { throw Pattern.Fault(reason: "{n,m} is not right") }
            (least, most) = (low, high)
        default: return tree
        }
        at += 1
        switch tree {
        case .atStart, .atEnd: throw Pattern.Fault(reason: "^ and $ cannot be repeated")
        case .empty, .one, .sequence, .choice, .repetition: break
        }
        if next == "?" || next == "*" || next == "+" { throw Pattern.Fault(reason: "lazy repetition is not known") }
        return .repetition(tree, least: least, most: most)
    }

    private mutating func number() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar) {
            digits.unicodeScalars.append(scalar)
            at += 1
        }
        return Int(digits)
    }

    private mutating func set() throws(Pattern.Fault) -> ScalarSet {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = next, scalar != "]" {
            let low = try member()
            if next == "-", at + 1 < scalars.count, scalars[at + 1] != "]" {
                at += 1
                let high = try member()
                guard let from = low.single, let to = high.single, from <= to else {
                    throw Pattern.Fault(reason: "a range in [ ] is not right")
                }
                ranges.append(from...to)
            } else {
                ranges += low.ranges
            }
        }
        guard take("]") else { throw Pattern.Fault(reason: "[ is not closed") }
        return ScalarSet(ranges: ranges, isNegated: isNegated)
    }

    private mutating func member() throws(Pattern.Fault) -> ScalarSet {
        guard let scalar = next else { throw Pattern.Fault(reason: "[ is not closed") }
        at += 1
        if scalar == "\\" {
            let set = try escape()
            return ScalarSet(ranges: set.isNegated ? ScalarSet.complement(of: set.ranges) : set.ranges)
        }
        return ScalarSet(ranges: [scalar.value...scalar.value])
    }

    private mutating func escape() throws(Pattern.Fault) -> ScalarSet {
        guard let scalar = next else { throw Pattern.Fault(reason: "a single \\ at the end") }
        at += 1
        switch scalar {
        case "d": return .digits
        case "D": return ScalarSet(ranges: ScalarSet.digits.ranges, isNegated: true)
        case "w": return .word
        case "W": return ScalarSet(ranges: ScalarSet.word.ranges, isNegated: true)
        case "s": return .space
        case "S": return ScalarSet(ranges: ScalarSet.space.ranges, isNegated: true)
        case "t": return ScalarSet(ranges: [0x09...0x09])
        case "n": return ScalarSet(ranges: [0x0A...0x0A])
        case "v": return ScalarSet(ranges: [0x0B...0x0B])
        case "f": return ScalarSet(ranges: [0x0C...0x0C])
        case "r": return ScalarSet(ranges: [0x0D...0x0D])
        case "u":
            let value = try codePoint()
            return ScalarSet(ranges: [value...value])
        case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/", "-":
            return ScalarSet(ranges: [scalar.value...scalar.value])
        default: throw Pattern.Fault(reason: "\\\(scalar) is not known")
        }
    }

    private mutating func codePoint() throws(Pattern.Fault) -> UInt32 {
        let isBraced = take("{")
        var digits = ""
        while let scalar = next, digits.count < (isBraced ? 6 : 4), Character(scalar).isHexDigit {
            digits.unicodeScalars.append(scalar)
            at += 1
        }
        let isClosed = isBraced ? take("}") : digits.count == 4
        guard isClosed, let value = UInt32(digits, radix: 16), value <= 0x10FFFF else {
            throw Pattern.Fault(reason: "\\u is not right")
        }
        return value
    }
}

extension ScalarSet {
    /// The code point of a set of one, else nil.
    fileprivate var single: UInt32? {
        guard ranges.count == 1, !isNegated, ranges[0].count == 1 else { return nil }
        return ranges[0].lowerBound
    }
}

/// Turns a pattern's shape into steps; repetitions with numbers are written out.
struct PatternCompiler {
    private(set) var steps: [Pattern.Step] = []
    /// The ranges of all steps: each may be looked at for each sign of a text.
    private var ranges = 0

    /// More steps than any honest pattern needs; `(a{1000}){1000}` is refused here.
    private static let mostSteps = 20_000

    mutating func add(_ tree: PatternTree) throws(Pattern.Fault) {
        guard steps.count + ranges < PatternCompiler.mostSteps else {
            throw Pattern.Fault(reason: "the pattern is too large")
        }
        switch tree {
        case .empty: break
        case .one(let set):
            steps.append(.one(set))
            ranges += set.ranges.count
        case .atStart: steps.append(.atStart)
        case .atEnd: steps.append(.atEnd)
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let branches): try add(branches: branches[...])
        case .repetition(let part, let least, let most):
            for _ in 0..<least {
                let before = steps.count
                try add(part)
                // Nothing, however often: `(){1000000000}`.
                if steps.count == before { break }
            }
            if let most {
                try add(optional: part, times: most - least)
            } else {
                let start = steps.count
                steps.append(.fork(0, 0))
                try add(part)
                steps.append(.jump(start))
                steps[start] = .fork(start + 1, steps.count)
            }
        }
    }

    private mutating func add(branches: ArraySlice<PatternTree>) throws(Pattern.Fault) {
        guard let first = branches.first else { return }
        guard branches.count > 1 else { return try add(first) }
        let fork = steps.count
        steps.append(.fork(0, 0))
        try add(first)
        let leave = steps.count
        steps.append(.jump(0))
        steps[fork] = .fork(fork + 1, steps.count)
        try add(branches: branches.dropFirst())
        steps[leave] = .jump(steps.count)
    }

    private mutating func add(optional part: PatternTree, times: Int) throws(Pattern.Fault) {
        var forks: [Int] = []
        for _ in 0..<times {
            forks.append(steps.count)
            steps.append(.fork(0, 0))
            try add(part)
        }
        for fork in forks { steps[fork] = .fork(fork + 1, steps.count) }
    }
}
