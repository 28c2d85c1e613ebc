import Casework
import Contracts
import EventStore
import GRDB
import Logging
import Synchronization

/// From a delivered message to its effect: read the envelope, keep the order of parked cases, put aside what cannot
/// be handled.
///
/// Belongs to the engine's thread.
final class DeliveryIntake: Sendable {
    private let engine: Engine
    private let isCareful: Bool

    /// After this many deaths in the middle of one message the message is to blame.
    private static let deathsAllowed = 2

    init(engine: Engine, isCareful: Bool) {
        self.engine = engine
        self.isCareful = isCareful
    }

    /// After an unclean end, messages that may have caused it are handled one at a time, noted first (design section 5).
    func mustBeAlone(_ raw: RawMessage) -> Bool { isCareful && raw.isRedelivered }

    func begin(_ raw: RawMessage) throws { _ = try engine.store.beginHandling(key(raw)) }

    private func key(_ raw: RawMessage) -> String { "\(raw.queue)/\(ContentHash.of(raw.body))" }

    func handle(_ raw: RawMessage, _ transaction: Transaction) throws {
        if mustBeAlone(raw) {
            let before = try deaths(raw, transaction)
            // In this commit, so that it is forgotten exactly when it is handled.
            try Store.endHandling(key(raw), in: transaction.db)
            if before > Self.deathsAllowed {
                let problem = Problem("POISON", zh: "处理该消息时进程多次退出", en: "the process died on it repeatedly")
                return try bury(raw, [problem], transaction)
            }
        }
        if let size = raw.oversized {
            let problem = Problem("BODY_TOO_LARGE", zh: "正文过大：\(size) 字节", en: "body too large: \(size) bytes")
            return try bury(raw, [problem], transaction)
        }
        switch Wire.read(body: raw.body, properties: properties(raw)) {
        case .bad(let problems):
            try bury(raw, problems, transaction)
        case .good(let envelope, let warnings):
            let message = Incoming(raw: raw, envelope: envelope, warnings: warnings)
            if let caseID = self.caseID(of: message.envelope, from: raw),
                try DeadLetters.isParked(caseID, in: transaction.db)
            {
                return try park(raw, caseID, ["CASE_PARKED"], transaction)
            }
            // In this very commit, so that the next message of the case already finds it parked.
            switch try transaction.attempt({ try receive(message, transaction) }) {
            case .success(.done): break
            case .success(.ignored): engine.status.withLock { $0.ignored += 1 }
            case .success(.dead(let problems)): try bury(raw, problems, transaction)
            case .failure(let error): try putAside(raw, because: error, transaction)
            }
        }
    }

    /// A kept message once more, by the same path, but without looking whether its case is parked and without putting
    /// it aside again.
    func handleAgain(_ raw: RawMessage, _ transaction: Transaction) throws -> Handling {
        switch Wire.read(body: raw.body, properties: properties(raw)) {
        case .bad(let problems): .dead(problems)
        case .good(let envelope, let warnings):
            try receive(Incoming(raw: raw, envelope: envelope, warnings: warnings), transaction)
        }
    }

    private func receive(_ message: Incoming, _ transaction: Transaction) throws -> Handling {
        engine.status.withLock { $0.handled += 1 }
        // A publisher's own ids may hold anything; the case id of the fleet's own messages is ours.
        let caseID = caseID(of: message.envelope, from: message.raw)
        engine.log.info(
            "message",
            metadata: [
                "type": "\(message.envelope.type.name)", "case": "\(caseID ?? "")",
                "trace": "\(message.envelope.traceparent.flatMap(TraceParent.traceID) ?? "")",
            ]
        )
        return try engine.office.receive(message, transaction)
    }

    /// The message that a kept one was; without its body when that was not kept or cannot be opened.
    func restore(_ kept: DeadLetters.Kept) throws -> RawMessage {
        try DeadLetters.restore(kept, with: engine.office.seal(of: kept.queue), engine.dayKeys)
    }

    /// Whether the body of a kept message is gone because its day is over.
    func isRedacted(_ kept: DeadLetters.Kept) throws -> Bool {
        try kept.day.map { try engine.dayKeys.seal(thatOpens: $0) == nil } ?? false
    }

    /// The case that a message is about, nil when it says none or cannot be read.
    func caseID(of raw: RawMessage) -> String? {
        Wire.read(body: raw.body, properties: properties(raw)).subject.flatMap {
            caseID(of: $0, from: raw)
        }
    }

    /// What a publisher writes into its envelope is not trusted: nobody parks another's case from outside.
    private func caseID(of envelope: Envelope, from raw: RawMessage) -> String? {
        engine.office.outsideQueues.contains(raw.queue) ? nil : envelope.caseID
    }

    /// A message whose handling threw: its case waits in order; without a case it is a dead letter.
    func putAside(_ raw: RawMessage, because error: any Error, _ transaction: Transaction) throws {
        let problem = DeliveryIntake.failure(error)
        engine.log.error(
            "a message could not be handled",
            metadata: ["queue": "\(raw.queue)", "reason": "\(problem.code)"]
        )
        if let caseID = caseID(of: raw) {
            try park(raw, caseID, [problem.code], transaction)
        } else {
            try bury(raw, [problem], transaction)
        }
    }

    /// What a handler's error is called; its text stays inside, because it may quote the message.
    static func failure(_ error: any Error) -> Problem {
        Problem("HANDLER_FAILED:\(type(of: error))", zh: "处理失败", en: "handling failed")
    }

    func bury(_ raw: RawMessage, _ problems: [Problem], _ transaction: Transaction) throws {
        try transaction.record(
            DeadLetters.deadKind,
            case: "",
            try DeadLetters.bury(
                raw,
                because: problems.map(\.code),
                under: engine.office.seal(of: raw.queue),
                on: LocalDate(transaction.now),
                engine.dayKeys
            )
        )
        engine.status.withLock { $0.dead += 1 }
        engine.log.warning(
            "dead letter",
            metadata: ["queue": "\(raw.queue)", "reasons": "\(problems.map(\.code).joined(separator: " "))"]
        )
    }

    private func park(
        _ raw: RawMessage,
        _ caseID: String,
        _ reasons: [String],
        _ transaction: Transaction
    ) throws {
        try transaction.record(DeadLetters.parkedKind, case: caseID, DeadLetters.park(raw, because: reasons))
        engine.status.withLock { $0.parked += 1 }
        engine.log.warning(
            "case parked",
            metadata: ["case": "\(caseID)", "reasons": "\(reasons.joined(separator: " "))"]
        )
    }

    private func deaths(_ raw: RawMessage, _ transaction: Transaction) throws -> Int {
        try Int.fetchOne(transaction.db, sql: "SELECT count FROM deaths WHERE message = ?", arguments: [key(raw)]) ?? 0
    }

    private func properties(_ raw: RawMessage) -> Wire.Properties {
        Wire.Properties(
            contentType: raw.contentType,
            messageID: raw.messageID,
            type: raw.type,
            replyTo: raw.replyTo,
            userID: raw.userID
        )
    }
}
