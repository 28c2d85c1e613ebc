import Foundation

/// The secrets of a home: a broker address with a password for each broker user, a bearer token for each person.
///
/// They are made for this home, are readable by its owner alone and are never committed.
package struct Credentials: Sendable {
    /// A secret that is not there or not of use.
    package enum Failure: Error, Hashable {
        case noBrokerUser(String)
        case noPerson(String)
    }

    /// One person as the workers know them: who presents the token with this hash is this person.
    package struct PersonKey: Hashable, Codable, Sendable {
        package var person: String
        /// SHA-256 of the token, lower-case hexadecimal.
        package var tokenHash: String

        package init(person: String, tokenHash: String) {
            self.person = person
            self.tokenHash = tokenHash
        }
    }

    private let home: Home

    package init(home: Home) { self.home = home }

    /// Makes a password for each user that has none, and writes every address for the port the broker listens on.
    ///
    /// - Returns: the password of each user.
    package func prepareBroker(users: [String], port: Int) throws -> [String: String] {
        var passwords: [String: String] = [:]
        for user in users {
            let old = try? brokerURL(of: user)
            let password = old.flatMap { URLComponents(string: $0)?.password } ?? Secret.random()
            let url = "amqp://\(user):\(password)@127.0.0.1:\(port)/%2f"
            if url != old { try write(url, to: home.credential(user)) }
            passwords[user] = password
        }
        return passwords
    }

    /// The address a broker user logs in with.
    ///
    /// - Throws: `Failure.noBrokerUser` when the home has none.
    package func brokerURL(of user: String) throws -> String {
        guard let url = line(home.credential(user)) else { throw Failure.noBrokerUser(user) }
        return url
    }

    /// Makes a token for each person that has none and writes the hashes for the workers; people who are no longer
    /// listed lose theirs.
    package func preparePeople(_ people: [String]) throws {
        var keys: [PersonKey] = []
        for person in people.sorted() {
            let path = home.token(person)
            let token = line(path) ?? Secret.random()
            if line(path) == nil { try write(token, to: path) }
            keys.append(PersonKey(person: person, tokenHash: Secret.hash(token)))
        }
        let listed = Set(people.map { "\($0).token" })
        for file in try FileManager.default.contentsOfDirectory(atPath: home.peopleFolder) where !listed.contains(file)
        {
            try FileManager.default.removeItem(atPath: "\(home.peopleFolder)/\(file)")
        }
        try DurableFile.write(json: keys, to: home.peopleFile)
    }

    /// The bearer token of a person.
    ///
    /// - Throws: `Failure.noPerson` when the home has none.
    package func token(of person: String) throws -> String {
        guard let token = line(home.token(person)) else { throw Failure.noPerson(person) }
        return token
    }

    /// The people who have a token in this home.
    package func people() throws -> [String] { try keys().map(\.person) }

    /// The hashes a worker checks tokens against; empty before the first `up`.
    package func keys() throws -> [PersonKey] { try DurableFile.read([PersonKey].self, from: home.peopleFile) ?? [] }

    private func line(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }

    private func write(_ text: String, to path: String) throws {
        try DurableFile.write(Data("\(text)\n".utf8), to: path)
    }
}
