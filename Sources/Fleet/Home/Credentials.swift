import Foundation

/// The secrets of a home: a broker address with a password for each broker user, a bearer token for each person, one
/// for each process that asks another.
///
/// They are made for this home, are readable by its owner alone and are never committed.
package struct Credentials: Sendable {
    /// A secret that is not there or not of use.
    package enum Failure: Error, Hashable {
        case noBrokerUser(String)
        case noPerson(String)
        case noService(String)
    }

    /// One person as the workers know them: who presents the token with this hash is this person.
    package struct PersonKey: Hashable, Codable, Sendable {
        package var person: String
        /// SHA-256 of the token, lower-case hexadecimal.
        package var tokenHash: String
        /// What is kept of the password that the person chose; nil while there is none.
        package var password: PasswordHash?
        /// When it was given, in milliseconds of the wall clock; nil while there is none.
        ///
        /// What was open before is over.
        package var passwordAt: Int64?

        package init(
            person: String,
            tokenHash: String,
            password: PasswordHash? = nil,
            passwordAt: Int64? = nil
        ) {
            self.person = person
            self.tokenHash = tokenHash
            self.password = password
            self.passwordAt = passwordAt
        }
    }

    /// One process as the others know it: who presents the token with this hash is this owner's process.
    package struct ServiceKey: Hashable, Codable, Sendable {
        package var owner: String
        /// SHA-256 of the token, lower-case hexadecimal.
        package var tokenHash: String

        package init(owner: String, tokenHash: String) {
            self.owner = owner
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

    /// The address a broker user logs in with; the first where there are several.
    ///
    /// - Throws: `Failure.noBrokerUser` when the home has none.
    package func brokerURL(of user: String) throws -> String { try brokerURLs(of: user)[0] }

    /// The addresses of the nodes that a broker user logs in to, one a line; there is one at least.
    ///
    /// - Throws: `Failure.noBrokerUser` when the home has none.
    package func brokerURLs(of user: String) throws -> [String] {
        let lines = line(home.credential(user))?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        guard !lines.isEmpty else { throw Failure.noBrokerUser(user) }
        return lines
    }

    /// Makes a token for each person that has none and writes the hashes for the workers.
    ///
    /// People who are no longer listed lose theirs; passwords stay with their people.
    package func preparePeople(_ people: [String]) throws {
        try DurableFile.locked(home.peopleLock) {
            let old = Dictionary(try keys().map { ($0.person, $0) }) { first, _ in first }
            let keys = try prepare(people, in: home.peopleFolder, home.token).map { person, hash in
                PersonKey(
                    person: person,
                    tokenHash: hash,
                    password: old[person]?.password,
                    passwordAt: old[person]?.passwordAt
                )
            }
            try DurableFile.write(json: keys, to: home.peopleFile)
        }
    }

    /// Gives a person another password; the workers notice it at the next sign-in and at the next page of his, and the
    /// sessions that were open are over.
    ///
    /// - Throws: `Failure.noPerson` when the home knows no such person.
    package func setPassword(_ password: PasswordHash, of person: String) throws {
        try DurableFile.locked(home.peopleLock) {
            var keys = try keys()
            guard let index = keys.firstIndex(where: { $0.person == person }) else { throw Failure.noPerson(person) }
            keys[index].password = password
            keys[index].passwordAt = Int64(Date().timeIntervalSince1970 * 1000)
            try DurableFile.write(json: keys, to: home.peopleFile)
        }
    }

    /// Makes a token for each owner's process that has none and writes the hashes for all of them.
    package func prepareServices(_ owners: [String]) throws {
        let keys = try prepare(owners, in: home.servicesFolder, home.serviceToken)
            .map { ServiceKey(owner: $0, tokenHash: $1) }
        try DurableFile.write(json: keys, to: home.servicesFile)
    }

    /// The token with which an owner's process speaks to another.
    ///
    /// - Throws: `Failure.noService` when the home has none.
    package func serviceToken(of owner: String) throws -> String {
        guard let token = line(home.serviceToken(owner)) else { throw Failure.noService(owner) }
        return token
    }

    /// The hashes a process checks other processes' tokens against; empty before the first `up`.
    package func serviceKeys() throws -> [ServiceKey] {
        try DurableFile.read([ServiceKey].self, from: home.servicesFile) ?? []
    }

    /// The home's secret of one purpose, made when it is first asked for.
    package func ownSecret(_ purpose: String) throws -> String {
        let path = home.ownSecret(purpose)
        if let known = line(path) { return known }
        let new = Secret.random()
        try write(new, to: path)
        return new
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

    /// A token file for each name, none for anybody else; says the names with the hashes of their tokens.
    private func prepare(
        _ names: [String],
        in folder: String,
        _ path: (String) -> String
    ) throws -> [(name: String, hash: String)] {
        let keys = try names.sorted().map { name in
            let token = line(path(name)) ?? Secret.random()
            if line(path(name)) == nil { try write(token, to: path(name)) }
            return (name, Secret.hash(token))
        }
        let listed = Set(names.map { "\($0).token" })
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where !listed.contains(file) {
            try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
        }
        return keys
    }

    private func line(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }

    private func write(_ text: String, to path: String) throws {
        try DurableFile.write(Data("\(text)\n".utf8), to: path)
    }
}
