import Casework
import CaseworkTesting
import Contracts
import Synchronization

/// What was seen from outside: what went over the wires, what was acknowledged, who was told yes.
final class Witness: Sendable {
    /// An act that a person was told is safe.
    struct Act: Hashable, Sendable {
        var owner: String
        /// The entry it is in.
        var n: Int64
        var task: String
        var word: String
        var number: String?
    }

    /// When a finished step first lay in the coordinator's queue.
    struct Arrival: Sendable {
        var at: Instant
        var isRead: Bool
    }

    struct State {
        var sent: [String: [MemoryBroker.Message]] = [:]
        var acknowledged: [MemoryBroker.Message] = []
        var acts: [Act] = []
        var arrivals: [String: Arrival] = [:]
        /// The task that a report completes, by message id; nil inside for a report that completes none.
        var completions: [String: String?] = [:]
        var rebuilt: [String: Int] = [:]
        var messages = 0
        var refusals: [String: Int] = [:]
    }

    private let state = Mutex(State())

    var seen: State { state.withLock { $0 } }

    /// A message was written to the broker; `arrived` when it lies in a queue at once.
    func published(_ message: MemoryBroker.Message, by owner: String, at now: Instant, arrived: Bool) {
        state.withLock { state in
            state.messages += 1
            guard message.type != "huiban.journal.v1", message.type != "huiban.fence.v1" else { return }
            state.sent[owner, default: []].append(message)
            guard arrived, message.exchange == "huiban.reports", let id = message.messageID else { return }
            if state.completions[id] == nil { state.completions[id] = .some(Witness.completion(in: message)) }
            guard let key = state.completions[id] ?? nil, state.arrivals[key] == nil else { return }
            state.arrivals[key] = Arrival(at: now, isRead: false)
        }
    }

    /// The broker lost what nobody had acknowledged: it has never arrived.
    func lostUnread() { state.withLock { $0.arrivals = $0.arrivals.filter(\.value.isRead) } }

    /// A process said that it has a message.
    func acknowledged(_ message: MemoryBroker.Message, from queue: String) {
        guard message.type != "huiban.fence.v1", let id = message.messageID else { return }
        state.withLock { state in
            if queue == "intake" { state.acknowledged.append(message) }
            if let key = state.completions[id] ?? nil { state.arrivals[key]?.isRead = true }
        }
    }

    /// A person was told yes.
    func said(_ act: Act) { state.withLock { $0.acts.append(act) } }

    /// A person was told no.
    func refused(_ code: String) { state.withLock { $0.refusals[code, default: 0] += 1 } }

    func rebuilt(_ owner: String) { state.withLock { $0.rebuilt[owner, default: 0] += 1 } }

    /// The task that a report says is completed, nil for any other report.
    private static func completion(in message: MemoryBroker.Message) -> String? {
        let properties = Wire.Properties(
            contentType: message.contentType,
            messageID: message.messageID,
            type: message.type
        )
        guard let envelope = Wire.read(body: message.body, properties: properties).subject,
            let caseID = envelope.caseID,
            let report = envelope.payload(StepReport.self).subject, report.completed != nil
        else { return nil }
        let ref = TaskRef(
            step: report.step,
            instance: report.instance,
            attempt: report.attempt,
            isUndo: report.isUndo
        )
        return ref.id(in: caseID)
    }
}
