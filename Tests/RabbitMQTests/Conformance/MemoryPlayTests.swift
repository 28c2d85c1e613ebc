import CaseworkTesting
import Testing

/// Long random plays on the memory broker: whatever happens, a message is settled once or is still there.
@Suite struct MemoryPlayTests {
    @Test(arguments: UInt64(0)..<100)
    func nothingConfirmedIsLostOrDoubledAndTheSameSeedIsTheSamePlay(_ seed: UInt64) {
        var (first, second) = (MemoryPlay(seed: seed), MemoryPlay(seed: seed))
        for play in [first.run(steps: 400), second.run(steps: 400)] {
            let found = Set(play.settled + play.left)
            #expect(play.left.count + play.settled.count == found.count, "seed \(seed)")
            #expect(play.confirmed.subtracting(found) == [], "seed \(seed)")
            #expect(found.subtracting(play.confirmed.union(play.unheard)) == [], "seed \(seed)")
        }
        #expect(first.transcript == second.transcript, "seed \(seed)")
    }
}

/// One random play: three users of two queues with a dead-letter exchange, who lose connections and nodes.
private struct MemoryPlay {
    struct Result {
        var confirmed: Set<String>
        /// Published, and lost sight of before the confirm was read.
        var unheard: Set<String>
        var settled: [String]
        var left: [String]
    }

    private let broker = MemoryBroker()
    private var chance: SeededGenerator
    private var connections: [MemoryBroker.Connection] = []
    private var waiting: [[UInt64: String]] = []
    private var held: [[MemoryBroker.Delivery]] = []
    private var result = Result(confirmed: [], unheard: [], settled: [], left: [])
    private(set) var transcript: [String] = []
    private let queues = ["one", "many", "grave"]

    init(seed: UInt64) {
        chance = SeededGenerator(seed: seed)
        broker.declareExchange("burials", kind: .fanout)
        broker.declareQueue("one", .init(deliveryLimit: 2, isSingleActive: true, deadLetterExchange: "burials"))
        broker.declareQueue("many", .init(maxLength: 20))
        broker.declareQueue("grave", .init(deliveryLimit: 1000))
        broker.bind(queue: "grave", to: "burials", key: "")
        broker.now = 5000
        for _ in 0..<3 { connections.append(broker.connect(as: nil)) }
        waiting = [[:], [:], [:]]
        held = [[], [], []]
    }

    mutating func run(steps: Int) -> Result {
        for step in 0..<steps { take(step) }
        broker.isAlarmed = false
        for index in connections.indices { hear(index) }
        for connection in connections { broker.drop(connection) }
        for who in waiting { result.unheard.formUnion(who.values) }
        let reader = broker.connect(as: nil)
        for queue in queues { broker.consume(queue, prefetch: 2000, on: reader) }
        result.left = broker.deliveries(on: reader, limit: .max).compactMap(\.message.messageID)
        return result
    }

    private mutating func take(_ step: Int) {
        let who = Int.random(in: 0..<3, using: &chance)
        let connection = connections[who]
        switch Int.random(in: 0..<40, using: &chance) {
        case 0..<12:
            let name = "\(step)"
            let queue = queues[Int.random(in: 0..<2, using: &chance)]
            waiting[who][broker.publish(.to(queue, name), isMandatory: true, on: connection)] = name
        case 12..<16: broker.consume(queues[Int.random(in: 0..<3, using: &chance)], prefetch: 4, on: connection)
        case 16..<26: held[who] += broker.deliveries(on: connection, limit: Int.random(in: 1..<4, using: &chance))
        // An acknowledgement that is not read is not a settlement: nobody settles during an alarm here.
        case 26..<32 where !broker.isAlarmed && !held[who].isEmpty:
            let delivery = held[who].remove(at: Int.random(in: 0..<held[who].count, using: &chance))
            broker.acknowledge(delivery.tag, isMultiple: false, on: connection)
            result.settled.append(delivery.message.messageID ?? "")
        case 32..<34 where !broker.isAlarmed && !held[who].isEmpty:
            broker.reject(held[who].removeFirst().tag, requeues: true, on: connection)
        case 34: broker.cancel(queues[Int.random(in: 0..<3, using: &chance)], on: connection)
        case 35: renew(who) { $0.drop($1) }
        case 36: renew(who) { $0.close($1) }
        case 37: broker.isAlarmed.toggle()
        case 38 where step.isMultiple(of: 5):
            broker.kill()
            for index in connections.indices { renew(index) { _, _ in } }
        default: hear(who)
        }
        transcript.append("\(step) \(queues.map { broker.depth(of: $0) ?? -1 }) \(held.map(\.names))")
    }

    private mutating func hear(_ who: Int) {
        for event in broker.events(on: connections[who]) {
            transcript.append("\(event)")
            switch event {
            case .confirmed(let tag): waiting[who].removeValue(forKey: tag).map { _ = result.confirmed.insert($0) }
            case .nacked(let tag): waiting[who][tag] = nil
            case .returned, .channelClosed, .cancelled, .blocked, .unblocked: continue
            }
        }
    }

    private mutating func renew(_ who: Int, _ end: (MemoryBroker, MemoryBroker.Connection) -> Void) {
        end(broker, connections[who])
        result.unheard.formUnion(waiting[who].values)
        connections[who] = broker.connect(as: nil)
        (waiting[who], held[who]) = ([:], [])
    }
}
