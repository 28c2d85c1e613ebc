import ArgumentParser
import Casework
import Contracts
import Fleet
import Foundation

/// As whom a command acts.
struct PersonOptions: ParsableArguments {
    @Option(name: .long, help: "以谁的身份 the person to act as (HUIBAN_AS), e.g. housing-li; see huiban people list")
    var `as`: String?

    /// The person that was named, by the option or by HUIBAN_AS.
    var named: String? {
        self.as ?? ProcessInfo.processInfo.environment["HUIBAN_AS"].flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension CommonOptions {
    /// A client for the desk of the person who acts.
    ///
    /// - Throws: a usage stop when nobody is named.
    func desk(_ person: PersonOptions) throws -> APIClient {
        guard let name = person.named else {
            throw voice.stop(
                .usage,
                zh: "请用 --as 指明以谁的身份（huiban people list）。",
                en: "Say with --as who acts (huiban people list)."
            )
        }
        guard let process = try staff().process(of: name) else { throw unknown(name) }
        return try client(as: name, at: process)
    }

    /// A client for the coordinator; without a named person it reads as an auditor.
    func coordinator(_ person: PersonOptions) throws -> APIClient {
        guard let name = try person.named ?? staff().reader else { throw notUp }
        return try client(as: name, at: "coordinator")
    }

    /// A client that reads at a process while nobody is named.
    func reading(at process: String) throws -> APIClient {
        guard let name = try staff().reader(of: process) else { throw notUp }
        return try client(as: name, at: process)
    }

    /// A client that reads what people were denied at a process.
    func auditing(at process: String) throws -> APIClient {
        guard let name = try staff().auditor(of: process) else { throw notUp }
        return try client(as: name, at: process)
    }

    /// A client for the coordinator as the system of an integrator.
    func integrator(_ user: String) throws -> APIClient {
        guard let name = try staff().person(publishingAs: user) else { throw unknown(user) }
        return try client(as: name, at: "coordinator")
    }

    /// The people of the project.
    func staff() throws -> Staff { try Staff.load(try Installation.find(voice: voice), voice: voice) }

    /// The fleet of this home.
    ///
    /// - Throws: an unreachable stop when it never ran.
    func fleet() throws -> FleetFile {
        guard let file = try FleetFile.read(from: fleetHome) else { throw notUp }
        return file
    }

    private func client(as person: String, at process: String) throws -> APIClient {
        guard let entry = try fleet().process(process) else { throw notUp }
        do {
            let token = try Credentials(home: fleetHome).token(of: person)
            return APIClient(base: entry.url, token: token, voice: voice, process: process)
        } catch Credentials.Failure.noPerson {
            throw unknown(person)
        }
    }

    /// The end of a command that names somebody whom this home does not know.
    func unknown(_ person: String) -> Stop {
        voice.stop(
            .usage,
            zh: "没有 \(person) 这个人（huiban people list）。",
            en: "There is no person \(person) (huiban people list)."
        )
    }

    private var notUp: Stop {
        voice.stop(
            .unreachable,
            zh: "此目录没有运行的机群：\(fleetHome.path)（huiban up）。",
            en: "No fleet runs in \(fleetHome.path) (huiban up)."
        )
    }
}
