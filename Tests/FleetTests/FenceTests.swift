import EventStore
import Testing

@testable import Fleet

@Suite struct FenceTests {
    private let routes = ["intake", "reports"].map { FenceRoute(exchange: "x", routingKey: "me.fence", queue: $0) }

    @Test func aFenceIsCompleteWhenItIsBackThroughEveryQueue() {
        var fences = Fences(owner: "me", routes: routes)
        #expect(fences.next(at: 0, isDue: true)?.count == 2)
        fences.arrived(1, queue: "intake")
        #expect(!fences.isComplete)
        fences.arrived(1, queue: "reports")
        #expect(fences.isComplete && fences.coversTimers)
    }

    @Test func aLostFenceIsSentAgainOnlyWhereItIsMissingAndTheOldOneStillCounts() {
        var fences = Fences(owner: "me", routes: routes)
        _ = fences.next(at: 0, isDue: true)
        fences.arrived(1, queue: "intake")
        #expect(fences.next(at: 2999, isDue: true) == nil)
        #expect(fences.next(at: 3001, isDue: true)?.map(\.message.correlationID) == ["2"])
        // A long queue gives the first one back late; waiting for the second would never end.
        fences.arrived(1, queue: "reports")
        #expect(fences.isComplete)
    }

    @Test func aFenceOfAnotherLifeOrRoundProvesNothing() {
        var fences = Fences(owner: "me", routes: routes)
        _ = fences.next(at: 0, isDue: false)
        for queue in ["intake", "reports"] { fences.arrived(1, queue: queue) }
        fences.finish()
        _ = fences.next(at: 10, isDue: true)
        for queue in ["intake", "reports"] { fences.arrived(1, queue: queue) }
        #expect(!fences.isComplete)
    }

    @Test func aFenceSentBeforeATimerWasDueDoesNotLetItFire() {
        var fences = Fences(owner: "me", routes: routes)
        _ = fences.next(at: 0, isDue: false)
        for queue in ["intake", "reports"] { fences.arrived(1, queue: queue) }
        #expect(fences.isComplete && !fences.coversTimers)
    }
}
