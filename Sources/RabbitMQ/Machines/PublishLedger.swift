/// Which publications wait, which are on the way under which tag, and what became of them.
///
/// Pure: the clock is an argument. Invariants: a token is resolved exactly once; unresolved publications are written in the
/// order of their submission, again after each loss of the channel; one that is refused never holds up the others.
///
/// A channel that the broker closes does not say which of the pipelined messages it objected to. So the unresolved ones are
/// sent again one at a time, and only a message that was alone when the channel closed is refused; each confirm then
/// doubles how many may be on the way, up to the window.
package struct PublishLedger: Sendable {
    /// The outcome of one token.
    package typealias Resolution = (token: UInt64, outcome: PublishOutcome)

    private struct Slot: Sendable {
        /// Nil once resolved, which also lets go of the body.
        var publication: Publication?
        var returned: Refusal?
        var sent: ContinuousClock.Instant
    }

    private let window: Int
    private let patience: Duration
    private var allowance: Int
    private var patienceBegins: ContinuousClock.Instant?
    private var waiting = Fifo<Publication>()
    private var again = Fifo<Publication>()
    private var slots = Fifo<Slot>()
    /// The tag of the slot at the front; tags count from 1 on each channel.
    private var frontTag: UInt64 = 1

    /// Publications that are written and not resolved.
    package private(set) var onTheWay = 0
    /// Returned messages that matched nothing on the way.
    package private(set) var unmatchedReturns = 0
    /// A message came back: the channel counted it, the queue that the others go to did not.
    private var isOutOfStep = false

    /// Makes an empty ledger.
    ///
    /// - Parameters:
    ///   - window: how many unresolved messages may be on the way.
    ///   - patience: how long one may stay unresolved on an open connection.
    package init(window: Int, patience: Duration) {
        self.window = window
        self.patience = patience
        allowance = window
    }

    /// Publications that are not resolved, on the way or not.
    package var unresolved: Int { waiting.count + again.count + onTheWay }

    /// The tokens of `unresolved`, in order.
    package var unresolvedTokens: [UInt64] {
        slots.elements.compactMap { $0.publication?.token } + again.elements.map(\.token)
            + waiting.elements.map(\.token)
    }

    /// Takes publications at the end of the line; what no frame can carry is refused at once.
    package mutating func submit(_ publications: [Publication]) -> [Resolution] {
        var resolutions: [Resolution] = []
        for publication in publications {
            if let defect = publication.defect {
                resolutions.append((publication.token, PublishOutcome(.malformed(defect))))
            } else {
                waiting.append(publication)
            }
        }
        return resolutions
    }

    /// The publication to write next, if one waits and may go; it stays in line until `take`.
    ///
    /// After a returned message nothing goes before everything is resolved and the channel is a new one.
    package var next: Publication? {
        guard onTheWay < allowance, !isOutOfStep else { return nil }
        return again.first ?? waiting.first
    }

    /// Whether the channel has to be closed and opened again before the next message.
    ///
    /// A channel that writes into a stream is to be trusted only while each of its messages went there (see `PublishLane`).
    package var needsNewChannel: Bool { isOutOfStep && onTheWay == 0 }

    /// Whether something waits that was written before.
    package var hasRepeats: Bool { again.first != nil }

    /// Notes that `next` is being written now.
    ///
    /// - Returns: whether it had been written before.
    package mutating func take(at now: ContinuousClock.Instant) -> Bool {
        let repeated = again.popFirst()
        guard let publication = repeated ?? waiting.popFirst() else {
            preconditionFailure("nothing waits to be published")
        }
        slots.append(Slot(publication: publication, returned: nil, sent: now))
        onTheWay += 1
        return repeated != nil
    }

    /// The broker took responsibility for a tag, or for all up to it.
    package mutating func confirmed(tag: UInt64, multiple: Bool) -> [Resolution] {
        resolve(tag, multiple) { $0.returned.map(PublishOutcome.init) ?? .confirmed }
    }

    /// The broker refused responsibility for a tag, or for all up to it.
    package mutating func nacked(tag: UInt64, multiple: Bool) -> [Resolution] {
        resolve(tag, multiple) { PublishOutcome($0.returned ?? .nacked) }
    }

    /// A mandatory message came back; its confirm follows and resolves it.
    ///
    /// The frame has no tag, but returns come in the order of publishing: it is the earliest that looks the same.
    package mutating func returned(code: UInt16, text: String, _ message: InboundMessage) {
        isOutOfStep = true
        let size = message.oversized ?? message.body.count
        for offset in 0..<slots.count {
            guard var slot = slots[offset], let candidate = slot.publication, slot.returned == nil,
                candidate.mandatory, candidate.routingKey == message.routingKey,
                candidate.properties.messageID == message.properties.messageID,
                candidate.exchange == message.exchange, candidate.body.count == size
            else { continue }
            slot.returned = .returned(code: code, text: text)
            slots.replace(at: offset, with: slot)
            return
        }
        unmatchedReturns += 1
    }

    /// The broker closed the channel; what is on the way goes back in line, except a message that was alone.
    package mutating func channelClosed(code: UInt16, text: String) -> [Resolution] {
        defer { restart() }
        guard onTheWay > 0 else { return [] }
        allowance = 1
        guard onTheWay == 1, let guilty = slots.elements.lazy.compactMap(\.publication).first else { return [] }
        slots.removeAll()
        return [(guilty.token, PublishOutcome(Refusal(code: code, text: text)))]
    }

    /// The channel is being closed and opened again, with nothing on the way.
    package mutating func channelRenewed() { restart() }

    /// The connection ended; what is on the way goes back in line.
    ///
    /// A reply code that blames the client's frames is treated like a closed channel, so that one message cannot end every
    /// connection for ever.
    ///
    /// - Parameter reason: the broker's reply code and text, if it said one.
    /// - Returns: the outcome of a message that was alone and to blame.
    package mutating func disconnected(reason: (code: UInt16, text: String)?) -> [Resolution] {
        if let reason, Self.blames(reason.code) { return channelClosed(code: reason.code, text: reason.text) }
        restart()
        return []
    }

    /// Whether a reply code that ends a connection blames the client's frames.
    package static func blames(_ code: UInt16) -> Bool { [501, 502, 503, 505, 530, 540].contains(code) }

    /// Gives up on confirms that did not come in time; a late one is then ignored.
    package mutating func expire(at now: ContinuousClock.Instant) -> [Resolution] {
        var resolutions: [Resolution] = []
        for offset in 0..<slots.count {
            guard var slot = slots[offset], let publication = slot.publication else { continue }
            guard now >= deadline(of: slot) else { break }
            resolutions.append((publication.token, PublishOutcome(slot.returned ?? .unconfirmed)))
            slot.publication = nil
            slots.replace(at: offset, with: slot)
            onTheWay -= 1
        }
        dropResolvedFront()
        return resolutions
    }

    /// When `expire` next has something to do.
    package var expiry: ContinuousClock.Instant? {
        onTheWay > 0 ? slots.first.map(deadline) : nil
    }

    /// The broker reads again after an alarm: waiting for confirms begins anew.
    package mutating func unblocked(at now: ContinuousClock.Instant) {
        patienceBegins = now
    }

    private func deadline(of slot: Slot) -> ContinuousClock.Instant {
        max(slot.sent, patienceBegins ?? slot.sent) + patience
    }

    private mutating func resolve(
        _ tag: UInt64,
        _ multiple: Bool,
        _ outcome: (Slot) -> PublishOutcome
    ) -> [Resolution] {
        guard tag >= frontTag || (tag == 0 && multiple) else { return [] }
        // Tag 0 with multiple means all so far (AMQP 0-9-1, basic.ack).
        let last = tag == 0 ? slots.count - 1 : min(Int(clamping: tag - frontTag), slots.count - 1)
        guard last >= 0, multiple || tag - frontTag < UInt64(slots.count) else { return [] }
        var resolutions: [Resolution] = []
        for offset in (multiple ? 0 : last)...last {
            guard var slot = slots[offset], let publication = slot.publication else { continue }
            resolutions.append((publication.token, outcome(slot)))
            slot.publication = nil
            slots.replace(at: offset, with: slot)
            onTheWay -= 1
            allowance = min(window, allowance * 2)
        }
        dropResolvedFront()
        return resolutions
    }

    private mutating func dropResolvedFront() {
        while let front = slots.first, front.publication == nil {
            _ = slots.popFirst()
            frontTag += 1
        }
    }

    private mutating func restart() {
        var line = Fifo<Publication>()
        line.append(contentsOf: slots.elements.lazy.compactMap(\.publication))
        line.append(contentsOf: again.elements)
        again = line
        slots.removeAll()
        frontTag = 1
        onTheWay = 0
        isOutOfStep = false
    }
}
