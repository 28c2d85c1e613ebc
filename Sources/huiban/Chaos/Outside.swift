/// What a fleet shows from outside when everything has come to rest: the other side of the comparison.
struct Outside: Sendable {
    /// A line of the list of cases.
    struct Case: Hashable, Sendable {
        let id: String
        let externalID: String
        let isOpen: Bool
        var clockStopped: String?
        /// What it waits for, asked for open cases.
        var waits: [String] = []
    }

    /// One event of the stream `case-events`, as far as it is compared.
    struct Event: Hashable, Sendable {
        let caseID: String
        let number: Int
        let kind: String
        let externalID: String
        /// The event word for word.
        let words: String
    }

    /// A line of a desk's numbers.
    struct Number: Hashable, Sendable {
        let owner: String
        let document: String
        let year: Int
        let n: Int
        let number: String
        let task: String
    }

    /// What a process says of itself.
    struct Condition: Hashable, Sendable {
        let process: String
        let unsent: Int
        let stuck: Int
        let dead: Int
        let parked: Int
    }

    var cases: [Case] = []
    var events: [Event] = []
    /// How often each deed stands in the history of its task.
    var acts: [ChaosLedger.Act: Int] = [:]
    /// How often each ruling stands in the history of its case, by its id.
    var rulings: [String: Int] = [:]
    var numbers: [Number] = []
    var conditions: [Condition] = []
    /// The files whose tables differ from their logs.
    var differing: [String] = []
    /// Whether the coordinator has nothing on its way; only then does it say which tasks are open.
    var isQuiet = true
    /// Tasks that are still open.
    var openTasks: [String] = []
}
