package import EventStore

/// A message handed to the broker; the token comes back with what became of it.
package struct Parcel: Sendable {
    package var token: Token
    package var message: Outgoing

    package init(token: Token, message: Outgoing) {
        self.token = token
        self.message = message
    }

    /// What a message is to the process that sends it.
    package enum Token: Hashable, Sendable {
        /// A record of the journal, by the last entry in it.
        case journal(through: Int64)
        /// A waiting message of the outbox.
        case outbox(Int64)
        /// A message to oneself that shows that everything before it was read.
        case fence(Int64)
        /// A snapshot said again; nobody waits for it.
        case again
    }
}

/// What became of a parcel.
package enum ParcelOutcome: Hashable, Sendable {
    case confirmed
    /// The broker would not take it; `reason` is a stable word with the broker's code.
    case refused(reason: String)
    /// The queue, stream or exchange that it was for is gone.
    case unroutable(reason: String)
}

/// Where parcels go: the broker's publishing connection, or the broker in memory.
package protocol Outlet: AnyObject, Sendable {
    /// Takes parcels in order; never blocks. Each token is answered exactly once, whatever happens to the connection.
    func send(_ parcels: [Parcel])
}
