/// What was published, what was done and what was told, kept outside the fleet: the one side of the comparison.
struct ChaosLedger: Sendable {
    /// One matter of the publisher.
    struct Intent: Hashable, Sendable {
        /// Whether it can become a case at all; what is wrong on purpose must not.
        let isSound: Bool
        /// How often the broker confirmed a message of it.
        var confirmed = 0
        /// The case of every receipt that named one.
        var cases: Set<String> = []
        /// Receipts by disposition; a receipt may come twice.
        var receipts: [String: Int] = [:]
    }

    /// One deed of one person on one task; a note also by its text, which is never used again.
    struct Act: Hashable, Sendable {
        /// The process at whose desk it was done.
        let desk: String
        let task: String
        let word: String
        let by: String
        var note: String?
    }

    /// What was told of the attempts at one deed.
    struct Tally: Hashable, Sendable {
        /// 200: it is safe.
        var yes = 0
        /// 202: it is saved there, not yet safe.
        var kept = 0
        /// No answer, or one that says nothing about what became of it.
        var unknown = 0
    }

    /// How an attempt was answered.
    enum Answer: Sendable {
        case yes
        case kept
        case unknown
    }

    private(set) var intents: [String: Intent] = [:]
    private(set) var acts: [Act: Tally] = [:]
    /// Rulings by id, with the case they were made in.
    private(set) var rulings: [String: (caseID: String, tally: Tally)] = [:]
    /// Document numbers that were told, with the task they were told for.
    private(set) var numbers: [String: String] = [:]
    /// Messages that were published and got no receipt until the end.
    var unanswered: [String] = []

    /// Something is going to be published.
    mutating func intend(_ externalID: String, isSound: Bool) {
        if intents[externalID] == nil { intents[externalID] = Intent(isSound: isSound) }
    }

    /// The broker confirmed a message.
    mutating func confirm(_ externalID: String) { intents[externalID]?.confirmed += 1 }

    /// A receipt came.
    mutating func receive(_ externalID: String, _ disposition: String, caseID: String?) {
        intents[externalID]?.receipts[disposition, default: 0] += 1
        if let caseID { intents[externalID]?.cases.insert(caseID) }
    }

    /// A deed was answered; a refused one has no place here, for it must have no effect.
    mutating func note(_ act: Act, _ answer: Answer) { acts[act, default: Tally()].add(answer) }

    /// A ruling was answered.
    mutating func note(ruling id: String, in caseID: String, _ answer: Answer) {
        var known = rulings[id] ?? (caseID, Tally())
        known.tally.add(answer)
        rulings[id] = known
    }

    /// A number was told.
    mutating func note(number: String, of task: String) { numbers[number] = task }
}

extension ChaosLedger.Tally {
    fileprivate mutating func add(_ answer: ChaosLedger.Answer) {
        switch answer {
        case .yes: yes += 1
        case .kept: kept += 1
        case .unknown: unknown += 1
        }
    }

    /// The fewest effects there may be: what was said to be saved is there.
    var least: Int { yes + kept }
    /// The most effects there may be: every attempt that was not refused.
    var most: Int { yes + kept + unknown }
}
