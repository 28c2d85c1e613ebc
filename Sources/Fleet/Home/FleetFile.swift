/// What runs in a home, as its supervisor last wrote it (`fleet.json`).
package struct FleetFile: Hashable, Codable, Sendable {
    /// Where the fleet as a whole stands.
    package enum Phase: String, Codable, Sendable {
        case starting
        case running
        case stopping
        case stopped
    }

    package var phase: Phase
    package var supervisor: ProcessIdentity?
    package var broker: Broker
    package var processes: [Process]
    /// With what the doors for browsers prove who they are; nil for plain HTTP alone.
    package var tls: Certificate?
    /// True for a home that only rehearses; nil in files of a fleet that knew no rehearsals.
    package var isDrill: Bool?
    /// What kept the fleet from being complete, newest last.
    package var complaints: [String]

    package init(
        phase: Phase = .stopped,
        supervisor: ProcessIdentity? = nil,
        broker: Broker = Broker(),
        processes: [Process] = [],
        complaints: [String] = []
    ) {
        self.phase = phase
        self.supervisor = supervisor
        self.broker = broker
        self.processes = processes
        self.complaints = complaints
    }

    /// The private broker node; ports are kept from run to run as long as they are free.
    package struct Broker: Hashable, Codable, Sendable {
        package var nodeName = "huiban@localhost"
        package var node: ProcessIdentity?
        package var nameServer: ProcessIdentity?
        package var ports: Ports?
        /// True once the node has come up with the topology declared.
        package var isDeclared = false
        /// For how long the journals are kept, in the notation of RabbitMQ (`30D`); nil in a home where nobody ever said.
        package var journalKeep: String?

        package init() {}
    }

    /// The loopback ports of the broker node.
    package struct Ports: Hashable, Codable, Sendable {
        package var amqp: Int
        package var distribution: Int
        package var nameServer: Int
        /// The port a `rabbitmqctl` of this node may listen on.
        package var control: Int
        /// The port for TLS, where certificates were given.
        package var tls: Int?

        package init(amqp: Int, distribution: Int, nameServer: Int, control: Int, tls: Int? = nil) {
            self.amqp = amqp
            self.distribution = distribution
            self.nameServer = nameServer
            self.control = control
            self.tls = tls
        }
    }

    /// The files of a certificate, as PEM.
    package struct Certificate: Hashable, Codable, Sendable {
        /// The certificate and those above it.
        package var chain: String
        package var key: String

        package init(chain: String, key: String) {
            self.chain = chain
            self.key = key
        }
    }

    /// One supervised process.
    package struct Process: Hashable, Codable, Sendable {
        /// Where a process stands.
        package enum State: String, Codable, Sendable {
            case stopped
            case starting
            case ready
            /// Ended too early; it is started again at `nextStart`.
            case waiting
            /// Ended too often, or refused to start: a person must look.
            case givenUp = "given-up"
        }

        /// The owner id (`coordinator`, `police`).
        package var name: String
        package var executable: String
        package var identity: ProcessIdentity?
        /// Where its HTTP API answers (`http://127.0.0.1:PORT`).
        package var url: String
        package var port: Int
        /// The port of its door for browsers, where the home has a certificate.
        package var tlsPort: Int?
        /// Its SQLite file.
        package var file: String
        package var state: State
        /// How often it was started again since the fleet came up.
        package var restarts: Int
        /// How it ended the last time, in words.
        package var lastEnd: String?

        package init(name: String, executable: String, port: Int, file: String) {
            self.name = name
            self.executable = executable
            self.port = port
            self.file = file
            url = "http://127.0.0.1:\(port)"
            state = .stopped
            restarts = 0
        }
    }

    /// Where people go with a browser.
    package func pages(of process: Process) -> String {
        guard tls != nil, let port = process.tlsPort else { return process.url }
        return "https://127.0.0.1:\(port)"
    }

    /// The process of an owner, or nil.
    package func process(_ name: String) -> Process? { processes.first { $0.name == name } }

    /// Whether a supervisor of this home runs now.
    package var isSupervised: Bool { supervisor?.isRunning ?? false }

    /// What the home's supervisor last wrote, or nil for a home that never ran.
    ///
    /// - Throws: when the file is there and is not readable.
    package static func read(from home: Home) throws -> FleetFile? {
        try DurableFile.read(FleetFile.self, from: home.fleetFile)
    }

    /// Replaces the home's file.
    package func write(to home: Home) throws { try DurableFile.write(json: self, to: home.fleetFile) }
}
