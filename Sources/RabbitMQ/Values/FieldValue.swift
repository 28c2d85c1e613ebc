/// A value in an AMQP 0-9-1 field table: message headers, queue arguments, client properties.
///
/// Numbers of every width arrive as `integer`; a long string that is not UTF-8 arrives as `bytes`, since other clients
/// send raw bytes under the same tag. What the wire cannot express in a Swift type without loss arrives as `nothing`.
package enum FieldValue: Sendable, Equatable {
    case text(String)
    case integer(Int64)
    case bool(Bool)
    case number(Double)
    case bytes([UInt8])
    /// Whole seconds since 1970.
    case timestamp(UInt64)
    case list([FieldValue])
    case table([String: FieldValue])
    case nothing

    /// The number, when this is an integer.
    package var integer: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The string, when this is a text.
    package var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }
}

extension FieldValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) {
        self = .text(value)
    }

    package init(integerLiteral value: Int64) {
        self = .integer(value)
    }

    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}
