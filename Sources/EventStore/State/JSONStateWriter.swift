import Casework
import Contracts

/// Writes one value as JSON: the body of an entry, in the order in which its type writes its members.
///
/// Written by hand beside `StateWriter` because JSONEncoder builds the value as a tree of objects first, which was a tenth
/// of the coordinator's time; dictionaries come in ascending order, and what is nil is left out.
final class JSONStateWriter: StateWriter {
    /// True once a decimal was written: JSON has one kind of number, and 3.0 may come back as the integer 3.
    private(set) var hasDecimals = false
    /// True once a text was written that names people.
    private(set) var isPersonal = false
    /// Why a text could not be sealed.
    private(set) var failure: (any Error)?
    private let sealing: Sealing?
    private let seal: ((String) throws -> [UInt8])?
    /// Whether a `Value` is being written.
    ///
    /// A text in a type of its own is no field of a form, and the type could not be read again once it is destroyed.
    private var isFree = false
    private var open: [Level] = []

    private struct Level {
        var isList: Bool
        var isSorted: Bool
        /// Whether it stands in a field that names people.
        var isPersonal: Bool
        /// Whether the member under way does.
        var isMemberPersonal: Bool
        var isEmpty = true
        /// Where each member of a dictionary begins, with its name.
        var members: [(name: String, start: Int)] = []
    }

    init(sealing: Sealing? = nil, seal: ((String) throws -> [UInt8])? = nil) {
        self.sealing = sealing
        self.seal = seal
        super.init()
    }

    override var writesNil: Bool { false }

    override func begin(_ tag: StateTag, at depth: Int, isSorted: Bool = false) {
        beginValue(at: depth)
        let isPersonal = isFree && open.last?.isMemberPersonal == true
        open.append(
            Level(isList: tag == .list, isSorted: isSorted, isPersonal: isPersonal, isMemberPersonal: isPersonal)
        )
        bytes.append(UInt8(ascii: tag == .list ? "[" : "{"))
    }

    override func close(to depth: Int) {
        while open.count > depth, let level = open.popLast() {
            if level.isSorted { sort(level.members) }
            bytes.append(UInt8(ascii: level.isList ? "]" : "}"))
        }
    }

    override func mark(_ tag: StateTag, at depth: Int) {
        beginValue(at: depth)
        switch tag {
        case .yes: bytes.append(contentsOf: "true".utf8)
        case .no: bytes.append(contentsOf: "false".utf8)
        case .null, .integer, .decimal, .text, .list, .members: bytes.append(contentsOf: "null".utf8)
        }
    }

    override func put(_ value: Int64, at depth: Int) {
        beginValue(at: depth)
        bytes.append(contentsOf: String(value).utf8)
    }

    override func put(_ value: Double, at depth: Int) {
        hasDecimals = true
        guard value.isFinite else { return mark(.null, at: depth) }
        beginValue(at: depth)
        bytes.append(contentsOf: "\(value)".utf8)
    }

    override func put(_ value: String, at depth: Int) {
        beginValue(at: depth)
        guard isFree, open.last?.isMemberPersonal == true, !value.isEmpty else {
            return JSONText.write(value, to: &bytes)
        }
        isPersonal = true
        guard let seal else { return JSONText.write(value, to: &bytes) }
        switch Result(catching: { try seal(value) }) {
        case .success(let sealed): bytes.append(contentsOf: sealed)
        case .failure(let error): failure = error
        }
    }

    override func put<Payload: Encodable>(_ payload: Payload, at depth: Int) throws {
        let wasFree = isFree
        isFree = wasFree || Payload.self == Value.self
        defer { isFree = wasFree }
        try super.put(payload, at: depth)
    }

    override func name(_ name: String, at depth: Int) {
        close(to: depth)
        comma()
        if let last = open.indices.last {
            if open[last].isSorted { open[last].members.append((name, bytes.count)) }
            // Fields are the members of a dictionary or of a value.
            if let sealing, isFree || open[last].isSorted {
                open[last].isMemberPersonal = open[last].isPersonal || sealing.isPersonal(name)
            }
        }
        JSONText.write(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    /// A moment is written as everywhere in messages and logs; throws for one that nobody could read back.
    override func put(_ moment: Instant, at depth: Int) throws {
        try moment.encode(to: StateEncoder(writer: self, depth: depth))
    }

    private func beginValue(at depth: Int) {
        close(to: depth)
        if open.last?.isList == true { comma() }
    }

    private func comma() {
        guard let last = open.indices.last else { return }
        if !open[last].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[last].isEmpty = false
    }

    /// Puts the members of a dictionary, which came in an order of the moment, into one order.
    private func sort(_ members: [(name: String, start: Int)]) {
        guard members.count > 1, let first = members.first?.start else { return }
        let ends = members.dropFirst().map { $0.start - 1 } + [bytes.count]
        let slices = zip(members, ends).sorted { $0.0.name < $1.0.name }.map { bytes[$0.0.start..<$0.1] }
        let sorted = Array(slices.joined(separator: [UInt8(ascii: ",")]))
        bytes.replaceSubrange(first..., with: sorted)
    }
}
