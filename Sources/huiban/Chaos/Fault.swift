/// One thing that is done to a fleet at work.
enum Fault: Hashable, Codable, Sendable {
    /// kill -9 of a process.
    case kill(String)
    /// SIGSTOP of a process, SIGCONT after some seconds.
    case freeze(String, seconds: Double)
    /// kill -9 of the broker's node.
    case killBroker
    /// The broker's node is stopped in order and started again.
    case restartBroker
    case freezeBroker(seconds: Double)
    /// The broker closes every connection.
    case cutConnections
    case deleteQueue(String)
    /// The broker has too little memory: who publishes is blocked for so long.
    case memoryAlarm(seconds: Double)
    /// The disk of one worker's file is full for so long.
    case fullDisk(seconds: Double)

    /// The fault as the run's record names it.
    var text: String {
        switch self {
        case .kill(let process): "kill -9 \(process)"
        case .freeze(let process, let seconds): "SIGSTOP \(process) for \(seconds) s"
        case .killBroker: "kill -9 broker"
        case .restartBroker: "stop and start broker"
        case .freezeBroker(let seconds): "SIGSTOP broker for \(seconds) s"
        case .cutConnections: "cut every connection"
        case .deleteQueue(let queue): "delete queue \(queue)"
        case .memoryAlarm(let seconds): "memory alarm for \(seconds) s"
        case .fullDisk(let seconds): "full disk of \(SmallDisk.owner) for \(seconds) s"
        }
    }

    /// The kind alone, for counting.
    var kind: String {
        switch self {
        case .kill: "kill"
        case .freeze: "freeze"
        case .killBroker: "kill-broker"
        case .restartBroker: "restart-broker"
        case .freezeBroker: "freeze-broker"
        case .cutConnections: "cut"
        case .deleteQueue: "delete-queue"
        case .memoryAlarm: "memory-alarm"
        case .fullDisk: "full-disk"
        }
    }

    /// Whether it befalls the broker as a whole; two of those at once would hide each other.
    var isOfBroker: Bool {
        switch self {
        case .killBroker, .restartBroker, .freezeBroker, .cutConnections, .deleteQueue, .memoryAlarm: true
        case .kill, .freeze, .fullDisk: false
        }
    }
}
