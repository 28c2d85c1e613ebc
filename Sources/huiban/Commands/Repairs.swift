import ArgumentParser
import Casework
import Contracts
import Fleet
import Foundation

/// `huiban refold`: drops the folded tables of a file, folds its log again and compares (design rule J).
struct Refold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "由日志重算各表并比对。 Fold a file's tables again from its log and compare; every file without OWNER."
    )

    @OptionGroup var common: CommonOptions
    @Argument(help: "所有者 coordinator | police | justice | civil-affairs | housing") var owner: String?

    func run() async throws {
        let bench = try RepairBench(common)
        var all: [Value] = []
        var isEqual = true
        for plan in try owner.map({ [try bench.plan($0)] }) ?? bench.plans {
            try bench.checkStopped(plan.name)
            let report = try bench.run(plan, ["--refold"])
            let different = report.value["different"]?.list ?? []
            isEqual = isEqual && report.code == 0
            all.append(report.value)
            let names = different.compactMap(\.text).joined(separator: " ")
            let count = report.entries
            common.voice.say(
                zh: "\(plan.name)：\(count) 条，\(names.isEmpty ? "各表一致" : "有出入，已按日志重算：\(names)")",
                en: "\(plan.name): \(count) entries, \(names.isEmpty ? "equal" : "differed, refolded: \(names)")"
            )
        }
        if common.json { common.voice.print(json: all) }
        if !isEqual { throw ExitCode(Outcome.refused.rawValue) }
    }
}

/// `huiban rebuild`: replays an owner's journal into a new file, from its beginning or behind a back-up.
struct Rebuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "由日志流重建数据文件。 Rebuild a file from its journal; the old file is kept beside the new one.",
        discussion: "用 --from 时由备份加其后的日志流重建。 With --from: from a back-up and the journal behind it."
    )

    @OptionGroup var common: CommonOptions
    @Flag(name: .long, help: "只试读日志流，不换文件 only replay, leave the file in its place") var dryRun = false
    @Option(name: .long, help: "备份目录 the folder of a back-up") var from: String?
    @Argument(help: "所有者 coordinator | police | justice | civil-affairs | housing") var owner: String

    func run() async throws {
        let bench = try RepairBench(common)
        let plan = try bench.plan(owner)
        try bench.checkStopped(owner)
        let backup = from.map { ["--from", URL(fileURLWithPath: $0).path] } ?? []
        let progress = common.json ? [] : ["--progress", common.voice.language.rawValue]
        let words = ["--rebuild"] + backup + (dryRun ? ["--dry-run"] : []) + progress
        let report = try await bench.withBroker { try bench.run(plan, words) }
        guard report.code == 0 else { throw ExitCode(report.code == RestartPolicy.refusal ? 1 : report.code) }
        if common.json { return common.voice.print(json: report.value) }
        let file = common.fleetHome.store(owner)
        let count = report.value["fromBackup"]?.integer
        if let count {
            let more = report.entries - count
            common.voice.say(
                zh: "备份 \(count) 条，日志流接续 \(more) 条，散列链相接。",
                en: "\(count) entries of the back-up and \(more) more of the journal make one chain."
            )
        }
        if dryRun, count != nil {
            common.voice.say(zh: "只是试读；未换文件 \(file)。", en: "This was a trial; \(file) was left in its place.")
        } else if dryRun {
            common.voice.say(
                zh: "\(owner) 的日志流完整，共 \(report.entries) 条；未换文件 \(file)。",
                en: "The journal of \(owner) is whole, \(report.entries) entries; \(file) was left in its place."
            )
        } else {
            let epoch = report.value["epoch"]?.integer ?? 1
            common.voice.say(
                zh: "已重建 \(file)，共 \(report.entries) 条，此后为第 \(epoch) 代；原文件（如有）在旁边保留。接着运行：huiban up",
                en: """
                    Rebuilt \(file), \(report.entries) entries; epoch \(epoch) begins. An old file is kept beside it. \
                    Next: huiban up
                    """
            )
        }
    }
}

/// Runs an owner's own executable on its file while nobody else has it.
struct RepairBench {
    /// What an executable said.
    struct Report {
        let code: Int32
        let value: Value

        var entries: Int64 { value["entries"]?.integer ?? 0 }
    }

    let plans = ProcessPlan.fleet
    private let home: Home
    private let voice: Voice
    private let installation: Installation

    init(_ common: CommonOptions) throws {
        home = common.fleetHome
        voice = common.voice
        installation = try Installation.find(voice: voice)
        _ = try common.fleet()
    }

    /// The plan of an owner.
    func plan(_ owner: String) throws -> ProcessPlan {
        guard let plan = plans.first(where: { $0.name == owner }) else {
            let names = plans.map(\.name).joined(separator: " ")
            throw voice.stop(.usage, zh: "没有 \(owner)：\(names)", en: "There is no \(owner): \(names)")
        }
        return plan
    }

    /// Refuses while the owner's process runs.
    func checkStopped(_ owner: String) throws {
        guard try FleetFile.read(from: home)?.process(owner)?.identity?.isRunning == true else { return }
        throw voice.stop(
            .refused,
            zh: "\(owner) 正在运行，文件在用。请先运行：huiban down",
            en: "\(owner) is running and has its file open. First run: huiban down"
        )
    }

    /// Runs the executable with more arguments, and shows what it complains of.
    func run(_ plan: ProcessPlan, _ more: [String]) throws -> Report {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: installation.executable(plan.executable))
        process.arguments = ["--home", home.path, "--contracts", installation.contracts] + more
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = Array(output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return Report(code: process.terminationStatus, value: JSONText.value(said).subject ?? .null)
    }

    /// Does `work` with the broker there: the fleet's own, or the private one alone for as long as it takes.
    func withBroker<T>(_ work: () throws -> T) async throws -> T {
        guard let before = try FleetFile.read(from: home), !before.isSupervised else { return try work() }
        let quiet = Voice(language: voice.language, isJSON: true)
        voice.say(zh: "启动消息服务器……", en: "Starting the broker …")
        let launch = Launch(
            home: home,
            voice: quiet,
            installation: installation,
            clock: ClockSettings(),
            plans: []
        )
        try await launch.inBackground(arguments: ["broker", "run", "--home", home.path], isShown: false)
        let result = Result { try work() }
        try await Shutdown(home: home, voice: quiet).run()
        // The broker alone has no processes; the fleet finds its ports again.
        if var after = try FleetFile.read(from: home) {
            after.processes = before.processes
            try after.write(to: home)
        }
        return try result.get()
    }
}
