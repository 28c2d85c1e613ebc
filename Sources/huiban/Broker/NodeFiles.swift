import Casework
import Fleet
import Foundation

/// The files a private broker node starts from, written into the home from the templates in `ops/rabbitmq`.
struct NodeFiles {
    /// What makes a template unusable.
    struct BadTemplate: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path): not a definitions file" }
    }

    let home: Home
    let installation: Installation
    let ports: FleetFile.Ports
    /// A folder with `ca.pem`, `server.pem` and `server.key` for the TLS listener, nil for none.
    let certificates: String?
    /// For how long the journals are kept, nil where nobody ever said.
    let journalKeep: String?

    var folder: String { home.brokerFolder }

    /// Writes cookie, configuration, plug-in list and definitions with this home's password hashes.
    ///
    /// - Returns: the definitions.
    func write() throws -> Value {
        for name in ["data", "log"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        let cookie = "\(folder)/.erlang.cookie"
        if !FileManager.default.fileExists(atPath: cookie) {
            // Erlang refuses a cookie that anybody else may read; 0400 is what it makes itself.
            try DurableFile.write(Data(Secret.random().utf8), to: cookie, mode: 0o400)
        }
        try DurableFile.write(Data("[].\n".utf8), to: "\(folder)/enabled_plugins")
        try DurableFile.write(Data(), to: "\(folder)/rabbitmq-env.conf")
        try DurableFile.write(Data(configuration().utf8), to: "\(folder)/rabbitmq.conf")
        let definitions = try definitions()
        try DurableFile.write(json: definitions, to: "\(folder)/definitions.json")
        return definitions
    }

    /// The template's definitions with a password hash for every user, whose addresses are written at the same time.
    func definitions() throws -> Value {
        let template = try DurableFile.read(Value.self, from: installation.definitions)
        guard case .object(var members) = template, let users = members["users"]?.list else {
            throw BadTemplate(path: installation.definitions)
        }
        let names = users.compactMap { $0["name"]?.text }
        let passwords = try Credentials(home: home).prepareBroker(users: names, port: ports.amqp)
        members["users"] = .list(
            users.compactMap { user in
                guard case .object(var fields) = user, let name = fields["name"]?.text, let password = passwords[name]
                else { return nil }
                fields["password_hash"] = .text(Secret.brokerHash(password))
                fields["hashing_algorithm"] = "rabbit_password_hashing_sha256"
                return .object(fields)
            }
        )
        if let journalKeep {
            members["policies"] = .list((members["policies"]?.list ?? []) + [JournalKeep.policy(age: journalKeep)])
        }
        return .object(members)
    }

    private func configuration() throws -> String {
        try String(contentsOfFile: installation.nodeConfiguration, encoding: .utf8)
            .replacingOccurrences(of: "@AMQP_PORT@", with: String(ports.amqp))
            .replacingOccurrences(of: "@DEFINITIONS@", with: "\(folder)/definitions.json")
            .appending(encrypted)
    }

    private var encrypted: String {
        guard let certificates, let port = ports.tls else { return "" }
        return """

            listeners.ssl.1 = 127.0.0.1:\(port)
            ssl_options.cacertfile = \(certificates)/ca.pem
            ssl_options.certfile = \(certificates)/server.pem
            ssl_options.keyfile = \(certificates)/server.key
            ssl_options.verify = verify_none
            ssl_options.fail_if_no_peer_cert = false

            """
    }
}
