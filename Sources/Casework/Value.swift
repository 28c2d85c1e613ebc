/// A JSON value: what a form field holds and what travels in messages.
///
/// Money is whole fen and areas are hundredths of a square metre, so `integer` carries every amount; `decimal` exists
/// only because foreign JSON may hold one, and every form type refuses it.
package enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case decimal(Double)
    case text(String)
    case list([Value])
    case object([String: Value])
}

extension Value {
    /// The text of a `.text` value, else nil.
    package var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The number of an `.integer` value, else nil.
    package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

    /// The elements of a `.list` value, else nil.
    package var list: [Value]? { if case .list(let values) = self { values } else { nil } }

    /// The members of an `.object` value, else nil.
    package var object: [String: Value]? { if case .object(let members) = self { members } else { nil } }

    /// The member called `key` of an object, else nil.
    package subscript(key: String) -> Value? { object?[key] }

    /// The texts of a list of texts, or of one text; empty for anything else.
    package var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let values): values.compactMap(\.text)
        case .null, .bool, .integer, .decimal, .object: []
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: Value...) { self = .list(elements) }
    package init(dictionaryLiteral elements: (String, Value)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
    package init(nilLiteral: ()) { self = .null }
}

extension Value: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // Most values are texts, and each wrong guess costs an error.
        if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .decimal(value)
        } else if let value = try? container.decode([Value].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: Value].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .decimal(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
