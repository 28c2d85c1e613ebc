package import Casework
import Crypto

/// The SHA-256 of some content, in lowercase hexadecimal.
package enum ContentHash {
    /// The hash of bytes as they are (files, messages).
    package static func of(_ bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

    /// The hash of a value's canonical form; equal values have equal hashes.
    package static func of(_ value: Value) -> String { of(JSONText.write(value)) }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
