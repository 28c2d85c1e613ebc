import RabbitMQ
import Testing

@testable import Fleet

/// A process that does not hear from one of its queues is not ready, however well its connections stand.
@Suite struct BrokerStandingTests {
    private static let gone = AMQPError(.broker(404), during: "consume from reports", "no queue", isFatal: false)

    private func connected() -> BrokerStanding {
        var standing = BrokerStanding()
        standing.mustHear(["intake", "reports"])
        standing.note(.connected(node: "n"), of: .publish)
        standing.note(.connected(node: "n"), of: .consume)
        return standing
    }

    @Test func itIsReadyOnceEveryQueueIsHeard() {
        var standing = connected()
        #expect(!standing.isReady)
        standing.note(.subscribed(queue: "intake"), of: .consume)
        #expect(!standing.isReady)
        #expect(standing.deaf == ["reports"])
        standing.note(.subscribed(queue: "reports"), of: .consume)
        #expect(standing.isReady)
        #expect(standing.deaf == [])
    }

    @Test(arguments: [
        ConnectionEvent.cancelled(queue: "reports", retryIn: .zero),
        .subscriptionFailed(queue: "reports", gone, retryIn: .zero),
    ])
    func aQueueThatWasDeletedIsNamed(_ event: ConnectionEvent) {
        var standing = connected()
        for queue in ["intake", "reports"] { standing.note(.subscribed(queue: queue), of: .consume) }
        standing.note(event, of: .consume)
        #expect(!standing.isReady)
        #expect(standing.deaf == ["reports"])
    }

    @Test func subscriptionsEndWithTheirConnectionAndNotWithTheOther() {
        var standing = connected()
        for queue in ["intake", "reports"] { standing.note(.subscribed(queue: queue), of: .consume) }
        standing.note(.disconnected(BrokerStandingTests.gone, retryIn: .zero), of: .publish)
        #expect(!standing.isReady)
        #expect(standing.deaf == [])
        standing.note(.connected(node: "n"), of: .publish)
        #expect(standing.isReady)
        standing.note(.disconnected(BrokerStandingTests.gone, retryIn: .zero), of: .consume)
        standing.note(.connected(node: "n"), of: .consume)
        #expect(!standing.isReady)
        #expect(standing.deaf == ["intake", "reports"])
    }
}
