import CaseworkTesting
import Testing

extension Exercise {
    static let connections = [
        Exercise("a deleted queue is told to its consumer, whose settlements then mean nothing") { broker in
            let (queue, other) = (try await broker.queue("q"), try await broker.queue("other"))
            try await broker.fill(queue, 3)
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 2)
            try await line.consume(other, prefetch: 2)
            _ = try await line.deliveries(2)
            try await broker.deleteQueue(queue)
            #expect(try await line.events(1) == [.cancelled(queue: queue)])
            try await line.acknowledge(1, isMultiple: false)
            try await line.reject(2, requeues: true)
            try await broker.fill(other, 1, from: 9)
            #expect(try await line.deliveries(1).names == ["9"])
            let lost = MemoryBroker.Message.to(queue, "x")
            #expect(try await line.outcome(lost) == [.returned(lost, code: 312), .confirmed(tag: 1)])
            try await line.close()
        },
        Exercise("a missing exchange closes the channel, with what was sent behind it and its consumers") { broker in
            let queue = try await broker.queue("q")
            let line = try await broker.connect(as: nil)
            try await line.consume(queue, prefetch: 10)
            #expect(try await line.outcome(.to(queue, "0")) == [.confirmed(tag: 1)])
            _ = try await line.deliveries(1)
            let missing = broker.name("missing")
            try await line.publish(.to(missing, "k", "1"), isMandatory: true)
            try await line.publish(.to(queue, "2"), isMandatory: true)
            let text = "NOT_FOUND - no exchange '\(missing)' in vhost '/'"
            #expect(try await line.events(1) == [.channelClosed(code: 404, text: text)])
            #expect(try await line.outcome(.to(queue, "3")) == [.confirmed(tag: 1)])
            #expect(try await line.restOfDeliveries().isEmpty)
            try await line.close()
            #expect(try await broker.drain(queue, 2) == ["0", "3"])
        },
        Exercise("a missing queue closes the consumer's channel") { broker in
            let line = try await broker.connect(as: nil)
            let missing = broker.name("missing")
            try await line.consume(missing, prefetch: 1)
            let text = "NOT_FOUND - no queue '\(missing)' in vhost '/'"
            #expect(try await line.events(1) == [.channelClosed(code: 404, text: text)])
            try await line.close()
        },
        Exercise("somebody else's user id is refused, none at all is not asked for") { broker in
            let queue = try await broker.queue("q")
            let line = try await broker.connect(as: "coordinator")
            #expect(try await line.outcome(.to("", queue, "0")) == [.confirmed(tag: 1)])
            #expect(try await line.outcome(.to("", queue, "1", userID: "coordinator")) == [.confirmed(tag: 2)])
            let events = try await line.outcome(.to("", queue, "2", userID: "police"))
            let text = "PRECONDITION_FAILED - user_id property set to 'police' but authenticated user was 'coordinator'"
            #expect(events == [.channelClosed(code: 406, text: text)])
            try await line.close()
        },
        Exercise("a user publishes only where and as what the rights say") { broker in
            let line = try await broker.connect(as: "police")
            let missing = broker.name("missing")
            let refusals = [
                (MemoryBroker.Message.to("huiban.intake", "police.x", ""), "exchange 'huiban.intake'"),
                (.to("", "reports", ""), "exchange 'amq.default'"),
                // Whether it exists is not for everybody to know.
                (.to(missing, "k", ""), "exchange '\(missing)'"),
                (.to("huiban.reports", "justice.1", ""), "topic 'justice.1' in exchange 'huiban.reports'"),
            ]
            for (message, what) in refusals {
                let text = "ACCESS_REFUSED - access to \(what) in vhost '/' refused for user 'police'"
                #expect(try await line.outcome(message) == [.channelClosed(code: 403, text: text)])
            }
            for queue in ["assignments.justice", "intake", missing] {
                try await line.consume(queue, prefetch: 1)
                let text = "ACCESS_REFUSED - access to queue '\(queue)' in vhost '/' refused for user 'police'"
                #expect(try await line.events(1) == [.channelClosed(code: 403, text: text)])
            }
            try await line.close()
        },
        Exercise("a topic exchange without a row for the user takes every key") { broker in
            let exchange = "reply.hotline.\(broker.name("free"))"
            try await broker.declareExchange(exchange, kind: .topic, alternate: nil)
            let line = try await broker.connect(as: "hotline")
            let message = MemoryBroker.Message.to(exchange, "suggestions.x", "0")
            #expect(try await line.outcome(message) == [.returned(message, code: 312), .confirmed(tag: 1)])
            try await line.close()
        },
    ]
}
