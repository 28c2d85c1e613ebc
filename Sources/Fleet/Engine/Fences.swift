import Casework
import EventStore

/// Messages to oneself through every own queue: when they are back, everything that had arrived before was read.
struct Fences {
    private let owner: String
    private let routes: [FenceRoute]
    private var number: Int64 = 0
    private var missing: Set<String> = []
    private var sentAt: Int64 = 0
    /// The number of the first fence of the round under way.
    private var first: Int64 = 0
    private var patience: Int64 = 0
    /// True between sending and arrival.
    private(set) var isOpen = false
    /// When the round under way began, by the fleet's clock.
    private var asked: Instant?
    /// Up to when everything that had arrived was read: timers that were due by then may fire, however many they are.
    private(set) var covered: Instant?
    /// Who asked whether all is quiet.
    var waiters: [@Sendable (Engine.QuietReport) -> Void] = []

    private static let contentType = "application/x-huiban-fence"
    /// How long a fence may be away before it is taken for lost, in milliseconds.
    private static let firstPatience: Int64 = 3000
    private static let longestPatience: Int64 = 60_000

    init(owner: String, routes: [FenceRoute]) {
        self.owner = owner
        self.routes = routes
    }

    /// True when a fence was asked for and is back (at once, for a process without queues to wait for).
    var isComplete: Bool { isOpen && missing.isEmpty }

    /// The parcels to send now; nil while a fence is under way and not lost.
    ///
    /// A fence that does not come back is sent again to the queues it is missing from, ever more rarely: its queue was
    /// deleted, or is so long that it takes its time. Whichever of them comes back first counts.
    ///
    /// - Parameters:
    ///   - now: The time by which it is judged whether one was lost, in milliseconds.
    ///   - moment: The fleet's time.
    /// - Returns: What to send, nil while one is on its way.
    mutating func next(at now: Int64, moment: Instant) -> [Parcel]? {
        if isOpen {
            guard !missing.isEmpty, now - sentAt > patience else { return nil }
            patience = min(patience * 2, Fences.longestPatience)
        } else {
            isOpen = true
            asked = moment
            missing = Set(routes.map(\.queue))
            first = number + 1
            patience = Fences.firstPatience
        }
        number += 1
        sentAt = now
        return routes.filter { missing.contains($0.queue) }.map { route in
            Parcel(
                token: .fence(number),
                message: Outgoing(
                    exchange: route.exchange,
                    routingKey: route.routingKey,
                    messageID: "\(owner)/fence/\(number)",
                    type: "huiban.fence.v1",
                    contentType: Fences.contentType,
                    correlationID: "\(number)",
                    body: []
                )
            )
        }
    }

    /// The number of a fence of ours, 0 for one of another life, nil for any other message.
    func number(of raw: RawMessage) -> Int64? {
        guard raw.contentType == Fences.contentType, raw.sender == owner else { return nil }
        return raw.correlationID.flatMap { Int64($0) } ?? 0
    }

    mutating func arrived(_ arrived: Int64, queue: String) {
        if isOpen, arrived >= first { missing.remove(queue) }
    }

    mutating func finish() {
        isOpen = false
        covered = asked
    }

    /// No fence covers anything any more, the one under way neither.
    mutating func forget() {
        asked = nil
        covered = nil
    }
}
