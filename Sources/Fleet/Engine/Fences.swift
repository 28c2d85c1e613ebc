import Casework
import EventStore

/// Messages to oneself through every own queue: when they are back, everything that had arrived before was read.
struct Fences {
    private let owner: String
    private let routes: [FenceRoute]
    private var number: Int64 = 0
    private var missing: Set<String> = []
    private var sentAt: Int64 = 0
    /// True between sending and arrival.
    private(set) var isOpen = false
    /// Who asked whether all is quiet.
    var waiters: [@Sendable (Engine.QuietReport) -> Void] = []

    private static let contentType = "application/x-huiban-fence"
    /// A fence that does not come back within this many milliseconds was lost with its queue: another is sent.
    private static let patience: Int64 = 3000

    init(owner: String, routes: [FenceRoute]) {
        self.owner = owner
        self.routes = routes
    }

    /// True when a fence was asked for and is back (at once, for a process without queues to wait for).
    var isComplete: Bool { isOpen && missing.isEmpty }

    /// The parcels to send now; nil while a fence is under way and not lost.
    mutating func next(at now: Int64) -> [Parcel]? {
        guard !isOpen || (!missing.isEmpty && now - sentAt > Fences.patience) else { return nil }
        number += 1
        isOpen = true
        sentAt = now
        missing = Set(routes.map(\.queue))
        return routes.map { route in
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
        if arrived == number { missing.remove(queue) }
    }

    mutating func finish() { isOpen = false }
}
