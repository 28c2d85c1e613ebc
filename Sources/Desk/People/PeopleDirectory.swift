import Contracts

/// Who presents which token: a person for each hash (`credentials/people.json`), never a token itself.
package struct PeopleDirectory: Sendable {
    private let tokens: TokenBook<Person>
    private let byID: [String: Person]

    /// - Parameters:
    ///   - people: everybody of the registry, whatever their agency: a stranger's token is told from no token.
    ///   - hashes: the SHA-256 of each person's token in lower-case hexadecimal, by person id.
    package init(people: [Person], hashes: [String: String]) {
        tokens = TokenBook(people.compactMap { person in hashes[person.id].map { ($0, person) } })
        byID = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The person with this id.
    package subscript(_ id: String) -> Person? { byID[id] }

    /// Everybody of an agency, by id.
    package func people(of agency: String) -> [Person] {
        byID.values.filter { $0.agency == agency }.sorted { $0.id < $1.id }
    }

    /// The person whose token has this hash.
    package func person(tokenHash: String) -> Person? { tokens.holder(tokenHash: tokenHash) }
}
