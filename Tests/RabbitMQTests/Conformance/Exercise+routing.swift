import CaseworkTesting
import Testing

extension Exercise {
    static let routing = [
        Exercise("the default exchange routes by the name of the queue") { broker in
            let (one, other) = (try await broker.queue("one"), try await broker.queue("other"))
            try await broker.fill(one, 2)
            try await broker.fill(other, 1, from: 7)
            #expect(try await broker.drain(one, 2) == ["0", "1"])
            #expect(try await broker.drain(other, 1) == ["7"])
        },
        Exercise("a topic's * is one word, # any number of them, and the empty key has none") { broker in
            let exchange = try await broker.exchange("topic", .topic)
            let wanted = [
                "a.*": ["a.b", "a."], "a.#": ["a", "a.b", "a.b.c", "a..c", "a."],
                "#": ["", "a", "a.b", "a.b.c", "a..c", "b.c", "a."], "*": ["a"], "a.*.c": ["a.b.c", "a..c"],
                "#.c": ["a.b.c", "a..c", "b.c"], "": [""], "#.b.#": ["a.b", "a.b.c", "b.c"], "a.b": ["a.b"],
                "*.#": ["a", "a.b", "a.b.c", "a..c", "b.c", "a."],
            ]
            var queues: [String: String] = [:]
            for (number, pattern) in wanted.keys.sorted().enumerated() {
                let queue = try await broker.queue("pattern\(number)")
                try await broker.bind(queue, to: exchange, key: pattern)
                queues[pattern] = queue
            }
            let line = try await broker.connect(as: nil)
            for key in ["", "a", "a.b", "a.b.c", "a..c", "b.c", "a."] {
                try await line.publish(.to(exchange, key, key), isMandatory: true)
            }
            _ = try await line.events(7)
            try await line.close()
            for (pattern, queue) in queues.sorted(by: { $0.key < $1.key }) {
                let names = wanted[pattern] ?? []
                #expect(try await broker.drain(queue, names.count) == names, "\(pattern)")
            }
        },
        Exercise("a direct exchange wants the whole key, a fanout none, and a queue gets one copy") { broker in
            let (direct, fanout) = (try await broker.exchange("d", .direct), try await broker.exchange("f", .fanout))
            let queue = try await broker.queue("q")
            for (exchange, key) in [(direct, "a"), (direct, "a.#"), (fanout, "x"), (fanout, "y")] {
                try await broker.bind(queue, to: exchange, key: key)
            }
            let line = try await broker.connect(as: nil)
            #expect(try await line.outcome(.to(direct, "a", "whole")) == [.confirmed(tag: 1)])
            let unwanted = MemoryBroker.Message.to(direct, "a.b", "part")
            #expect(
                try await line.outcome(unwanted) == [.returned(unwanted, code: 312), .confirmed(tag: 2)]
            )
            #expect(try await line.outcome(.to(fanout, "z", "any")) == [.confirmed(tag: 3)])
            try await line.close()
            #expect(try await broker.drain(queue, 2) == ["whole", "any"])
        },
        Exercise("what no queue wants is confirmed, and returned before that when it is mandatory") { broker in
            let exchange = try await broker.exchange("e", .topic)
            let line = try await broker.connect(as: nil)
            let lost = MemoryBroker.Message.to(exchange, "k", "lost")
            #expect(try await line.outcome(lost, isMandatory: false) == [.confirmed(tag: 1)])
            #expect(try await line.outcome(lost) == [.returned(lost, code: 312), .confirmed(tag: 2)])
            try await line.close()
        },
        Exercise("a mandatory message for an alternate exchange is confirmed and not returned") { broker in
            let alternate = try await broker.exchange("alternate", .fanout)
            let exchange = try await broker.exchange("e", .topic, alternate: alternate)
            let queue = try await broker.queue("q")
            try await broker.bind(queue, to: alternate, key: "")
            let line = try await broker.connect(as: nil)
            #expect(try await line.outcome(.to(exchange, "k", "stray")) == [.confirmed(tag: 1)])
            try await line.consume(queue, prefetch: 10)
            // It keeps the name of the exchange to which it was published.
            #expect(try await line.deliveries(1).map(\.message) == [.to(exchange, "k", "stray")])
            try await line.close()
        },
        Exercise("a message that only a stream wants is confirmed and not returned") { broker in
            let exchange = try await broker.exchange("e", .topic)
            let stream = try await broker.queue("s", .init(kind: .stream))
            try await broker.bind(stream, to: exchange, key: "#")
            let line = try await broker.connect(as: nil)
            for name in ["0", "1", "2"] {
                #expect(try await line.outcome(.to(exchange, "k", name)).count == 1)
            }
            try await line.close()
            let records = try await broker.records(of: stream, from: 1, count: 2)
            #expect(records.map(\.offset) == [1, 2])
            #expect(records.map(\.message) == [.to(exchange, "k", "1"), .to(exchange, "k", "2")])
            #expect(try await broker.records(of: stream, from: 0, count: 3).count == 3)
        },
    ]
}
