package import Casework
import Contracts

/// The attachment that example answers name: every desk holds it, so that an example is accepted as it stands.
package enum SampleFile {
    package static let name = "示例附件.txt"

    package static let bytes = Array("示例附件，无法律效力。 Sample attachment, of no legal effect.\n".utf8)

    package static let sha256 = ContentHash.of(bytes)

    /// It as the value of a form's field; lists that may not repeat themselves name it by number.
    package static func value(number: Int = 1) -> Value {
        let shown = number == 1 ? name : "示例附件\(number).txt"
        return [
            "name": .text(shown), "sha256": .text(sha256), "size": .integer(Int64(bytes.count)), "type": "text/plain",
        ]
    }
}
