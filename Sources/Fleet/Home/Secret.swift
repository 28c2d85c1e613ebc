import Crypto
import Foundation

/// Random words that only their holder knows, and what may be kept of them elsewhere.
package enum Secret {
    /// A new secret of 192 random bits, in characters that need no escaping in an address or a header.
    package static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<24).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
    }

    /// The SHA-256 of a text, in lower-case hexadecimal; enough for a secret that is itself random.
    package static func hash(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// A password as RabbitMQ keeps it (`rabbit_password_hashing_sha256`): base64 of a salt of 4 bytes and the SHA-256
    /// of salt and password.
    package static func brokerHash(_ password: String, salt: [UInt8]) -> String {
        Data(salt + SHA256.hash(data: Data(salt + Array(password.utf8)))).base64EncodedString()
    }

    /// The same with a new random salt.
    package static func brokerHash(_ password: String) -> String {
        var generator = SystemRandomNumberGenerator()
        return brokerHash(password, salt: (0..<4).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}
