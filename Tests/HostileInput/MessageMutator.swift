import Casework
import CaseworkTesting
import Contracts

/// Changes one to a few things of messages that are in order; what follows depends on the seed alone.
package struct MessageMutator {
    private var chance: SeededGenerator
    private let messages: [Value]
    private let longest: Int

    /// - Parameters:
    ///   - messages: JSON to set out from; parts of one also go into others.
    ///   - seed: The same seed and messages give the same sequence.
    ///   - longest: About how many bytes a repetition may take.
    package init(_ messages: [[UInt8]], seed: UInt64, longest: Int = 1 << 20) {
        chance = SeededGenerator(seed: seed)
        self.longest = longest
        self.messages = messages.compactMap { JSONText.value($0).subject }
    }

    /// The same messages with another seed.
    package func seeded(_ seed: UInt64) -> MessageMutator {
        var other = self
        other.chance = SeededGenerator(seed: seed)
        return other
    }

    /// The next message, as the bytes that would arrive.
    package mutating func next() -> [UInt8] {
        changed(messages[chance.number(below: messages.count)])
    }

    /// This message with one to four changes; nil when it is not JSON.
    package mutating func changed(_ bytes: [UInt8]) -> [UInt8]? { JSONText.value(bytes).subject.map { changed($0) } }

    private mutating func changed(_ message: Value) -> [UInt8] {
        var message = message
        for _ in 0...chance.number(below: 4) { message = change(message) }
        return spoiled(JSONText.write(message))
    }

    /// Goes down to some place and changes what is there.
    private mutating func change(_ value: Value) -> Value {
        switch value {
        case .object(var members) where !members.isEmpty && chance.number(below: 24) > 0:
            // Half of the time further down: what a message says is more than its envelope.
            let deep = members.filter { $0.value.object != nil || $0.value.list != nil }.keys.sorted()
            let isDeep = !deep.isEmpty && chance.number(below: 2) == 0
            let key = chance.one(of: isDeep ? deep : members.keys.sorted())
            switch chance.number(below: 12) {
            case 0: members[key] = nil
            case 1: members[members.keys.sorted()[chance.number(below: members.count)]] = members[key]
            case 2: members[OddValues.key(&chance, like: key)] = members[key]
            case _: members[key] = change(members[key] ?? .null)
            }
            return .object(members)
        case .list(var elements) where !elements.isEmpty && chance.number(below: 4) > 0:
            let index = chance.number(below: elements.count)
            switch chance.number(below: 6) {
            case 0: elements.remove(at: index)
            case 1: elements.append(elements[index])
            case _: elements[index] = change(elements[index])
            }
            return .list(elements)
        case .null, .bool, .integer, .decimal, .text, .list, .object: return other(than: value)
        }
    }

    private mutating func other(than value: Value) -> Value {
        switch chance.number(below: 10) {
        case 0: return OddValues.number(&chance)
        case 1: return [.null, true, .list([]), .object([:])][chance.number(below: 4)]
        case 2: return .text(OddValues.time(&chance))
        case 3: return .text(OddValues.name(&chance))
        case 4: return part(of: messages[chance.number(below: messages.count)])
        case 5: return nested(value)
        case 6: return crowd(value)
        case _:
            guard let text = value.text else { return .text(OddValues.text(&chance, in: "")) }
            return .text(OddValues.text(&chance, in: text))
        }
    }

    /// Any value that stands somewhere in a message: what belongs to another sender, case, form.
    private mutating func part(of value: Value) -> Value {
        switch value {
        case .object(let members) where !members.isEmpty && chance.number(below: 5) > 0:
            let key = members.keys.sorted()[chance.number(below: members.count)]
            return part(of: members[key] ?? .null)
        case .list(let elements) where !elements.isEmpty && chance.number(below: 3) > 0:
            return part(of: elements[chance.number(below: elements.count)])
        case .null, .bool, .integer, .decimal, .text, .list, .object: return value
        }
    }

    private mutating func nested(_ value: Value) -> Value {
        let key = OddValues.key(&chance, like: "fields")
        return (0..<chance.number(below: 70)).reduce(value) { inner, level in
            level.isMultiple(of: 2) ? .object([key: inner]) : .list([inner])
        }
    }

    /// The same thing very often, under names of its own or in a list; seldom so often that the message is at its limit.
    private mutating func crowd(_ value: Value) -> Value {
        let element = chance.number(below: 2) == 0 ? value : .text(OddValues.text(&chance, in: ""))
        let most = longest / (JSONText.write(element).count + 10)
        let count = chance.number(below: min(most, chance.number(below: 50) == 0 ? 60_000 : 300))
        guard chance.number(below: 2) == 0 else { return .list(Array(repeating: element, count: count)) }
        var members = value.object ?? [:]
        for number in 0..<count { members["f\(number)"] = element }
        return .object(members)
    }

    /// Now and then a fault that no value can have: bytes that are not JSON, or JSON as nobody writes it.
    private mutating func spoiled(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let at = chance.number(below: bytes.count + 1)
        switch chance.number(below: 40) {
        case 0: bytes.removeLast(at)
        case 1: bytes.insert(UInt8(truncatingIfNeeded: chance.next()), at: at)
        case 2: bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: at)
        case 3: bytes.insert(contentsOf: #"\ud800"#.utf8, at: at)
        case 4: bytes.insert(contentsOf: #"{"id":"a","id":"b"},"#.utf8, at: at)
        case 5: bytes.insert(contentsOf: [0xC3, 0x28], at: at)
        case 6: bytes += bytes
        case _: break
        }
        return bytes
    }
}

extension SeededGenerator {
    /// A number from 0, smaller than the bound.
    mutating func number(below bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }

    /// One of these.
    mutating func one<Element>(of elements: [Element]) -> Element { elements[number(below: elements.count)] }
}
