import Casework
import Contracts
import Fleet
import Foundation

/// The people of a demo and their doors.
struct DemoCast {
    let home: Home
    let voice: Voice
    let people: [Registry.Person]
    let examples: [(name: String, bytes: [UInt8])]

    static let desks = ["coordinator", "housing", "police", "justice", "civil-affairs"]

    init(home: Home, voice: Voice) throws {
        self.home = home
        self.voice = voice
        let contracts = try Installation.find(voice: voice).contracts
        people = try Installation.find(voice: voice).books(voice).registry.people.values.sorted { $0.id < $1.id }
        let folder = "\(contracts)/examples"
        examples = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
            .map { name in
                (name, Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
            }
    }

    /// A client for one person at one process.
    func client(_ person: Registry.Person) throws -> APIClient {
        let process = DemoCast.desks.contains(person.agency) ? person.agency : "coordinator"
        let base = try FleetFile.read(from: home)?.process(process)?.url ?? ""
        return APIClient(
            base: base,
            token: try Credentials(home: home).token(of: person.id),
            voice: voice,
            process: process
        )
    }

    /// Somebody who may do a task, four-eyes apart; nil when nobody can.
    func somebody(for task: Value, not excluded: Set<String>) -> Registry.Person? {
        people.first { person in
            person.agency == task["agency"]?.text && !excluded.contains(person.id)
                && (task["unit"]?.text ?? person.unit) == person.unit
                && (task["role"]?.text.map { person.roles.map(\.rawValue).contains($0) }
                    ?? person.roles.contains { $0 == .operator || $0 == .coordinator })
        }
    }
}
