package import Casework
package import EventStore

/// Receive, decide, record, tell: one process's inputs become commits, commits become journal records, and only a
/// confirmed record releases what waited for it: acknowledgements, answers to people, caused messages (design rule A).
///
/// Plain and synchronous; it belongs to one thread. `Engine` gives it a thread, the simulation drives it by hand.
package final class Pipeline {
    /// One input and how its sender is told.
    package struct Job {
        /// What the input does; throwing rolls back this input alone.
        package var work: (Transaction) throws -> Void
        package var tell: (Progress) -> Void

        package init(work: @escaping (Transaction) throws -> Void, tell: @escaping (Progress) -> Void) {
            self.work = work
            self.tell = tell
        }
    }

    /// How far a job has come; `safe`, `failed` and `notCommitted` are final.
    package enum Progress {
        /// In the file, its record not yet confirmed.
        case committed
        /// In the file and in the journal: *yes* may be said.
        case safe
        /// The work threw; nothing of it was recorded.
        case failed(any Error)
        /// The whole commit failed (disk); nothing of it was recorded, try again later.
        case notCommitted(any Error)
    }

    /// A journal record handed to the broker, by the last entry in it.
    private struct Shipment {
        enum State {
            case sent
            case confirmed
            case refused
        }

        var through: Int64
        var state: State
    }

    private struct Batch {
        var last: Int64
        var tells: [(Progress) -> Void]
    }

    package let ledger: Ledger
    private let outlet: any Outlet
    private let window: Int
    /// Log position up to which the journal is confirmed.
    package private(set) var safe: Int64
    /// Log position up to which records were handed to the broker.
    private var shipped: Int64
    private var records: [Shipment] = []
    private var batches: [Batch] = []
    private var inFlight: Set<Int64> = []
    private var cursor: Int64 = 0
    /// True when messages may wait behind the cursor: something became safe, was sent or is tried again.
    private var mayFeed = true
    /// The messages that went out in one with another, by the first of them.
    private var together: [Int64: [Int64]] = [:]
    private var sent: [Int64] = []
    private var stuck: [(id: Int64, reason: String)] = []
    /// Why the journal cannot be written, while that is so; what is recorded meanwhile waits in the log.
    package private(set) var journalTrouble: String?
    /// True when the journal's stream was gone: what it held is shipped again too.
    private var isJournalLost = false
    /// True while one page is on its way to see whether the journal takes records again.
    private var isProbing = false
    /// Counts for metrics, by name.
    package private(set) var counts = PipelineCounts()

    /// `safe` is the position that the journal is known to hold.
    package init(ledger: Ledger, outlet: any Outlet, safe: Int64, window: Int = 1000) {
        self.ledger = ledger
        self.outlet = outlet
        self.safe = safe
        shipped = safe
        self.window = window
    }

    /// Messages handed to the broker and not yet answered, journal records included.
    package var unanswered: Int { inFlight.count + records.count }

    /// True while so many records wait for their confirm that what can wait should not be recorded yet.
    ///
    /// A journal in trouble is sent nothing: then nothing piles up, and the log alone goes on.
    package var isFull: Bool { journalTrouble == nil && records.count >= Pipeline.mostRecords }

    private static let mostRecords = 50

    /// True when nothing waits: no record, no message, no cleaning up.
    package var isIdle: Bool {
        unanswered == 0 && sent.isEmpty && stuck.isEmpty && journalTrouble == nil && !ledger.isInDoubt
    }

    /// Ships what the journal lacks (after a start) and sends what waits in the outbox.
    package func start() throws {
        try shipRest()
        try feed()
    }

    /// Ships whatever the log has beyond what was shipped, `fresh` being its last entries.
    private func shipRest(_ fresh: [Entry] = []) throws {
        // A commit that took place although it was reported as failed lies between the two.
        if let first = fresh.first, first.n == shipped + 1 { return ship(fresh) }
        while case let page = try ledger.store.entries(after: shipped, limit: 500), !page.isEmpty { ship(page) }
    }

    /// One commit over everything that is there (no linger).
    ///
    /// Throws when the file cannot be read any more; then the process has to start again.
    package func run(_ jobs: [Job], now: Instant) throws {
        let (sent, stuck) = (self.sent, self.stuck)
        let entries: [Entry]
        let results: [Ledger.Result]
        do {
            (entries, results) = try ledger.commit(jobs.map(\.work), now: now, sent: sent, stuck: stuck)
        } catch {
            counts.failedCommits += 1
            for job in jobs { job.tell(.notCommitted(error)) }
            return
        }
        self.sent.removeFirst(sent.count)
        self.stuck.removeFirst(stuck.count)
        inFlight.subtract(sent)
        inFlight.subtract(stuck.map(\.id))
        counts.commits += 1
        counts.entries += entries.count
        var tells: [(Progress) -> Void] = []
        for (job, result) in zip(jobs, results) {
            switch result {
            case .recorded: tells.append(job.tell)
            case .failed(let error): job.tell(.failed(error))
            }
        }
        for tell in tells { tell(.committed) }
        if journalTrouble == nil, shipped < ledger.end.n { try shipRest(entries) }
        if !tells.isEmpty { batches.append(Batch(last: ledger.end.n, tells: tells)) }
        release()
        try feed()
    }

    /// Takes in what became of a parcel.
    package func settle(_ token: Parcel.Token, _ outcome: ParcelOutcome) throws {
        switch (token, outcome) {
        case (.journal(let through), .confirmed):
            if let index = records.firstIndex(where: { $0.through == through }) { records[index].state = .confirmed }
            while let first = records.first, first.state == .confirmed {
                safe = first.through
                records.removeFirst()
                mayFeed = true
            }
            release()
            if isProbing, records.isEmpty { try journalTakesAgain() }
        case (.journal(let through), .refused(let reason)), (.journal(let through), .unroutable(let reason)):
            if let index = records.firstIndex(where: { $0.through == through }) { records[index].state = .refused }
            journalTrouble = reason
            isProbing = false
            if case .unroutable = outcome { isJournalLost = true }
        case (.outbox(let id), .confirmed):
            counts.told += 1
            sent += gone(with: id)
        case (.outbox(let id), .refused(let reason)), (.outbox(let id), .unroutable(let reason)):
            counts.refused += 1
            stuck += gone(with: id).map { ($0, reason) }
        case (.fence, _), (.again, _):
            break
        }
    }

    /// Sends the next waiting messages whose causes are safe.
    package func feed() throws {
        let room = window - inFlight.count
        guard mayFeed, room > 0 else { return }
        let rows = try ledger.store.read { try Outbox.next(after: cursor, safe: safe, limit: room, in: $0) }
        guard let last = rows.last else {
            mayFeed = false
            return
        }
        cursor = last.id
        let fresh = rows.filter { inFlight.insert($0.id).inserted }
        let loads = CaseEventBatch.loads(fresh)
        for load in loads where load.ids.count > 1 { together[load.ids[0]] = load.ids }
        outlet.send(loads.map { Parcel(token: .outbox($0.ids[0]), message: $0.message) })
    }

    /// The waiting messages that one answer of the broker is for.
    private func gone(with id: Int64) -> [Int64] { together.removeValue(forKey: id) ?? [id] }

    /// Whether messages confirmed or refused wait to be noted in the file.
    package var hasNotes: Bool { !sent.isEmpty || !stuck.isEmpty }

    /// Tries stuck messages again with the next feeding; on a disk that cannot be written they wait for the next retry.
    package func retryStuck() {
        do {
            if try ledger.retryStuck() > 0 {
                cursor = 0
                mayFeed = true
            }
        } catch {
            counts.failedCommits += 1
        }
    }

    /// Tries whether the journal takes records again: one page of what it lacks, the rest when that is confirmed.
    ///
    /// Waits until everything under way is answered, so that no late answer is taken for a newer record's.
    package func retryJournal() throws {
        guard journalTrouble != nil, !records.contains(where: { $0.state == .sent }) else { return }
        records = []
        if isJournalLost { safe = 0 }
        shipped = safe
        isProbing = true
        ship(try ledger.store.entries(after: safe, limit: 500))
    }

    /// Ships what a commit has written that was reported as failed, although nothing else is to be recorded.
    package func resolveDoubt() throws {
        guard ledger.isInDoubt else { return }
        try ledger.resolveDoubt()
        if journalTrouble == nil, shipped < ledger.end.n { try shipRest() }
    }

    private func journalTakesAgain() throws {
        isProbing = false
        isJournalLost = false
        journalTrouble = nil
        try shipRest()
    }

    private func ship(_ entries: [Entry]) {
        let parcels = JournalRecord.split(owner: ledger.store.owner, entries: entries).map(parcel)
        records += parcels.map { Shipment(through: $0.through, state: .sent) }
        shipped = entries.last?.n ?? shipped
        outlet.send(parcels.map(\.parcel))
    }

    private func parcel(_ record: JournalRecord) -> (through: Int64, parcel: Parcel) {
        let owner = record.owner
        let first = record.entries.first?.n ?? 0
        let last = record.entries.last?.n ?? 0
        let message = Outgoing(
            exchange: "huiban.journal",
            routingKey: owner,
            messageID: "\(owner)/journal/\(first)-\(last)",
            type: "huiban.journal.v1",
            contentType: "application/json",
            body: record.encode()
        )
        return (last, Parcel(token: .journal(through: last), message: message))
    }

    private func release() {
        while let first = batches.first, first.last <= safe {
            batches.removeFirst()
            for tell in first.tells { tell(.safe) }
        }
    }
}

/// What a pipeline has done since it began.
package struct PipelineCounts: Sendable {
    package var commits = 0
    package var entries = 0
    package var failedCommits = 0
    package var told = 0
    package var refused = 0
}
