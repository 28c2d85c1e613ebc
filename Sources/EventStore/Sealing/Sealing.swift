package import Crypto

/// What a process seals in its own log: which form fields name people, and by which keys.
///
/// Promise 8 and the retention of domain.md 5.6: a log is never rewritten, so what must once be gone stands in it sealed, under
/// a key of its case, and goes with that key.
package struct Sealing: Sendable {
    /// The names of form fields whose texts are personal.
    package let fields: Set<String>
    package let keys: KeyEncryptionKeys
    /// So many bytes that nobody can foretell; by seed in a simulation alone.
    let random: @Sendable (_ count: Int) -> [UInt8]

    package init(
        fields: Set<String>,
        keys: KeyEncryptionKeys,
        random: @escaping @Sendable (Int) -> [UInt8] = Sealing.systemRandom
    ) {
        self.fields = fields
        self.keys = keys
        self.random = random
    }

    /// Bytes of the system's generator.
    package static let systemRandom: @Sendable (Int) -> [UInt8] = { count in
        SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Array($0) }
    }

    /// The member of an entry that holds a whole message which waits for its case.
    package static let message = "parkedMessage"

    /// Whether the texts of a member are personal; the answer of another step bears its name after the last point.
    func isPersonal(_ name: String) -> Bool {
        if name == Sealing.message || fields.contains(name) { return true }
        guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return fields.contains(String(name[name.index(after: point)...]))
    }

    /// Closes bytes with a fresh nonce; `binding` must be the same when they are opened (AES-GCM).
    func close(_ bytes: [UInt8], by key: SymmetricKey, binding: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            bytes,
            using: key,
            nonce: AES.GCM.Nonce(data: random(12)),
            authenticating: Array(binding.utf8)
        )
        return Array(box.nonce) + Array(box.ciphertext) + Array(box.tag)
    }

    /// Opens what `close` closed; nil when it was another key or binding, or when it was changed since.
    static func open(_ bytes: [UInt8], by key: SymmetricKey, binding: String) -> [UInt8]? {
        switch Result(catching: {
            try AES.GCM.open(AES.GCM.SealedBox(combined: bytes), using: key, authenticating: Array(binding.utf8))
        }) {
        case .success(let opened): Array(opened)
        case .failure: nil
        }
    }
}

/// The keys of one owner that lie outside its log and close the keys of its cases, by version from 1.
///
/// A version that is deleted takes every key with it that was not closed again by a later one.
package struct KeyEncryptionKeys: Sendable {
    private let byVersion: [Int: SymmetricKey]

    package init(_ byVersion: [Int: SymmetricKey]) { self.byVersion = byVersion }

    /// The version that closes new keys, 0 when there is none.
    package var current: Int { byVersion.keys.max() ?? 0 }

    package subscript(version: Int) -> SymmetricKey? { byVersion[version] }
}
