import Contracts

/// Who presents which token: a person for each hash (`credentials/people.json`), never a token itself.
package struct PeopleDirectory: Sendable {
    private let keys: [(hash: [UInt8], person: Person)]
    private let byID: [String: Person]

    /// - Parameters:
    ///   - people: everybody of the registry, whatever their agency: a stranger's token is told from no token.
    ///   - hashes: the SHA-256 of each person's token in lower-case hexadecimal, by person id.
    package init(people: [Person], hashes: [String: String]) {
        keys = people.compactMap { person in hashes[person.id].map { (Array($0.utf8), person) } }
        byID = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The person with this id.
    package subscript(_ id: String) -> Person? { byID[id] }

    /// Everybody of an agency, by id.
    package func people(of agency: String) -> [Person] {
        byID.values.filter { $0.agency == agency }.sorted { $0.id < $1.id }
    }

    /// The person whose token has this hash.
    ///
    /// Every hash is compared in full, so that the time it takes says nothing about how near a guess came.
    package func person(tokenHash: String) -> Person? {
        let presented = Array(tokenHash.utf8)
        var found: Person?
        for (hash, person) in keys where PeopleDirectory.areEqual(hash, presented) { found = person }
        return found
    }

    private static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }
}
