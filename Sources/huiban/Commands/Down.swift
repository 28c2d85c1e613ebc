import ArgumentParser
import Fleet
import Foundation

/// `huiban down`: stops everything of a home and makes sure that nothing is left.
struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "停止机群，不留进程和端口。 Stop the fleet; no process and no port is left."
    )

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let voice = common.voice
        try await Shutdown(home: common.fleetHome, voice: voice).run()
        if voice.isJSON { voice.print(json: ["phase": "stopped"]) }
    }
}

/// The end of a fleet, supervised or not.
struct Shutdown {
    let home: Home
    let voice: Voice

    /// Stops what runs, freezes the clock, and looks that no process and no port is left.
    ///
    /// - Throws: a stop that names what could not be ended.
    func run() async throws {
        guard home.exists, let file = try FleetFile.read(from: home) else {
            voice.say(zh: "此目录没有机群：\(home.path)", en: "There is no fleet in \(home.path).")
            return
        }
        if let supervisor = file.supervisor, supervisor.isRunning { try await stop(supervisor) }
        let leftovers = Leftovers(home: home, file: file)
        let stubborn = try await leftovers.stop()
        if FileManager.default.fileExists(atPath: home.clockFile) { try FleetClock.freeze(home) }
        if var last = try FleetFile.read(from: home), last.phase != .stopped {
            last.phase = .stopped
            last.supervisor = nil
            last.broker.node = nil
            last.broker.nameServer = nil
            for index in last.processes.indices {
                last.processes[index].identity = nil
                last.processes[index].state = .stopped
            }
            try last.write(to: home)
        }
        let ports =
            [file.broker.ports?.amqp, file.broker.ports?.distribution, file.broker.ports?.nameServer]
            .compactMap { $0 } + file.processes.map(\.port)
        let open = ports.filter { !FreePorts.isFree($0) }
        guard stubborn.isEmpty, open.isEmpty else {
            throw voice.stop(
                .refused,
                zh: "仍有残留。",
                en: "Something is left.",
                details: stubborn.map { "pid \($0.pid)" } + open.map { "port \($0)" }
            )
        }
        voice.say(zh: "已停止，没有残留的进程和端口。", en: "Stopped; no process and no port is left.")
    }

    private func stop(_ supervisor: ProcessIdentity) async throws {
        voice.say(zh: "正在停止……", en: "Stopping …")
        supervisor.signal(SIGTERM)
        for _ in 0..<1600 {
            if !supervisor.isRunning { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        supervisor.signal(SIGKILL)
    }
}
