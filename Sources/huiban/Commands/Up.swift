import ArgumentParser
import Casework
import Fleet
import Foundation

/// `huiban up`: starts what is missing and supervises it.
struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "启动并看护整个机群。 Start the fleet and keep it running; Ctrl-C stops it."
    )

    @OptionGroup var common: CommonOptions

    @Flag(name: .long, help: "在后台运行，就绪后返回 run in the background, return when ready")
    var detach = false

    @Option(name: .long, help: "时间倍率 speed of the fleet's time, e.g. 1d=1s, 1h=10s, 60 (times)")
    var speed: Speed?

    @Flag(name: .long, help: "跳跃时钟 jump to the next due instant when nothing is left to do")
    var jump = false

    @Option(name: .long, help: "起始时间 start of the fleet's time, e.g. 2023-04-27 or 2023-04-27T09:00")
    var start: StartTime?

    @Flag(name: .customLong("continue"), help: "停机期间的时间也算 let the time pass that passed while down")
    var passesDowntime = false

    @Flag(name: .long, help: "演练：每页标明，此目录以后一直是演练 a drill: every page says so, and this home stays one")
    var drill = false

    @Option(
        name: .long,
        parsing: .upToNextOption,
        help: "证书与私钥（PEM），此后网页只用 https；off 取消 certificate and key (PEM): pages by https from now on; or off"
    )
    var tls: [String] = []

    @Option(name: .long, help: JournalKeep.help, transform: JournalKeep.init(word:))
    var journalKeep: JournalKeep?

    @Option(name: .long, help: .hidden)
    var processes: String?

    func run() async throws {
        let launch = Launch(
            home: common.fleetHome,
            voice: common.voice,
            installation: try Installation.find(voice: common.voice),
            clock: ClockSettings(
                mode: jump ? .jumping : speed.map { _ in .scaled },
                rate: speed?.rate,
                start: start?.instant,
                passesDowntime: passesDowntime
            ),
            plans: try processes.map(ProcessPlan.read) ?? ProcessPlan.fleet,
            isDrill: drill,
            pages: try PageTransport(words: tls),
            journalKeep: journalKeep
        )
        if try await launch.isUpAlready() { return }
        if detach {
            try await launch.inBackground(arguments: CommandLine.arguments.dropFirst().filter { $0 != "--detach" })
        } else {
            try await launch.here()
        }
    }
}

/// How much faster the fleet's time runs: `1d=1s`, or just `60`.
struct Speed: ExpressibleByArgument {
    let rate: Double

    init?(argument: String) {
        let sides = argument.split(separator: "=").map(String.init)
        let rate: Double?
        switch sides.count {
        case 1: rate = Double(sides[0])
        case 2: rate = Self.milliseconds(sides[0]).flatMap { fast in Self.milliseconds(sides[1]).map { fast / $0 } }
        default: rate = nil
        }
        guard let rate, rate > 0, rate.isFinite else { return nil }
        self.rate = rate
    }

    private static func milliseconds(_ text: String) -> Double? {
        let number = text.prefix { $0.isNumber || $0 == "." }
        let units = ["ms": 1.0, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let amount = number.isEmpty ? 1 : Double(number), amount > 0,
            let unit = units[String(text.dropFirst(number.count))]
        else { return nil }
        return amount * unit
    }
}

/// A moment in the city's time: a date, or a date and a time, with an offset when it is not +08:00.
struct StartTime: ExpressibleByArgument {
    let instant: Instant

    init?(argument: String) {
        var text = argument
        if text.count == 10 { text += "T00:00:00" }
        if text.count == 16 { text += ":00" }
        if text.count == 19 { text += "+08:00" }
        guard let date = ISO8601DateFormatter().date(from: text) else { return nil }
        instant = Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }
}
