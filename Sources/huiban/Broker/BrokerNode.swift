import Fleet
import Foundation

/// How the private RabbitMQ node of a home and its name server are started; nothing of Debian's service is touched.
struct BrokerNode {
    let home: Home
    let ports: FleetFile.Ports
    let nodeName: String

    /// The server's own script; the wrapper in `/usr/sbin` changes folder and user.
    static var script: String? { tool("rabbitmq-server") }

    /// One of RabbitMQ's own scripts, of the newest version that is installed.
    static func tool(_ name: String) -> String? {
        let library = "/usr/lib/rabbitmq/lib"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: library)) ?? []
        return versions.filter { $0.hasPrefix("rabbitmq_server-") }.sorted().last
            .map { "\(library)/\($0)/sbin/\(name)" }
    }

    /// Erlang's name server.
    static let nameServer = ["/usr/bin/epmd", "/usr/local/bin/epmd"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The environment of the node, of its name server and of a `rabbitmqctl` for it.
    var environment: [String: String] {
        let folder = home.brokerFolder
        return [
            // The cookie is read from HOME.
            "HOME": folder,
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "ERL_EPMD_PORT": String(ports.nameServer),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": nodeName,
            "RABBITMQ_NODE_PORT": String(ports.amqp),
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_DIST_PORT": String(ports.distribution),
            "RABBITMQ_CTL_DIST_PORT_MIN": String(ports.control),
            "RABBITMQ_CTL_DIST_PORT_MAX": String(ports.control),
            "RABBITMQ_MNESIA_BASE": "\(folder)/data",
            "RABBITMQ_LOG_BASE": "\(folder)/log",
            "RABBITMQ_PID_FILE": "\(folder)/node.pid",
            "RABBITMQ_ENABLED_PLUGINS_FILE": "\(folder)/enabled_plugins",
            "RABBITMQ_CONFIG_FILE": "\(folder)/rabbitmq.conf",
            // An own empty one, else /etc/rabbitmq/rabbitmq-env.conf is read.
            "RABBITMQ_CONF_ENV_FILE": "\(folder)/rabbitmq-env.conf",
            // The distribution listens on every interface unless told otherwise.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            // Makes the script become the Erlang machine instead of its parent: one pid to watch and to end.
            "detached": "true",
        ]
    }

    /// The plan for the node.
    func plan() -> Child.Plan? {
        Self.script.map {
            Child.Plan(path: $0, arguments: [], environment: marked, log: home.log("broker"))
        }
    }

    /// The plan for the name server.
    ///
    /// Started by us, in the foreground, because the one that a node starts for itself outlives it.
    func nameServerPlan() -> Child.Plan? {
        Self.nameServer.map {
            Child.Plan(
                path: $0,
                arguments: ["-port", String(ports.nameServer), "-address", "127.0.0.1"],
                environment: marked,
                log: home.log("broker")
            )
        }
    }

    private var marked: [String: String] {
        environment.merging([Supervisor.mark: home.path]) { _, mark in mark }
    }
}
