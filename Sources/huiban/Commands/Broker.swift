import ArgumentParser
import Fleet
import Foundation

/// `huiban broker`: a private broker node alone, for tests and tools.
struct Broker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "单独的消息服务器。 A private broker node with the project's topology and nothing else.",
        shouldDisplay: false,
        subcommands: [Start.self, Run.self, Stop.self]
    )

    /// Starts a node in a home of its own and prints the administrator's address and the node's pid.
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "后台启动。 Start in the background.")

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let quiet = Voice(language: common.voice.language, isJSON: false)
            let launch = try Broker.launch(common.fleetHome, quiet)
            if try FleetFile.read(from: common.fleetHome)?.isSupervised != true {
                try await launch.inBackground(arguments: ["broker", "run", "--home", common.fleetHome.path])
            }
            guard let file = try FleetFile.read(from: common.fleetHome), let node = file.broker.node else {
                throw quiet.stop(.refused, zh: "没有启动。", en: "It did not start.")
            }
            let url = try Credentials(home: common.fleetHome).brokerURL(of: "operator")
            common.voice.say(verbatim: "HUIBAN_TEST_AMQP=\(url)")
            common.voice.say(verbatim: "HUIBAN_TEST_BROKER_PID=\(node.pid)")
        }
    }

    /// Runs a node in the foreground.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "前台运行。 Run in the foreground.")

        @OptionGroup var common: CommonOptions

        func run() async throws { try await Broker.launch(common.fleetHome, common.voice).here() }
    }

    /// Stops a node.
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "停止。 Stop it.")

        @OptionGroup var common: CommonOptions

        func run() async throws { try await Shutdown(home: common.fleetHome, voice: common.voice).run() }
    }

    private static func launch(_ home: Home, _ voice: Voice) throws -> Launch {
        Launch(
            home: home,
            voice: voice,
            installation: try Installation.find(voice: voice),
            clock: ClockSettings(),
            plans: []
        )
    }
}
