import Contracts
import Fleet

/// Who presents which token or password: a person for each hash (`credentials/people.json`), never a secret itself.
package struct PeopleDirectory: Sendable {
    private let keys: PeopleKeys
    private let byID: [String: Person]

    /// - Parameters:
    ///   - people: everybody of the registry, whatever their agency: a stranger's token is told from no token.
    ///   - hashes: the SHA-256 of each person's token in lower-case hexadecimal, by person id.
    package init(people: [Person], hashes: [String: String]) {
        self.init(people, PeopleKeys(hashes.map { Credentials.PersonKey(person: $0, tokenHash: $1) }))
    }

    /// The same with the hashes of a home's file, which may be replaced while the process runs.
    package init(people: [Person], file: String) throws { self.init(people, try PeopleKeys(file: file)) }

    private init(_ people: [Person], _ keys: PeopleKeys) {
        self.keys = keys
        byID = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The person with this id.
    package subscript(_ id: String) -> Person? { byID[id] }

    /// Everybody of an agency, by id.
    package func people(of agency: String) -> [Person] {
        byID.values.filter { $0.agency == agency }.sorted { $0.id < $1.id }
    }

    /// The person whose token has this hash.
    package func person(tokenHash: String) -> Person? { keys.person(tokenHash: tokenHash).flatMap { byID[$0] } }

    /// What is kept of a person's password; nil while there is none.
    func password(of person: Person) -> PasswordHash? { keys.password(of: person.id) }

    /// When it was given, in milliseconds of the wall clock; a session from before is over.
    func passwordAt(of person: String) -> Int64? { keys.passwordAt(of: person) }

    /// Takes notice of passwords and tokens that were given since.
    func lookAgain() throws { try keys.lookAgain() }
}
