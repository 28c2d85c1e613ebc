import Casework
import Fleet
import Foundation

/// Keeps the fleet of one home running: broker node, then processes; started again when they end; stopped in order.
struct Supervisor {
    /// The variable that marks every process started for a home, so that none can be lost.
    static let mark = "HUIBAN_SUPERVISED"
    /// Seconds a young quorum queue needs before a killed node would find it again (its name is synced only then).
    static let youngQueueSeconds = 3.0

    let home: Home
    let installation: Installation
    let plans: [ProcessPlan]
    let report: SupervisorReport
    private let certificates: String?

    private(set) var file: FleetFile
    private var written: FleetFile?
    private var nameServer = Ward(name: "epmd")
    private var node = Ward(name: "broker")
    private var wards: [Ward]
    private let childPlans: [Child.Plan]
    private var brokerReadyAt: Double?
    private var clockRuns = false
    private var keeper: TopologyKeeper?
    private var nextMark = 0.0
    private var nextProbe = 0.0
    private let startedAt = Self.seconds()

    init(
        home: Home,
        installation: Installation,
        plans: [ProcessPlan],
        certificates: String?,
        isDrill: Bool,
        pages: PageTransport,
        journalKeep: JournalKeep?,
        report: SupervisorReport
    ) throws {
        self.certificates = certificates
        self.home = home
        self.installation = installation
        self.plans = plans
        self.report = report
        let old = try FleetFile.read(from: home)
        wards = plans.map { Ward(name: $0.name) }
        let file = Self.layout(
            plans,
            home: home,
            old: old,
            isEncrypted: certificates != nil,
            isDrill: isDrill,
            pages: pages,
            journalKeep: journalKeep
        )
        self.file = file
        childPlans = zip(plans, file.processes).map { plan, process in
            plan.child(home: home, installation: installation, port: process.port)
        }
    }

    /// Runs until it is told to stop or the broker cannot be kept running.
    ///
    /// - Returns: whether it ended because it was told to.
    mutating func run() async throws -> Bool {
        file.supervisor = ProcessIdentity(pid: getpid())
        file.phase = .starting
        let node = NodeFiles(
            home: home,
            installation: installation,
            ports: ports,
            certificates: certificates,
            journalKeep: file.broker.journalKeep
        )
        let definitions = try node.write()
        try save()
        let keeper = try TopologyKeeper(home: home, definitions: definitions)
        self.keeper = keeper
        let jumper = ClockJumper(home: home)
        var helpers: [Task<Void, Never>] = []
        while StopSignals.stopCount == 0, !self.node.isGivenUp, !nameServer.isGivenUp {
            try await tick()
            if helpers.isEmpty, file.broker.isDeclared {
                helpers = [Task { await keeper.run() }, Task { await jumper.run() }]
            }
            for finding in keeper.takeFindings() { putBack(finding) }
            for instant in jumper.takeJumps() { report.jumped(to: instant) }
            try await Task.sleep(for: .milliseconds(100))
        }
        for helper in helpers { helper.cancel() }
        for helper in helpers { await helper.value }
        let wasTold = StopSignals.stopCount > 0
        try await stop()
        return wasTold
    }

    /// Tells what was declared again; the owner of an empty journal is started again, because it compares journal and
    /// file at its start and ships again what the journal has lost.
    private mutating func putBack(_ finding: String) {
        report.putBack(finding)
        let journal = "queue journal."
        guard finding.hasPrefix(journal) else { return }
        for index in wards.indices where wards[index].name == finding.dropFirst(journal.count) {
            wards[index].startAgain(now: Self.seconds())
        }
    }

    private mutating func tick() async throws {
        let now = Self.seconds()
        if StopSignals.takeRetry() { for index in wards.indices { wards[index].forgive() } }
        watchBroker(now)
        if let brokerReadyAt, now >= brokerReadyAt + Self.youngQueueSeconds { file.broker.isDeclared = true }
        // A process that starts without its broker ends at once; that says nothing against the process.
        let mayStart = node.isReady && file.broker.isDeclared
        for index in wards.indices {
            let plan = childPlans[index]
            let event = wards[index].tick(now: now, chance: .random(in: 0..<1), mayStart: mayStart) { plan }
            tell(event, of: wards[index])
        }
        if now >= nextProbe {
            nextProbe = now + 0.25
            await probeProcesses()
        }
        try runClock(now)
        try save()
        await report.refresh(file, home: home, now: now)
    }

    private mutating func watchBroker(_ now: Double) {
        let broker = BrokerNode(home: home, ports: ports, nodeName: file.broker.nodeName)
        let missing = Child.Failure(path: "rabbitmq-server", code: ENOENT)
        tell(
            nameServer.tick(now: now, chance: .random(in: 0..<1), mayStart: true) {
                guard let plan = broker.nameServerPlan() else { throw missing }
                return plan
            },
            of: nameServer
        )
        let event = node.tick(now: now, chance: .random(in: 0..<1), mayStart: nameServer.isRunning) {
            guard let plan = broker.plan() else { throw missing }
            return plan
        }
        tell(event, of: node)
        if !node.isRunning { return }
        if node.isReady { return }
        if BrokerProbe.answers(port: ports.amqp), keeper?.serves() == true {
            node.becameReady()
            brokerReadyAt = brokerReadyAt ?? now
            report.ready(node)
        }
    }

    private mutating func probeProcesses() async {
        for index in wards.indices where wards[index].state == .starting {
            guard let path = plans[index].ready else {
                wards[index].becameReady()
                continue
            }
            if await HTTPProbe.answers("\(file.processes[index].url)\(path)") {
                wards[index].becameReady()
                report.ready(wards[index])
            }
        }
    }

    /// Lets time pass once everybody is there to see it, and keeps the mark it may not fall behind.
    private mutating func runClock(_ now: Double) throws {
        let settled = wards.allSatisfy { $0.isReady || $0.isGivenUp }
        if !clockRuns, !wards.isEmpty, brokerReadyAt != nil, settled || now > startedAt + 20 {
            try FleetClock.start(home, ClockSettings())
            clockRuns = true
        }
        if clockRuns, now >= nextMark {
            try FleetClock.keepMark(home)
            nextMark = now + 1
        }
        guard file.phase != .running, settled, node.isReady, file.broker.isDeclared else { return }
        file.phase = .running
        report.opened(file)
    }

    private mutating func stop() async throws {
        file.phase = .stopping
        try save()
        report.stopping()
        let (coordinators, workers) = wards.indices.reduce(into: ([Int](), [Int]())) { parts, index in
            if wards[index].name == "coordinator" { parts.0.append(index) } else { parts.1.append(index) }
        }
        for group in [workers, coordinators] { try await stop(group) }
        try FleetClock.freeze(home)
        try await stop(&node, patience: 30)
        try await stop(&nameServer, patience: 3)
        file.phase = .stopped
        file.supervisor = nil
        try save()
        report.stopped()
    }

    private mutating func stop(_ group: [Int]) async throws {
        for index in group { wards[index].signal(SIGTERM) }
        let end = Self.seconds() + 20
        while !group.allSatisfy({ wards[$0].hasStopped() }) {
            // The second Ctrl-C means now.
            if Self.seconds() > end || StopSignals.stopCount > 1 {
                for index in group { wards[index].signal(SIGKILL) }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func stop(_ ward: inout Ward, patience: Double) async throws {
        ward.signal(SIGTERM)
        let end = Self.seconds() + patience
        while !ward.hasStopped() {
            if Self.seconds() > end { ward.signal(SIGKILL) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private mutating func tell(_ event: Ward.Event?, of ward: Ward) {
        guard let event else { return }
        if case .ended(_, .giveUp) = event { file.complaints.append("\(ward.name): \(ward.lastEnd ?? "")") }
        if case .couldNotStart(let reason) = event { file.complaints.append("\(ward.name): \(reason)") }
        report.happened(event, to: ward, log: home.log(ward.name))
    }

    private mutating func save() throws {
        file.broker.node = node.identity
        file.broker.nameServer = nameServer.identity
        for index in wards.indices {
            file.processes[index].identity = wards[index].identity
            file.processes[index].state = wards[index].state
            file.processes[index].restarts = wards[index].restarts
            file.processes[index].lastEnd = wards[index].lastEnd
        }
        guard file != written else { return }
        try file.write(to: home)
        written = file
    }

    private var ports: FleetFile.Ports {
        file.broker.ports ?? FleetFile.Ports(amqp: 0, distribution: 0, nameServer: 0, control: 0)
    }

    /// The file of a fleet that comes up: ports as before where they are free.
    private static func layout(
        _ plans: [ProcessPlan],
        home: Home,
        old: FleetFile?,
        isEncrypted: Bool,
        isDrill: Bool,
        pages: PageTransport,
        journalKeep: JournalKeep?
    ) -> FleetFile {
        var taken: Set<Int> = []
        func port(_ wanted: Int?) -> Int {
            let port = FreePorts.choose(preferring: wanted, notIn: taken)
            taken.insert(port)
            return port
        }
        var file = FleetFile()
        file.broker.isDeclared = old?.broker.isDeclared ?? false
        file.broker.journalKeep = journalKeep?.age ?? old?.broker.journalKeep
        file.tls = pages.certificate(before: old?.tls)
        // Cases of a rehearsal never become real ones: a home stays what it was.
        file.isDrill = isDrill || old?.isDrill == true ? true : nil
        file.broker.ports = FleetFile.Ports(
            amqp: port(old?.broker.ports?.amqp),
            distribution: port(old?.broker.ports?.distribution),
            nameServer: port(old?.broker.ports?.nameServer),
            control: port(old?.broker.ports?.control),
            tls: isEncrypted ? port(old?.broker.ports?.tls) : nil
        )
        file.processes = plans.map { plan in
            var process = FleetFile.Process(
                name: plan.name,
                executable: plan.executable,
                port: port(old?.process(plan.name)?.port),
                file: home.store(plan.name)
            )
            if file.tls != nil { process.tlsPort = port(old?.process(plan.name)?.tlsPort) }
            return process
        }
        return file
    }

    /// Seconds of a clock that never steps.
    static func seconds() -> Double { Double(ClockReading.current().monotonic) / 1000 }
}
