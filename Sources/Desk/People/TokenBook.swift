/// Who presents which token, known by the tokens' hashes alone.
struct TokenBook<Holder: Sendable>: Sendable {
    private let keys: [(hash: [UInt8], holder: Holder)]

    /// - Parameter keys: the SHA-256 of each token in lower-case hexadecimal, with whose it is.
    init(_ keys: [(hash: String, holder: Holder)]) { self.keys = keys.map { (Array($0.hash.utf8), $0.holder) } }

    /// Whose token has this hash.
    ///
    /// Every hash is compared in full, so that the time it takes says nothing about how near a guess came.
    func holder(tokenHash: String) -> Holder? {
        let presented = Array(tokenHash.utf8)
        var found: Holder?
        for (hash, holder) in keys where areEqual(hash, presented) { found = holder }
        return found
    }

    private func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
