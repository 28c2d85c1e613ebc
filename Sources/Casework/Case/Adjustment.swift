/// What has moved the end of a clock since its opening.
///
/// A due date is its base and its adjustments in order, so it can be worked out again when a field, a rule or the
/// calendar changes, and nothing that was granted is lost.
package enum Adjustment: Hashable, Codable, Sendable {
    /// More time was granted.
    case extended(by: Span)
    /// The clock stood still; what was left at the beginning is left at the end.
    case paused(since: Instant, until: Instant)
}
