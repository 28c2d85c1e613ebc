package import Casework
package import EventStore
package import Fleet
package import GRDB
package import Hummingbird

/// What makes one agency's desk different from another's: its records, its rules, what it does not let out.
///
/// An agency implements only what it has; the defaults below are those of an agency without rules of its own.
package protocol Practice: Sendable {
    /// The agency's id (`civil-affairs`).
    var agency: String { get }
    /// Entry kinds of its own; each begins with the agency's id.
    var kinds: Set<String> { get }
    /// Folded tables of its own.
    var tables: [String] { get }
    func create(in db: Database) throws
    /// Takes an entry of its own kinds into its tables.
    func fold(_ entry: Entry, in db: Database) throws

    /// What speaks against an answer by the agency's own rules; all of it at once.
    func objections(to answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]
    /// What speaks against returning a task.
    func objections(toReturning task: DeskTask) -> [Problem]
    /// A named check that the workflow asks for; nil when the agency does not know it.
    func check(_ name: String, _ answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]?
    /// Ends a `rule:` step without a person; nil leaves it to a person.
    func decide(_ rule: String, in setting: PracticeSetting) throws -> Deed.Answer?
    /// The answers to other tasks that a rule can give now that it has given this one.
    func alsoDecided(
        by rule: String,
        with task: DeskTask,
        in db: Database
    ) throws -> [(task: TaskKey, answer: Deed.Answer)]
    /// Whether an outcome brings the step's document into the world; a paper sent back has no number.
    func issues(_ document: String, on outcome: String, of task: DeskTask) -> Bool
    /// What may leave of a text, `names` being the people the case file knows (domain.md 5.5).
    func release(_ text: String, names: Set<String>) -> Released
    /// Fits an example answer to the agency's rules, so that it is accepted as it stands.
    func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) throws
    /// The reports that it gives of a month.
    var reports: [AgencyReport] { get }

    /// Queues of its own beside that of its assignments; whoever publishes there is a stranger.
    var queues: [String] { get }
    /// What messages of these queues are kept under that cannot be taken; nil when there is nothing to hide in them.
    var seal: Seal? { get }
    /// Handles a message from one of them.
    func receive(_ message: Incoming, on desk: Desk, in tx: Transaction) throws -> Handling
    /// Keeps in its own tables what it needs to know of where a task stands, each time that changes.
    func follow(_ task: DeskTask, in db: Database) throws
    /// What an entry of its own kinds causes to be sent.
    func messages(of entry: Entry) throws -> [Outgoing]
    /// The same practice with what this home gives it.
    func prepared(for setting: Setting) throws -> Self
    /// Pages of its own.
    var pages: PracticePages { get }
    func addPages(to router: Router<FleetProcess.Context>, door: PageDoor, desk: Desk, engine: Engine)
    /// Doors of its own.
    func addRoutes(to router: Router<FleetProcess.Context>, desk: Desk, engine: Engine, people: PeopleDirectory)

    /// Records what the agency keeps of a deed, in the deed's own transaction.
    func keep(_ deed: Deed, on task: DeskTask, by person: String, released: [Released.Mark], in tx: Transaction) throws
}

/// The surroundings in which a rule looks at an answer.
package struct PracticeSetting {
    package var task: DeskTask
    /// Who answers; the rule's name where no person does.
    package var person: String
    package var now: Instant
    /// Names of people that the agency's file of the case holds.
    package var names: Set<String>
    package var db: Database

    package init(task: DeskTask, person: String, now: Instant, names: Set<String>, db: Database) {
        self.task = task
        self.person = person
        self.now = now
        self.names = names
        self.db = db
    }
}

/// A text as it may leave, and what was taken out of it.
package struct Released: Hashable, Sendable {
    /// Something taken out: what kind, never what it was.
    package struct Mark: Hashable, Codable, Sendable {
        /// The field it stood in.
        package var field: String
        /// What it was: `name`, `phone`, `idNumber`.
        package var kind: String

        package init(field: String = "", kind: String) {
            self.field = field
            self.kind = kind
        }
    }

    package var text: String
    package var marks: [Mark]

    package init(text: String, marks: [Mark] = []) {
        self.text = text
        self.marks = marks
    }
}

extension Practice {
    package var kinds: Set<String> { [] }
    package var tables: [String] { [] }
    package func create(in db: Database) throws {}
    package func fold(_ entry: Entry, in db: Database) throws {}
    package func objections(to answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem] { [] }
    package func objections(toReturning task: DeskTask) -> [Problem] { [] }
    package func check(_ name: String, _ answer: Deed.Answer, in setting: PracticeSetting) throws -> [Problem]? { nil }
    package func decide(_ rule: String, in setting: PracticeSetting) throws -> Deed.Answer? { nil }
    package func alsoDecided(
        by rule: String,
        with task: DeskTask,
        in db: Database
    ) throws -> [(task: TaskKey, answer: Deed.Answer)] { [] }
    package func issues(_ document: String, on outcome: String, of task: DeskTask) -> Bool { outcome != "returned" }
    package func release(_ text: String, names: Set<String>) -> Released { Released(text: text) }
    package func exemplify(_ answer: inout Deed.Answer, in setting: PracticeSetting) throws {}
    package var reports: [AgencyReport] { [] }
    package var queues: [String] { [] }
    package var seal: Seal? { nil }
    package func receive(_ message: Incoming, on desk: Desk, in tx: Transaction) throws -> Handling { .ignored }
    package func follow(_ task: DeskTask, in db: Database) throws {}
    package func messages(of entry: Entry) throws -> [Outgoing] { [] }
    package func prepared(for setting: Setting) throws -> Self { self }
    package var pages: PracticePages { PracticePages() }
    package func addPages(
        to router: Router<FleetProcess.Context>,
        door: PageDoor,
        desk: Desk,
        engine: Engine
    ) {}
    package func addRoutes(
        to router: Router<FleetProcess.Context>,
        desk: Desk,
        engine: Engine,
        people: PeopleDirectory
    ) {}
    package func keep(
        _ deed: Deed,
        on task: DeskTask,
        by person: String,
        released: [Released.Mark],
        in tx: Transaction
    ) throws {}
}
