import Casework
import Fleet
import Foundation

/// How a fleet is brought up: found running, run here, or run in the background.
struct Launch {
    let home: Home
    let voice: Voice
    let installation: Installation
    let clock: ClockSettings
    let plans: [ProcessPlan]
    /// Certificates for a TLS listener of the broker, nil for none.
    var certificates: String?
    /// Whether the home is marked as one that only rehearses.
    var isDrill = false
    /// How browsers reach the pages.
    var pages = PageTransport.asBefore
    /// For how long the broker keeps the journals; nil for as before.
    var journalKeep: JournalKeep?

    /// Shows a fleet that runs already; what was given up is tried again.
    ///
    /// - Returns: whether there is one.
    func isUpAlready() async throws -> Bool {
        guard let file = try FleetFile.read(from: home), let supervisor = file.supervisor, supervisor.isRunning else {
            return false
        }
        if file.processes.contains(where: { $0.state == .givenUp }) {
            supervisor.signal(SIGUSR1)
            voice.say(zh: "已在运行；放弃的进程再试一次。", en: "Running already; trying again what was given up.")
        } else {
            voice.say(zh: "已在运行。", en: "Running already.")
        }
        try show(file)
        return true
    }

    /// Supervises in this process until Ctrl-C.
    func here() async throws {
        StopSignals.install()
        try checkBroker()
        try home.create()
        guard let lock = try SupervisorLock(home: home) else {
            voice.say(zh: "已有另一个进程在看护此目录。", en: "Another process supervises this home already.")
            return
        }
        let leftovers = Leftovers(home: home, file: try FleetFile.read(from: home))
        if !leftovers.running.isEmpty {
            voice.say(zh: "清理上次留下的进程。", en: "Ending what an earlier run left behind.")
            _ = try await leftovers.stop()
        }
        let staff = try Staff.load(installation, voice: voice)
        try Credentials(home: home).preparePeople(staff.people.keys.sorted())
        try Credentials(home: home).prepareServices(ProcessPlan.fleet.map(\.name))
        try prepareClock()
        let isLive = isatty(STDOUT_FILENO) == 1 && !voice.isJSON
        let report = SupervisorReport(
            voice: voice,
            board: isLive ? Board(language: voice.language) : nil,
            doors: FrontDoors(home: home, language: voice.language, staff: staff)
        )
        var supervisor = try Supervisor(
            home: home,
            installation: installation,
            plans: plans,
            certificates: certificates,
            isDrill: isDrill,
            pages: pages,
            journalKeep: journalKeep,
            report: report
        )
        let wasTold = try await supervisor.run()
        extendLifetime(lock)
        guard wasTold else {
            throw voice.stop(
                .refused,
                zh: "消息服务器无法保持运行，机群已停止。",
                en: "The broker could not be kept running; the fleet was stopped.",
                details: LogTail.lines(home.log("broker"))
            )
        }
    }

    /// Starts a supervisor in the background and returns when the fleet is ready, which is shown unless it is a step of
    /// something else.
    func inBackground(arguments: [String], isShown: Bool = true) async throws {
        try checkBroker()
        try home.create()
        let log = home.log("supervisor")
        let begin = LogTail.size(log)
        let child = try Child(
            Child.Plan(
                path: "/proc/self/exe",
                arguments: arguments,
                environment: ProcessInfo.processInfo.environment,
                log: log,
                isDetached: true
            )
        )
        for _ in 0..<1200 {
            try await Task.sleep(for: .milliseconds(50))
            if let end = child.reap() {
                if try await isUpAlready() { return }
                throw voice.stop(
                    .refused,
                    zh: "启动失败（\(end.text)）。日志 \(log)：",
                    en: "It did not come up (\(end.text)). Log \(log):",
                    details: LogTail.lines(log, from: begin)
                )
            }
            if let file = try FleetFile.read(from: home), file.supervisor?.pid == child.pid, file.phase == .running {
                return isShown ? try finish(file) : ()
            }
        }
        throw voice.stop(
            .refused,
            zh: "一分钟内未就绪，仍在后台尝试。日志 \(log)：",
            en: "Not ready within a minute; it goes on trying in the background. Log \(log):",
            details: LogTail.lines(log, from: begin)
        )
    }

    private func finish(_ file: FleetFile) throws {
        try show(file)
        let lost = file.processes.filter { $0.state == .givenUp }
        guard !lost.isEmpty else { return }
        throw voice.stop(
            .refused,
            zh: "有 \(lost.count) 个进程未能启动：",
            en: "\(lost.count) of the processes did not start:",
            details: lost.flatMap { process in
                ["\(process.name) (\(home.log(process.name))):"] + LogTail.lines(home.log(process.name), count: 6)
            }
        )
    }

    private func show(_ file: FleetFile) throws {
        if voice.isJSON { return voice.print(json: file) }
        for line in StatusTable(file: file, home: home, language: voice.language).lines { voice.say(verbatim: line) }
        let doors = FrontDoors(
            home: home,
            language: voice.language,
            staff: try Staff.load(installation, voice: voice)
        )
        for line in [""] + doors.lines(file) { voice.say(verbatim: line) }
    }

    private func checkBroker() throws {
        guard BrokerNode.script != nil, BrokerNode.nameServer != nil else {
            throw voice.stop(
                .refused,
                zh: "缺少 Debian 软件包 rabbitmq-server。请运行 ops/up，或：sudo apt-get install rabbitmq-server",
                en:
                    "The Debian package rabbitmq-server is missing. Run ops/up, or: sudo apt-get install rabbitmq-server"
            )
        }
    }

    /// Sets mode and start of the clock and leaves it standing until everybody is there.
    private func prepareClock() throws {
        do {
            try FleetClock.start(home, clock)
            try FleetClock.freeze(home)
        } catch FleetClock.Refusal.goesBack(let now) {
            let date = Date(timeIntervalSince1970: Double(now.milliseconds) / 1000)
            throw voice.stop(
                .refused,
                zh: "机群时间不能倒退：此目录已到 \(date.formatted(.iso8601))。",
                en: "The fleet's time never goes back: this home has lived until \(date.formatted(.iso8601))."
            )
        }
    }
}
