import Casework
import EventStore
import Testing

@testable import Fleet

@Suite struct FenceTests {
    private let noon = Instant(milliseconds: 1_682_568_000_000)
    private let routes = ["intake", "reports"].map { FenceRoute(exchange: "x", routingKey: "me.fence", queue: $0) }

    @Test func aFenceIsCompleteWhenItIsBackThroughEveryQueue() {
        var fences = Fences(owner: "me", routes: routes)
        #expect(fences.next(at: 0, moment: noon)?.count == 2)
        fences.arrived(1, queue: "intake")
        #expect(!fences.isComplete)
        fences.arrived(1, queue: "reports")
        #expect(fences.isComplete && fences.covered == nil)
        fences.finish()
        #expect(fences.covered == noon)
    }

    @Test func aLostFenceIsSentAgainOnlyWhereItIsMissingAndTheOldOneStillCounts() {
        var fences = Fences(owner: "me", routes: routes)
        _ = fences.next(at: 0, moment: noon)
        fences.arrived(1, queue: "intake")
        #expect(fences.next(at: 2999, moment: noon) == nil)
        #expect(fences.next(at: 3001, moment: noon)?.map(\.message.correlationID) == ["2"])
        // A long queue gives the first one back late; waiting for the second would never end.
        fences.arrived(1, queue: "reports")
        #expect(fences.isComplete)
    }

    @Test func aFenceOfAnotherLifeOrRoundProvesNothing() {
        var fences = Fences(owner: "me", routes: routes)
        _ = fences.next(at: 0, moment: noon)
        for queue in ["intake", "reports"] { fences.arrived(1, queue: queue) }
        fences.finish()
        _ = fences.next(at: 10, moment: noon)
        for queue in ["intake", "reports"] { fences.arrived(1, queue: queue) }
        #expect(!fences.isComplete)
    }

    @Test func aFenceCoversWhatWasDueWhenItWasSentAndNothingLater() {
        var fences = Fences(owner: "me", routes: routes)
        _ = fences.next(at: 0, moment: noon)
        for queue in ["intake", "reports"] { fences.arrived(1, queue: queue) }
        fences.finish()
        _ = fences.next(at: 10, moment: noon + 60_000)
        // The second is still away.
        #expect(fences.covered == noon)
        for queue in ["intake", "reports"] { fences.arrived(2, queue: queue) }
        fences.finish()
        #expect(fences.covered == noon + 60_000)
    }
}
