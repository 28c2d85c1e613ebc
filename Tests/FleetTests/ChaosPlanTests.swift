import Testing

@testable import huiban

/// What befalls a fleet is decided by the seed alone.
@Suite struct ChaosPlanTests {
    @Test func oneSeedIsOnePlanAndAnotherSeedAnother() {
        #expect(FaultPlan(minutes: 10, dice: Dice(seed: 1)) == FaultPlan(minutes: 10, dice: Dice(seed: 1)))
        #expect(FaultPlan(minutes: 10, dice: Dice(seed: 1)) != FaultPlan(minutes: 10, dice: Dice(seed: 2)))
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func tenMinutesHoldAHundredFaultsOfEveryKindInTheirTime(seed: UInt64) {
        let plan = FaultPlan(minutes: 10, dice: Dice(seed: seed))
        #expect(plan.entries.count >= 100, "seed \(seed)")
        #expect(Set(plan.entries.map(\.fault.kind)).count == 9, "seed \(seed)")
        #expect(zip(plan.entries, plan.entries.dropFirst()).allSatisfy { $0.at <= $1.at }, "seed \(seed)")
        #expect(plan.entries.allSatisfy { (FaultPlan.lead...600).contains($0.at) }, "seed \(seed)")
        let killed = Set(plan.entries.compactMap { if case .kill(let name) = $0.fault { name } else { nil } })
        #expect(killed == Set(Cast.desks), "seed \(seed)")
    }

    @Test func whatTheRunIsJudgedByIsNeverDeleted() {
        #expect(!FaultPlan.queues.contains("case-events"))
        #expect(!FaultPlan.queues.contains("dead"))
    }

    @Test func chanceDependsOnTheQuestionAndItsThingAlone() {
        let dice = Dice(seed: 7)
        #expect(dice.roll("a", "q") == Dice(seed: 7).roll("a", "q"))
        #expect(
            Set([dice.roll("a", "q"), dice.roll("b", "q"), dice.roll("a", "r"), Dice(seed: 8).roll("a", "q")]).count
                == 4
        )
        #expect(dice.shuffled([1, 2, 3, 4, 5], "x", "order").sorted() == [1, 2, 3, 4, 5])
    }

    @Test func theFateOfACaseFollowsFromItsNumberAndItsTitleCarriesTheNumber() {
        let fates = (1...1000).map { Fate("CHAOS-1-\($0)", Dice(seed: 1)) }
        for fate in [Fate.brief, .withdrawn, .whole] { #expect(fates.contains(fate)) }
        #expect(Fate.externalID(inTitle: Fate.title("CHAOS-1-7")) == "CHAOS-1-7")
        #expect(Fate.externalID(inTitle: "关于解决小区物业纠纷的建议") == nil)
    }

    @Test func aRulingIsFoundAgainByTheIdInItsReason() {
        #expect(
            ChaosRulings.name(inSentence: "督查室方启明不同意会办意见的退回申请:依据「chaos:x/y//1:return-1」。") == "chaos:x/y//1:return-1"
        )
        #expect(ChaosRulings.name(inSentence: "会办意见开始。") == nil)
    }
}
