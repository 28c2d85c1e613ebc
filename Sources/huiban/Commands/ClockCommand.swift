import ArgumentParser
import Casework
import Fleet
import Foundation

/// `huiban clock`: the fleet's one clock.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "机群时钟。 The fleet's one clock.",
        subcommands: [Show.self, Jump.self],
        defaultSubcommand: Show.self
    )

    /// What it shows.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "现在。 What it shows.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let clock = try ClockCommand.clock(common)
            let (now, anchor) = (clock.now(), clock.anchor)
            if common.voice.isJSON {
                return common.voice.print(
                    json: ClockAnswer(now: now, mode: anchor.mode, rate: anchor.rate, isFrozen: anchor.isFrozen)
                )
            }
            common.voice.say(verbatim: "\(now)  \(anchor.mode.rawValue) ×\(anchor.rate.formatted())")
        }
    }

    /// Moves a virtual clock forward.
    struct Jump: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "跳到某时刻，或下一个期限。 Move forward to a moment, or to the next due instant."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "next，或 2023-05-04T09:00 a moment, or next") var to = "next"

        func run() async throws {
            let voice = common.voice
            let target: Instant?
            if to == "next" {
                target = await FleetPulse(file: try common.fleet()).quiet()?.nextDue
            } else {
                target = StartTime(argument: to)?.instant
            }
            guard let target else {
                throw voice.stop(.refused, zh: "没有可跳到的时刻：\(to)", en: "Nothing to jump to: \(to)")
            }
            do {
                try FleetClock.jump(common.fleetHome, to: target)
            } catch FleetClock.Refusal.isReal {
                throw voice.stop(
                    .refused,
                    zh: "这是真实时间，不能跳跃（huiban up --jump 或 --speed）。",
                    en: "This is real time; it cannot be moved (huiban up --jump or --speed)."
                )
            }
            voice.say(verbatim: "\(target)")
        }
    }

    private static func clock(_ common: CommonOptions) throws -> FleetClock {
        do {
            return try FleetClock(home: common.fleetHome)
        } catch FleetClock.Refusal.neverStarted {
            throw common.voice.stop(
                .unreachable,
                zh: "时钟尚未启动（huiban up）。",
                en: "The clock was never started (huiban up)."
            )
        }
    }
}

private struct ClockAnswer: Encodable {
    let now: Instant
    let mode: ClockAnchor.Mode
    let rate: Double
    let isFrozen: Bool
}
