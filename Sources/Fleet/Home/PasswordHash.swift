import CryptoExtras
package import Foundation

/// What is kept of a password: scrypt over it and a random salt, with the parameters that it was made with.
///
/// A password is chosen by a person, so that many can be tried; scrypt makes each try cost time and memory. The
/// parameters lie beside the hash, so that a later release may ask for more without forgetting anybody.
package struct PasswordHash: Hashable, Codable, Sendable {
    /// The least number of characters of a password.
    package static let shortest = 10

    /// How the hash was made; there is one way so far.
    private let algorithm: String
    /// scrypt's N.
    private let rounds: Int
    /// scrypt's r.
    private let blockSize: Int
    /// scrypt's p.
    private let parallelism: Int
    private let salt: Data
    private let hash: Data

    /// The hash of a new password.
    ///
    /// It takes tenths of a second and 32 MiB: not for a cooperative thread.
    package init(of password: String) throws {
        var generator = SystemRandomNumberGenerator()
        let salt = Data((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        // What OWASP asks of scrypt where 32 MiB are to be enough.
        try self.init(of: password, salt: salt, rounds: 1 << 15, blockSize: 8, parallelism: 3)
    }

    /// The same with given parameters.
    package init(of password: String, salt: Data, rounds: Int, blockSize: Int, parallelism: Int) throws {
        algorithm = "scrypt"
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
        self.salt = salt
        hash = try Self.derive(password, salt, 32, rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    }

    /// Whether this is the hash of a password; as slow as making it.
    package func matches(_ password: String) throws -> Bool {
        guard algorithm == "scrypt" else { return false }
        let presented = try Self.derive(
            password,
            salt,
            hash.count,
            rounds: rounds,
            blockSize: blockSize,
            parallelism: parallelism
        )
        var difference: UInt8 = 0
        for (left, right) in zip(presented, hash) { difference |= left ^ right }
        return difference == 0 && !hash.isEmpty
    }

    private static func derive(
        _ password: String,
        _ salt: Data,
        _ count: Int,
        rounds: Int,
        blockSize: Int,
        parallelism: Int
    ) throws -> Data {
        // One character may be typed as several code points; a keyboard must not decide who comes in.
        let bytes = Data(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes,
            salt: salt,
            outputByteCount: count,
            rounds: rounds,
            blockSize: blockSize,
            parallelism: parallelism
        )
        return key.withUnsafeBytes { Data($0) }
    }
}
