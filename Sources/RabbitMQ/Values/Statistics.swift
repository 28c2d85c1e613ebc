/// Counters of one consumer or publisher since it was made.
package struct Statistics: Sendable, Equatable {
    /// Messages written to a socket, repetitions included.
    package var published = 0
    /// Messages written again after a connection or channel was lost.
    package var republished = 0
    package var confirmed = 0
    package var refused = 0
    /// Returned messages that matched nothing in flight.
    package var unmatchedReturns = 0
    /// Publications submitted and not resolved at this moment.
    package var unresolved = 0
    package var delivered = 0
    /// Deliveries whose body was over the limit.
    package var oversized = 0
    package var acked = 0
    package var rejected = 0
    package var requeued = 0
    /// Settlements of deliveries that the broker had already taken back.
    package var staleSettlements = 0
    /// Subscriptions that were made anew because nothing had come for long.
    package var renewals = 0
    /// Connections that were made after the first.
    package var reconnects = 0
    package var isConnected = false
    /// Whether the broker has asked not to publish (memory or disk alarm).
    package var isBlocked = false

    package init() {}
}
