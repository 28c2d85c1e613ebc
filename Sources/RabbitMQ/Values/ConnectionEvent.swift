/// Something that happened to a connection which its owner may want to tell or count.
package enum ConnectionEvent: Sendable, Equatable {
    case connected(node: String)
    /// The connection or the attempt to make one failed; the next attempt comes by itself.
    case disconnected(AMQPError, retryIn: Duration)
    /// The broker asks not to publish (memory or disk alarm).
    case blocked(reason: String)
    /// The broker takes messages again, or the connection that was blocked is gone.
    case unblocked
    /// Deliveries of the queue flow.
    case subscribed(queue: String)
    /// The broker ended the subscription, mostly since the queue was deleted.
    case cancelled(queue: String, retryIn: Duration)
    /// The broker refused or ended the subscription with a reason; 404 is a missing queue.
    case subscriptionFailed(queue: String, AMQPError, retryIn: Duration)
    /// The broker closed the publishing channel because of a message; it is opened again.
    case channelClosed(AMQPError)
    /// The thread has ended and everything is freed.
    case stopped
}
