package import Casework

/// JSON as bytes: strict reading that finds every fault, and one canonical way of writing.
///
/// Written by hand although Foundation has JSONSerialization and JSONDecoder: both keep the last of two equal keys
/// without a word and turn a lone surrogate into an unexplained failure, and both stop at the first fault. Two keys
/// with one name are how a message says one thing to the checker and another to the next reader, so they are refused.
package enum JSONText {
    /// What a text held, and what is wrong with it.
    package struct Document: Sendable {
        /// The value; when the text broke off, what had been read until then; nil when nothing had.
        package var value: Value?
        /// All faults: JSON_SYNTAX (reading stops there), LONE_SURROGATE, DUPLICATE_KEY, NOT_UTF8, TOO_DEEP, NUMBER_RANGE.
        package var problems: [Problem]
    }

    /// The deepest nesting that is read; deeper text is refused, so that no body can exhaust the stack.
    package static let deepest = 64

    /// Reads a whole text; a byte order mark before it is skipped.
    package static func read(_ bytes: [UInt8]) -> Document {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer)
            let value = reader.document()
            return Document(value: value, problems: reader.problems)
        }
    }

    /// The value of a text without faults.
    package static func value(_ bytes: [UInt8]) -> Reading<Value> {
        let document = read(bytes)
        guard let value = document.value, document.problems.isEmpty else { return .bad(document.problems) }
        return .good(value, warnings: [])
    }

    /// The value of a text without faults.
    package static func value(_ text: String) -> Reading<Value> { value(Array(text.utf8)) }

    /// Writes a value in canonical form: keys in ascending order, no spaces, only what must be escaped is.
    ///
    /// Equal values have equal bytes, so the SHA-256 of the bytes identifies the content.
    package static func write(_ value: Value) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.bytes
    }

    /// The canonical form as text.
    package static func text(_ value: Value) -> String { String(decoding: write(value), as: UTF8.self) }
}
