import Fleet
import Foundation

/// One process that a supervisor keeps running.
struct ProcessPlan: Codable, Hashable {
    /// The owner id (`police`).
    var name: String
    /// A product beside the running executable, or a path.
    var executable: String
    /// Arguments; `{home}`, `{contracts}` and `{port}` are replaced.
    var arguments: [String]
    /// The HTTP path that answers 200 when it is ready; nil for a process that is ready when it runs.
    var ready: String?

    /// The five processes of the fleet; the coordinator last, so that it is stopped last.
    static let fleet: [ProcessPlan] = [
        ("police", "PoliceWorker"), ("justice", "JusticeWorker"), ("civil-affairs", "CivilAffairsWorker"),
        ("housing", "HousingWorker"), ("coordinator", "Coordinator"),
    ].map { name, executable in
        ProcessPlan(
            name: name,
            executable: executable,
            arguments: ["--home", "{home}", "--contracts", "{contracts}"],
            ready: "/ready"
        )
    }

    /// What is started for it in a home.
    func child(home: Home, installation: Installation, port: Int) -> Child.Plan {
        let words = ["{home}": home.path, "{contracts}": installation.contracts, "{port}": String(port)]
        var environment = ProcessInfo.processInfo.environment
        environment["HUIBAN_HOME"] = home.path
        environment[Supervisor.mark] = home.path
        return Child.Plan(
            path: installation.executable(executable),
            arguments: arguments.map { words[$0] ?? $0 },
            environment: environment,
            log: home.log(name)
        )
    }

    /// The plans in a file, a JSON list: what stands in for the five in tests of the supervisor.
    static func read(_ path: String) throws -> [ProcessPlan] {
        try JSONDecoder().decode([ProcessPlan].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
