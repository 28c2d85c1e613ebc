import Foundation

extension MemoryBroker {
    /// A definitions file that was read: topology, policies and rights.
    ///
    /// Not `Sendable`: it remembers what its patterns matched. One serves any number of brokers of the same thread.
    package final class Definitions {
        /// What the file has that this broker has not.
        package struct Unusable: Error, CustomStringConvertible {
            package var description: String
        }

        let exchanges: [(name: String, kind: ExchangeKind, alternate: String?)]
        let queues: [(name: String, options: QueueOptions)]
        let bindings: [(queue: String, exchange: String, key: String)]
        let rights: BrokerRights
        /// The strongest first.
        private let policies: [Policy]
        private var governing: [String: Policy?] = [:]

        private struct Policy {
            var pattern: BrokerPattern
            var terms: DefinitionsFile.Terms
        }

        /// Nothing at all: whoever is not an administrator may do nothing.
        static var none: Definitions { Definitions() }

        private init() {
            (exchanges, queues, bindings, policies) = ([], [], [], [])
            rights = BrokerRights(DefinitionsFile())
        }

        /// Reads a file as RabbitMQ exports it.
        package init(_ json: [UInt8]) throws {
            let file = try JSONDecoder().decode(DefinitionsFile.self, from: Data(json))
            rights = BrokerRights(file)
            exchanges = try file.exchanges.map { exchange in
                guard let kind = ExchangeKind(rawValue: exchange.type) else {
                    throw Unusable(description: "exchange \(exchange.name): the type \(exchange.type) is not modelled")
                }
                return (exchange.name, kind, exchange.arguments?.alternate)
            }
            queues = try file.queues.map { queue in
                guard let kind = queue.arguments.kind else {
                    throw Unusable(description: "queue \(queue.name): only quorum queues and streams are modelled")
                }
                return (queue.name, queue.arguments.adding(to: QueueOptions(kind: kind)))
            }
            bindings = try file.bindings.map { binding in
                guard binding.destinationType == "queue" else {
                    throw Unusable(description: "\(binding.source): only bindings of queues are modelled")
                }
                return (binding.destination, binding.source, binding.routingKey)
            }
            policies = file.policies.filter { $0.applyTo != "exchanges" }.sorted { $0.priority > $1.priority }
                .map { Policy(pattern: BrokerPattern($0.pattern), terms: $0.definition) }
        }

        /// What a queue of this name is like with the policy that governs it: the strongest that matches, alone.
        func options(of name: String, _ declared: QueueOptions) -> QueueOptions {
            let policy = governing[name] ?? policies.first { $0.pattern.matches(name) }
            governing[name] = policy
            return policy?.terms.adding(to: declared) ?? declared
        }
    }
}
