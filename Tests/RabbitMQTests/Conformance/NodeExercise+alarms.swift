import CaseworkTesting
import Testing

extension NodeExercise {
    static let alarms = [
        // To have published before the alarm is not enough; the message that does it waits like those behind it.
        NodeExercise("in an alarm a connection is read until it publishes, and then not until the end") { node in
            let (queue, other) = try await (node.broker.queue("q"), node.broker.queue("other"))
            try await node.broker.fill(queue, 4)
            let line = try await node.broker.connect(as: nil)
            #expect(try await line.outcome(.to(other, "before")) == [.confirmed(tag: 1)])
            try await line.consume(queue, prefetch: 1)
            _ = try await line.deliveries(1)
            try await node.alarm(true)
            try await line.acknowledge(1, isMultiple: false)
            #expect(try await line.deliveries(1).names == ["1"])
            try await line.publish(.to(other, "during"), isMandatory: true)
            #expect(try await line.events(1) == [.blocked])
            try await line.acknowledge(2, isMultiple: false)
            try await line.publish(.to(other, "late"), isMandatory: true)
            let reader = try await node.broker.connect(as: nil)
            try await reader.consume(other, prefetch: 1)
            #expect(try await reader.deliveries(1).names == ["before"])
            // Whoever only consumes is read throughout.
            try await reader.reject(1, requeues: true)
            #expect(try await reader.deliveries(1).names == ["before"])
            try await node.alarm(false)
            #expect(try await line.events(3) == [.unblocked, .confirmed(tag: 2), .confirmed(tag: 3)])
            #expect(try await line.deliveries(1).names == ["2"])
            try await reader.acknowledge(2, isMultiple: false)
            #expect(try await reader.deliveries(1).names == ["during"])
            try await line.close()
            try await reader.close()
        },
        // A connection that is not read does not end for the broker either: its last words are in its buffers. Seen every time.
        NodeExercise("what a lost connection sent during an alarm comes after it, and so does what it held") { node in
            let (queue, other) = try await (node.broker.queue("q"), node.broker.queue("other"))
            try await node.broker.fill(queue, 3)
            let line = try await node.broker.connect(as: nil)
            try await line.consume(queue, prefetch: 2)
            _ = try await line.deliveries(2)
            try await node.alarm(true)
            try await line.publish(.to(other, "late"), isMandatory: true)
            #expect(try await line.events(1) == [.blocked])
            try await line.drop()
            let reader = try await node.broker.connect(as: nil)
            try await reader.consume(queue, prefetch: 10)
            let first = try await reader.deliveries(1)
            try await node.alarm(false)
            let last = try await reader.deliveries(2)
            node.expect((first + last).names, worst: ["2", "0", "1"], or: [["0", "1", "2"]])
            try await reader.consume(other, prefetch: 10)
            node.expect(try await reader.restOfDeliveries().names, worst: ["late"], or: [[]])
            try await reader.close()
        },
    ]
}
