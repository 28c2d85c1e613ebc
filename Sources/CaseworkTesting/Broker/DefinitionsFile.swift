/// `definitions.json` of RabbitMQ, as much of it as the memory broker reads.
struct DefinitionsFile: Decodable {
    /// Settings of a queue, under the same names in a policy and, with `x-` before them, in a declaration.
    struct Terms: Decodable {
        var kind: MemoryBroker.QueueOptions.Kind?
        var isSingleActive: Bool?
        var deliveryLimit: Int?
        var maxLength: Int?
        var overflow: String?
        var deadLetterExchange: String?
        var alternate: String?

        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }

            init(_ name: String) { stringValue = name }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Key.self)
            func read<T: Decodable>(_ name: String, as type: T.Type) throws -> T? {
                try fields.decodeIfPresent(type, forKey: Key("x-\(name)"))
                    ?? fields.decodeIfPresent(type, forKey: Key(name))
            }
            kind =
                switch try read("queue-type", as: String.self) {
                case "quorum": .quorum
                case "stream": .stream
                default: nil
                }
            isSingleActive = try read("single-active-consumer", as: Bool.self)
            deliveryLimit = try read("delivery-limit", as: Int.self)
            maxLength = try read("max-length", as: Int.self)
            overflow = try read("overflow", as: String.self)
            deadLetterExchange = try read("dead-letter-exchange", as: String.self)
            alternate = try read("alternate-exchange", as: String.self)
        }

        /// Of two limits the smaller counts, for everything else the declaration (RabbitMQ, policies).
        func adding(to declared: MemoryBroker.QueueOptions) -> MemoryBroker.QueueOptions {
            var options = declared
            options.isSingleActive = isSingleActive ?? declared.isSingleActive
            options.deliveryLimit = [deliveryLimit, declared.deliveryLimit].compactMap { $0 }.min()
            if let maxLength {
                options.maxLength = min(maxLength, declared.maxLength ?? maxLength)
                if declared.maxLength == nil { options.dropsOldest = overflow != "reject-publish" }
            }
            options.deadLetterExchange = declared.deadLetterExchange ?? deadLetterExchange
            return options
        }
    }

    struct Permission: Decodable {
        var user: String
        var write: String
        var read: String
    }

    struct TopicPermission: Decodable {
        var user: String
        var exchange: String
        var write: String
    }

    struct Exchange: Decodable {
        var name: String
        var type: String
        var arguments: Terms?
    }

    struct Queue: Decodable {
        var name: String
        var arguments: Terms
    }

    struct Binding: Decodable {
        var source: String
        var destination: String
        var destinationType: String
        var routingKey: String

        enum CodingKeys: String, CodingKey {
            case source, destination
            case destinationType = "destination_type"
            case routingKey = "routing_key"
        }
    }

    struct Policy: Decodable {
        var pattern: String
        var applyTo: String
        var priority: Int
        var definition: Terms

        enum CodingKeys: String, CodingKey {
            case pattern, priority, definition
            case applyTo = "apply-to"
        }
    }

    var permissions: [Permission] = []
    var topicPermissions: [TopicPermission] = []
    var exchanges: [Exchange] = []
    var queues: [Queue] = []
    var bindings: [Binding] = []
    var policies: [Policy] = []

    enum CodingKeys: String, CodingKey {
        case permissions, exchanges, queues, bindings, policies
        case topicPermissions = "topic_permissions"
    }

    init() {}
}
