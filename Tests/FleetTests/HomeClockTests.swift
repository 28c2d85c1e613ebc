import Casework
import Foundation
import Testing

@testable import Fleet

@Suite struct HomeClockTests {
    let temporary: TemporaryHome
    let machine = HandClock()
    let start = Instant(milliseconds: 1_682_524_800_000)
    var home: Home { temporary.home }

    init() throws { temporary = try TemporaryHome() }

    private func begin(_ settings: ClockSettings) throws -> FleetClock {
        try FleetClock.start(home, settings, at: machine.now)
        return try FleetClock(home: home, reading: { [machine] in machine.now })
    }

    private func scaled(by rate: Double = 86_400) throws -> FleetClock {
        try begin(ClockSettings(mode: .scaled, rate: rate, start: start))
    }

    @Test func realTimeIsTheWallClock() throws {
        let clock = try begin(ClockSettings())
        machine.pass(1234)
        #expect(clock.now() == Instant(milliseconds: 1_700_000_001_234))
    }

    @Test func aScaledClockRunsAtItsRateFromItsStart() throws {
        let clock = try scaled()
        #expect(clock.now() == start)
        machine.pass(2000)
        #expect(clock.now() == start + 2 * 86_400_000)
    }

    @Test func theWallClockMovesNothingInAScaledFleet() throws {
        let clock = try scaled()
        machine.setWall(1_000)
        #expect(clock.now() == start)
    }

    @Test func aWallClockSetBackIsNeverSeenGoingBack() throws {
        let clock = try begin(ClockSettings())
        machine.pass(5000)
        let seen = clock.now()
        machine.setWall(1_600_000_000_000)
        #expect(clock.now() == seen)
        try FleetClock.keepMark(home, of: seen, at: machine.now)
        let other = try FleetClock(home: home, reading: { [machine] in machine.now })
        #expect(other.now() == seen)
    }

    @Test func timeStandsStillWhileTheFleetIsDown() throws {
        let clock = try scaled()
        machine.pass(1000)
        let stopped = clock.now()
        try FleetClock.freeze(home, at: machine.now)
        machine.pass(60_000)
        #expect(clock.now() == stopped)
        try FleetClock.start(home, ClockSettings(), at: machine.now)
        machine.pass(10)
        #expect(clock.now() == stopped + 864_000)
    }

    @Test func withContinueTheDowntimeCountsAtTheSameRate() throws {
        let clock = try scaled(by: 60)
        try FleetClock.freeze(home, at: machine.now)
        machine.pass(10_000)
        try FleetClock.start(home, ClockSettings(passesDowntime: true), at: machine.now)
        machine.pass(10)
        #expect(clock.now() == start + 600_600)
    }

    @Test func afterARebootTimeGoesOnFromTheLastMark() throws {
        _ = try scaled()
        machine.pass(1000)
        try FleetClock.keepMark(home, at: machine.now)
        machine.reboot(after: 3_600_000)
        let clock = try FleetClock(home: home, reading: { [machine] in machine.now })
        #expect(clock.now() == start + 86_400_000)
        try FleetClock.start(home, ClockSettings(), at: machine.now)
        machine.pass(1000)
        #expect(clock.now() == start + 2 * 86_400_000)
    }

    @Test func aStartBeforeWhatTheHomeHasLivedThroughIsRefused() throws {
        _ = try scaled()
        machine.pass(1000)
        let now = start + 86_400_000
        #expect(throws: FleetClock.Refusal.goesBack(now: now)) {
            try FleetClock.start(home, ClockSettings(start: start), at: machine.now)
        }
    }

    @Test func anotherRateTakesOverWhereTheOldOneStood() throws {
        let clock = try scaled()
        machine.pass(1000)
        try FleetClock.start(home, ClockSettings(mode: .scaled, rate: 1), at: machine.now)
        machine.pass(1000)
        #expect(clock.now() == start + 86_401_000)
    }

    @Test func aJumpIsSeenByAClockThatRunsAlreadyAndAJumpBackIsNoJump() throws {
        let clock = try begin(ClockSettings(mode: .jumping, start: start))
        machine.pass(50)
        #expect(clock.now() == start)
        try FleetClock.jump(home, to: start + 777, at: machine.now)
        machine.pass(10)
        #expect(clock.now() == start + 777)
        try FleetClock.jump(home, to: start, at: machine.now)
        machine.pass(10)
        #expect(clock.now() == start + 777)
    }

    @Test func realTimeCannotBeMoved() throws {
        _ = try begin(ClockSettings())
        #expect(throws: FleetClock.Refusal.isReal) { try FleetClock.jump(home, to: start, at: machine.now) }
    }

    @Test func theFileIsLookedAtAtMostEveryTenMilliseconds() throws {
        let clock = try begin(ClockSettings(mode: .jumping, start: start))
        try FleetClock.jump(home, to: start + 1, at: machine.now)
        machine.pass(9)
        #expect(clock.now() == start)
        machine.pass(1)
        #expect(clock.now() == start + 1)
    }

    @Test func aSleeperIsToldHowLongToSleep() throws {
        let clock = try scaled()
        #expect(clock.pause(until: start) == nil)
        #expect(clock.pause(until: start + 86_400) == .milliseconds(1))
        #expect(clock.pause(until: start + 86_400_000) == .milliseconds(15))
        let real = try begin(ClockSettings(mode: .real))
        #expect(real.pause(until: Instant(milliseconds: 1_700_000_600_000)) == .milliseconds(1000))
    }

    @Test func aHomeThatNeverRanHasNoClock() throws {
        #expect(throws: FleetClock.Refusal.neverStarted) { try FleetClock(home: home) }
    }

    @Test func aLogThatIsAheadOfTheClockLiftsIt() throws {
        let clock = try scaled(by: 1)
        try FleetClock.keepMark(home, of: start + 5000, at: machine.now)
        machine.pass(10)
        #expect(clock.now() == start + 5000)
    }
}
