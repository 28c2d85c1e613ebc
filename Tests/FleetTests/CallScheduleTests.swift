import CaseworkTesting
import Testing

@testable import Fleet

@Suite("Which urgent task is called when") struct CallScheduleTests {
    private let minutes = Duration.seconds(60)

    @Test func aTaskIsCalledAtOnceThenEveryIntervalUntilSomebodySigns() {
        var schedule = CallSchedule()
        schedule.hold(["a": minutes * 2], at: .zero)
        #expect(schedule.begin(at: .zero) == [.init(task: "a", number: 1)])
        #expect(schedule.next == nil)
        schedule.end("a", isReached: true, at: .seconds(3))
        #expect(schedule.next == minutes * 2)
        #expect(schedule.begin(at: .seconds(119)) == [])
        #expect(schedule.begin(at: minutes * 2) == [.init(task: "a", number: 2)])
        schedule.hold([:], at: .seconds(121))
        schedule.end("a", isReached: true, at: .seconds(122))
        #expect(schedule.next == nil && schedule.count == 0)
        #expect(schedule.begin(at: minutes * 60) == [])
    }

    @Test func aCallThatFailedIsMadeAgainSoonerAndSoonerLate() {
        var schedule = CallSchedule()
        schedule.hold(["a": minutes * 2], at: .zero)
        var now = Duration.zero
        let waits = (0..<7).map { _ in
            let calls = schedule.begin(at: now)
            #expect(calls == [.init(task: "a", number: 1)])
            schedule.end("a", isReached: false, at: now)
            let wait = (schedule.next ?? .zero) - now
            now += wait
            return wait.components.seconds
        }
        #expect(waits == [5, 10, 20, 40, 80, 120, 120])
        _ = schedule.begin(at: now)
        schedule.end("a", isReached: true, at: now)
        now += minutes * 2
        #expect(schedule.begin(at: now) == [.init(task: "a", number: 2)])
        schedule.end("a", isReached: false, at: now)
        #expect(schedule.next == now + .seconds(5))
    }

    @Test func fourCallsAtMostAreUnderWayAndWhoHasWaitedLongestIsNext() {
        var schedule = CallSchedule(most: 4)
        schedule.hold(Dictionary(uniqueKeysWithValues: "abcdef".map { ("\($0)", minutes) }), at: .zero)
        #expect(schedule.begin(at: .zero).map(\.task) == ["a", "b", "c", "d"])
        #expect(schedule.begin(at: .seconds(1)) == [])
        #expect(schedule.next == nil)
        schedule.end("b", isReached: true, at: .seconds(2))
        #expect(schedule.begin(at: .seconds(2)).map(\.task) == ["e"])
    }

    @Test func aTaskThatComesBackIsNotCalledTwiceAtOnce() {
        var schedule = CallSchedule()
        schedule.hold(["a": minutes], at: .zero)
        _ = schedule.begin(at: .zero)
        schedule.hold([:], at: .seconds(1))
        schedule.hold(["a": minutes], at: .seconds(2))
        #expect(schedule.begin(at: .seconds(2)) == [])
        schedule.end("a", isReached: true, at: .seconds(3))
        #expect(schedule.begin(at: minutes) == [.init(task: "a", number: 2)])
    }

    /// Four tasks have four slots; calls take up to ten seconds and fail as they like.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func noGapIsLongerThanTheIntervalAndNoneIsCalledAfterItWasSigned(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var schedule = CallSchedule()
        let every = Duration.seconds(Int.random(in: 10...300, using: &random))
        let tasks = ["a", "b", "c", "d"].prefix(Int.random(in: 1...4, using: &random))
        let comes = Dictionary(uniqueKeysWithValues: tasks.map { ($0, Int.random(in: 0...600, using: &random)) })
        let signed = comes.mapValues { $0 + Int.random(in: 1...3000, using: &random) }
        var ends: [(at: Int, task: String)] = []
        var calls: [String: [Int]] = [:]
        for second in 0..<4000 {
            let now = Duration.seconds(second)
            for end in ends where end.at == second {
                schedule.end(end.task, isReached: Bool.random(using: &random), at: now)
            }
            let unsigned = tasks.filter { (comes[$0] ?? 0) <= second && second < (signed[$0] ?? 0) }
            schedule.hold(Dictionary(uniqueKeysWithValues: unsigned.map { ($0, every) }), at: now)
            for call in schedule.begin(at: now) {
                calls[call.task, default: []].append(second)
                ends.append((second + Int.random(in: 1...10, using: &random), call.task))
            }
        }
        for task in tasks {
            let moments = try #require(calls[task], "seed \(seed)")
            let end = try #require(signed[task])
            #expect(moments.first == comes[task], "seed \(seed)")
            #expect(moments.allSatisfy { $0 < end }, "seed \(seed)")
            for (one, next) in zip(moments, moments.dropFirst() + [end]) {
                #expect(.seconds(next - one) <= every, "seed \(seed)")
            }
        }
    }
}
