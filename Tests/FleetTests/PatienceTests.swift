import Testing

@testable import Fleet

@Suite struct PatienceTests {
    private let patience = Patience(first: 5_000)

    @Test func whatNobodyEchoesIsSaidAgainAfterEverLongerWaits() {
        let moments = stride(from: Int64(0), through: 160_000, by: 1_000)
        let said = moments.filter { patience.due(among: sayings([1]), at: $0) == ["1"] }
        #expect(said == [5_000, 15_000, 35_000, 75_000, 155_000])
    }

    @Test func inALongQueueNothingIsSaidAgainWhileEchoesOfEarlierThingsComeIn() {
        // A thousand things said in ten seconds, echoed in a hundred: the last one has waited for ninety.
        for second in 0..<100 {
            let said = min(1_000, (second + 1) * 100)
            let echoed = second * 10
            let due = patience.due(among: sayings(echoed + 1...said), at: Int64(second) * 1_000)
            #expect(due.isEmpty, "second \(second)")
        }
    }

    @Test func whatALaterEchoHasOvertakenIsSaidAgain() {
        #expect(patience.due(among: sayings([1]), at: 0).isEmpty)
        #expect(patience.due(among: sayings([1, 2]), at: 4_000).isEmpty)
        #expect(patience.due(among: sayings([1, 3]), at: 5_500) == ["1"])
        #expect(patience.due(among: sayings([1, 3]), at: 6_000).isEmpty)
    }

    @Test func aSilentLineIsSpokenToAgainWhileAnotherOneAnswers() {
        func due(_ police: [Int], _ justice: [Int], at wall: Int64) -> Set<String> {
            patience.due(among: sayings(police, "police") + sayings(justice, "justice"), at: wall)
        }
        #expect(due([1], [11, 12, 13, 14], at: 0).isEmpty)
        #expect(due([1], [12, 13, 14], at: 2_000).isEmpty)
        #expect(due([1], [13, 14], at: 4_000).isEmpty)
        #expect(due([1], [14], at: 6_000) == ["1"])
    }

    @Test func somebodyWhoComesToAnOldThingAtLastKeepsNobodyWaiting() {
        #expect(patience.due(among: sayings(1...4), at: 0).isEmpty)
        #expect(patience.due(among: sayings([1, 2, 3, 4, 5]), at: 20_000) == ["1", "2", "3", "4"])
        #expect(patience.due(among: sayings([1, 2, 3, 4, 6, 7]), at: 22_000).isEmpty)
        #expect(patience.due(among: sayings([1, 3, 4, 6, 7]), at: 26_000).isEmpty)
        #expect(patience.due(among: sayings([1, 4, 6, 7]), at: 28_000) == ["6", "7"])
    }

    @Test func whatFallsOutOfAFullListCountsAsNoEcho() {
        #expect(patience.due(among: sayings([2, 9]), isAll: false, at: 0).isEmpty)
        #expect(patience.due(among: sayings([2, 3]), isAll: false, at: 4_000).isEmpty)
        // 9 was said when 2 was, and only its place was taken: nobody has said anything at all.
        #expect(patience.due(among: sayings([2, 3]), isAll: false, at: 4_999).isEmpty)
        #expect(patience.due(among: sayings([2, 3]), isAll: false, at: 5_000) == ["2"])
    }

    @Test func whenPatienceEndsEverythingIsDueAtOnce() {
        #expect(patience.due(among: sayings(1...3), at: 0).isEmpty)
        patience.end()
        #expect(patience.due(among: sayings(1...3), at: 1) == ["1", "2", "3"])
        #expect(patience.due(among: sayings(1...3), at: 2).isEmpty)
    }

    @Test func oneLookSaysOnlySoMuchAgainAndWhatHasWaitedLongestFirst() {
        // The later half of the list is what was said first.
        #expect(patience.due(among: sayings(151...300), at: 0).isEmpty)
        #expect(patience.due(among: sayings(1...300), at: 1).isEmpty)
        let looks = (0...3).map {
            patience.due(among: sayings(1...300), at: 6_000 + $0 * 1_000).compactMap(Int.init).sorted()
        }
        #expect(looks == [Array(151...250), Array(1...50) + Array(251...300), Array(51...150), []])
        // Each has its own next wait, from when its turn came.
        #expect(patience.due(among: sayings(1...300), at: 15_999).isEmpty)
        #expect(patience.due(among: sayings(1...300), at: 16_000).count == 100)
        patience.end()
        #expect(patience.due(among: sayings(1...300), at: 16_001).count == 300)
    }

    private func sayings(_ numbers: some Sequence<Int>, _ line: String = "police") -> [Patience.Saying] {
        numbers.map { Patience.Saying("\($0)", line: line, place: Int64($0)) }
    }
}
