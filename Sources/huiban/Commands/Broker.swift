import ArgumentParser
import Fleet
import Foundation

/// `huiban broker`: a private broker node alone, for tests and tools.
struct Broker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "单独的消息服务器。 A private broker node with the project's topology and nothing else.",
        shouldDisplay: false,
        subcommands: [Start.self, Run.self, Stop.self, Control.self]
    )

    /// Starts a node in a home of its own and prints the administrator's address and the node's pid.
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "后台启动。 Start in the background.")

        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "ca.pem, server.pem, server.key for a TLS listener") var certificates: String?

        func run() async throws {
            let quiet = Voice(language: common.voice.language, isJSON: false)
            let launch = try Broker.launch(common.fleetHome, quiet, certificates)
            if try FleetFile.read(from: common.fleetHome)?.isSupervised != true {
                try await launch.inBackground(
                    arguments: ["broker", "run", "--home", common.fleetHome.path]
                        + (certificates.map { ["--certificates", $0] } ?? [])
                )
            }
            guard let file = try FleetFile.read(from: common.fleetHome), let node = file.broker.node else {
                throw quiet.stop(.refused, zh: "没有启动。", en: "It did not start.")
            }
            let url = try Credentials(home: common.fleetHome).brokerURL(of: "operator")
            common.voice.say(verbatim: "HUIBAN_TEST_AMQP=\(url)")
            common.voice.say(verbatim: "HUIBAN_TEST_BROKER_PID=\(node.pid)")
            common.voice.say(verbatim: "HUIBAN_TEST_HOME=\(common.fleetHome.path)")
            if let port = file.broker.ports?.tls, let certificates, var encrypted = URLComponents(string: url) {
                encrypted.scheme = "amqps"
                encrypted.host = "localhost"
                encrypted.port = port
                encrypted.queryItems = [URLQueryItem(name: "cacertfile", value: "\(certificates)/ca.pem")]
                common.voice.say(verbatim: "HUIBAN_TEST_AMQPS=\(encrypted.string ?? "")")
            }
        }
    }

    /// Runs a node in the foreground.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "前台运行。 Run in the foreground.")

        @OptionGroup var common: CommonOptions
        @Option(name: .long) var certificates: String?
        @Option(name: .long, help: JournalKeep.help, transform: JournalKeep.init(word:)) var journalKeep: JournalKeep?

        func run() async throws {
            var launch = try Broker.launch(common.fleetHome, common.voice, certificates)
            launch.journalKeep = journalKeep
            try await launch.here()
        }
    }

    /// Stops a node.
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "停止。 Stop it.")

        @OptionGroup var common: CommonOptions

        func run() async throws { try await Shutdown(home: common.fleetHome, voice: common.voice).run() }
    }

    /// Becomes `rabbitmqctl` for the node of a home.
    struct Control: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ctl",
            abstract: "rabbitmqctl 。 rabbitmqctl of that node."
        )

        @OptionGroup var common: CommonOptions
        @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

        func run() async throws {
            guard let file = try FleetFile.read(from: common.fleetHome), let ports = file.broker.ports,
                let path = BrokerNode.tool("rabbitmqctl")
            else { throw common.voice.stop(.unreachable, zh: "没有消息服务器。", en: "There is no broker.") }
            let node = BrokerNode(home: common.fleetHome, ports: ports, nodeName: file.broker.nodeName)
            var words: [UnsafeMutablePointer<CChar>?] =
                ([path] + arguments.filter { $0 != "--" }).map { strdup($0) } + [nil]
            var environment: [UnsafeMutablePointer<CChar>?] = node.environment.map { strdup("\($0)=\($1)") } + [nil]
            execve(path, &words, &environment)
            throw common.voice.stop(.refused, zh: "无法运行 \(path)。", en: "\(path) cannot be run.")
        }
    }

    private static func launch(_ home: Home, _ voice: Voice, _ certificates: String?) throws -> Launch {
        Launch(
            home: home,
            voice: voice,
            installation: try Installation.find(voice: voice),
            clock: ClockSettings(),
            plans: [],
            certificates: certificates
        )
    }
}
