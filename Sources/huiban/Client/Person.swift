import ArgumentParser
import Casework
import Contracts
import Fleet
import Foundation

/// As whom a command acts, and at which desk that person sits.
struct PersonOptions: ParsableArguments {
    @Option(name: .long, help: "以谁的身份 the person to act as (HUIBAN_AS), e.g. housing-li; see huiban people list")
    var `as`: String?
}

extension CommonOptions {
    /// A client for the desk of the person who acts.
    ///
    /// - Throws: a usage stop when nobody is named.
    func desk(_ person: PersonOptions) throws -> APIClient {
        guard let name = named(person) else {
            throw voice.stop(
                .usage,
                zh: "请用 --as 指明以谁的身份（huiban people list）。",
                en: "Say with --as who acts (huiban people list)."
            )
        }
        return try client(as: name, at: agency(of: name))
    }

    /// A client for the coordinator; without a named person it reads as somebody of the coordinator's.
    func coordinator(_ person: PersonOptions) throws -> APIClient {
        let name = try named(person) ?? Credentials(home: fleetHome).people().first { $0.hasPrefix("coordinator-") }
        guard let name else { throw notUp }
        return try client(as: name, at: "coordinator")
    }

    /// A client for the coordinator as the system of an integrator.
    func integrator(_ user: String) throws -> APIClient { try client(as: "\(user)-system", at: "coordinator") }

    /// The process whose desk a person uses: the owner their id begins with; everybody else uses the coordinator's.
    func agency(of person: String) -> String {
        ["police", "justice", "civil-affairs", "housing"].first { person.hasPrefix("\($0)-") } ?? "coordinator"
    }

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
            throw voice.stop(
                .usage,
                zh: "没有 \(person) 这个人的令牌（huiban people list）。",
                en: "There is no token for a person \(person) (huiban people list)."
            )
        }
    }

    private func named(_ person: PersonOptions) -> String? {
        person.as ?? ProcessInfo.processInfo.environment["HUIBAN_AS"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private var notUp: Stop {
        voice.stop(
            .unreachable,
            zh: "此目录没有运行的机群：\(fleetHome.path)（huiban up）。",
            en: "No fleet runs in \(fleetHome.path) (huiban up)."
        )
    }
}
