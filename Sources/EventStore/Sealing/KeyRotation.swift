/// The body of `keys.rotated`: keys of cases that stay, closed by a new key; those that no part names are destroyed.
///
/// One destruction is one or more such entries in one commit, of which the last says who did it and why.
package struct KeyRotation: Codable, Hashable, Sendable {
    /// The version of the key that closes them from now on.
    package var version: Int
    /// Base 64, by case.
    package var keys: [String: String]
    /// What was decided, in the last part.
    package var order: DestructionOrder?
}

/// A decision to destroy what names people in cases whose term is over (销毁清册).
package struct DestructionOrder: Codable, Hashable, Sendable {
    package var cases: [String]
    /// Who decided it.
    package var by: String
    /// Who watched over it (销毁须两人监销).
    package var second: String
    package var reason: String

    package init(cases: [String], by: String, second: String, reason: String) {
        self.cases = cases
        self.by = by
        self.second = second
        self.reason = reason
    }
}

extension Transaction {
    /// How many keys one entry carries at most.
    private static let part = 500

    /// Closes every key that stays by the newest key outside the log and records that those of the order's cases are
    /// destroyed; they are when the older keys outside the log are removed.
    ///
    /// - Throws: `StoreError.keysLost` in a store that does not seal.
    package func destroyKeys(_ order: DestructionOrder) throws {
        guard let sealing = log.sealing else { throw StoreError.keysLost(version: 0) }
        let doomed = Set(order.cases)
        var parts: [[String: String]] = [[:]]
        for (caseID, key) in try KeyTable.all(in: db) where !doomed.contains(caseID) {
            if parts[parts.count - 1].count == Self.part { parts.append([:]) }
            parts[parts.count - 1][caseID] = try KeyTable.close(key, of: caseID, sealing)
        }
        let version = sealing.keys.current
        for (index, keys) in parts.enumerated() {
            let isLast = index == parts.count - 1
            try record(
                KeyTable.Kind.rotated.rawValue,
                case: "",
                KeyRotation(version: version, keys: keys, order: isLast ? order : nil)
            )
        }
    }
}
