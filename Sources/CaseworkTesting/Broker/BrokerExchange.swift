/// An exchange with its bindings.
final class BrokerExchange {
    let name: String
    let kind: MemoryBroker.ExchangeKind
    /// Where a message goes that no binding wants.
    let alternate: String?
    private var bindings: [(queue: BrokerQueue, key: String, pattern: TopicPattern?)] = []
    private var known: [String: [BrokerQueue]] = [:]

    init(_ name: String, _ kind: MemoryBroker.ExchangeKind, alternate: String?) {
        self.name = name
        self.kind = kind
        self.alternate = alternate
    }

    /// Binds a queue; the same binding twice is one.
    func bind(_ queue: BrokerQueue, _ key: String) {
        guard !bindings.contains(where: { $0.queue === queue && $0.key == key }) else { return }
        bindings.append((queue, key, kind == .topic ? TopicPattern(key) : nil))
        known = [:]
    }

    func unbind(_ queue: BrokerQueue) {
        bindings.removeAll { $0.queue === queue }
        known = [:]
    }

    /// The queues for a routing key, each once, in the order of their bindings.
    func queues(for key: String) -> [BrokerQueue] {
        if let known = known[key] { return known }
        var queues: [BrokerQueue] = []
        let words = kind == .topic ? TopicPattern.words(key) : []
        for binding in bindings where !queues.contains(where: { $0 === binding.queue }) {
            let isWanted =
                switch kind {
                case .fanout: true
                case .direct: binding.key == key
                case .topic: binding.pattern?.matches(words) ?? false
                }
            if isWanted { queues.append(binding.queue) }
        }
        // A case number in a reply's key makes many keys, each used once.
        if known.count >= 4096 { known = [:] }
        known[key] = queues
        return queues
    }
}
