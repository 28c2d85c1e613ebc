package import Crypto
import EventStore
import Foundation

/// Closes what only the office may read that took it in: a ballot says who voted for what, in the log and the journal too.
///
/// ChaCha20-Poly1305 (RFC 8439) with a fresh nonce each time: equal things look different, and nothing is opened that was
/// changed.
package struct Seal: Sendable {
    private let key: SymmetricKey
    private let random: @Sendable (_ count: Int) -> [UInt8]

    /// - Parameters:
    ///   - secret: what the key is derived from (HKDF, RFC 5869).
    ///   - purpose: things sealed for one purpose are not opened by the key of another.
    ///   - random: so many bytes that nobody can foretell; by seed in a simulation alone.
    package init(
        secret: SymmetricKey,
        purpose: String,
        random: @escaping @Sendable (_ count: Int) -> [UInt8] = Sealing.systemRandom
    ) {
        self.random = random
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: secret,
            info: Data("huiban.seal.\(purpose)".utf8),
            outputByteCount: 32
        )
    }

    /// The sealed text of a value, base 64.
    ///
    /// - Throws: when the value cannot be encoded.
    package func close<Value: Encodable>(_ value: Value) throws -> String {
        let nonce = try ChaChaPoly.Nonce(data: random(12))
        return try ChaChaPoly.seal(JSONEncoder().encode(value), using: key, nonce: nonce).combined.base64EncodedString()
    }

    /// The value of a sealed text; nil when it was sealed with another key, or changed since.
    package func open<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) -> Value? {
        guard let bytes = Data(base64Encoded: text), let box = try? ChaChaPoly.SealedBox(combined: bytes),
            let plain = try? ChaChaPoly.open(box, using: key)
        else { return nil }
        return try? JSONDecoder().decode(type, from: plain)
    }
}
