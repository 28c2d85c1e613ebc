import Casework
import Contracts
import Fleet

/// The people of a played fleet and their doors.
struct Cast: Sendable {
    let home: Home
    let voice: Voice
    let people: [Registry.Person]

    /// The processes at whose desks people sit; the one that gives work to the others first.
    static let desks = ["coordinator", "housing", "police", "justice", "civil-affairs"]

    init(home: Home, voice: Voice) throws {
        self.home = home
        self.voice = voice
        people = try Staff.load(try Installation.find(voice: voice), voice: voice).people.values.sorted {
            $0.id < $1.id
        }
    }

    /// A client for one person at one process.
    func client(_ person: Registry.Person) throws -> APIClient {
        let process = Cast.desks.contains(person.agency) ? person.agency : "coordinator"
        let base = try FleetFile.read(from: home)?.process(process)?.url ?? ""
        return APIClient(
            base: base,
            token: try Credentials(home: home).token(of: person.id),
            voice: voice,
            process: process
        )
    }

    /// Everybody who may do a task, four-eyes apart.
    func candidates(for task: Value) -> [Registry.Person] {
        people.filter { person in
            person.agency == task["agency"]?.text && (task["unit"]?.text ?? person.unit) == person.unit
                && (task["role"]?.text.map { person.roles.map(\.rawValue).contains($0) }
                    ?? person.roles.contains { $0 == .operator || $0 == .coordinator })
        }
    }

    /// Somebody who may do a task, four-eyes apart; nil when nobody can.
    func somebody(for task: Value, not excluded: Set<String>) -> Registry.Person? {
        candidates(for: task).first { !excluded.contains($0.id) }
    }
}
