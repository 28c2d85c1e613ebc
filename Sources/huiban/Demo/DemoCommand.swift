import ArgumentParser
import Casework
import Contracts
import Fleet
import Foundation

/// `huiban demo`: a fleet of its own, dated 2023-04-27, whose people work until every example case has ended.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "演示。 A fleet of its own plays all example cases to their end."
    )

    @OptionGroup var common: CommonOptions
    @Option(name: .long, help: "随机种子：同一种子，同样的选择 the same seed makes the same choices") var seed: UInt64 = 1
    @Option(name: .long, help: "每个样例提交几份 how many copies of each example") var copies = 1
    @Flag(name: .long, help: "结束后不停机 leave the fleet running at the end") var keepUp = false
    @Option(name: .long, help: "最多等待秒数 give up after so many seconds") var patience = 600

    func run() async throws {
        let home = common.home == nil ? Home(".huiban-demo") : common.fleetHome
        try await replace(home)
        try await huiban(["up", "--detach", "--home", home.path, "--jump", "--start", "2023-04-27T08:30"])
        let cast = try DemoCast(home: home, voice: common.voice)
        var play = DemoPlay(cast: cast, seed: seed, copies: copies, deadline: Date.now + Double(patience))
        do {
            let score = try await play.run()
            if !keepUp { try await huiban(["down", "--home", home.path]) }
            tell(score)
        } catch {
            if !keepUp { try await huiban(["down", "--home", home.path]) }
            throw error
        }
    }

    private func tell(_ score: DemoScore) {
        if common.voice.isJSON { return common.voice.print(json: score) }
        common.voice.say(
            zh: """
                案件 \(score.cases)，已结 \(score.closed)，办理步骤 \(score.steps)，被拒操作 \(score.refused)，超期 \(score.breaches)
                """,
            en: """
                cases \(score.cases), closed \(score.closed), steps \(score.steps), refused \(score.refused), \
                breaches \(score.breaches)
                """
        )
    }

    /// A demo begins with nothing; what an earlier one left behind goes.
    private func replace(_ home: Home) async throws {
        guard home.exists else { return }
        guard FileManager.default.fileExists(atPath: home.fleetFile) else {
            throw common.voice.stop(
                .usage,
                zh: "\(home.path) 已存在，且不是机群目录。",
                en: "\(home.path) is there and is no fleet's home."
            )
        }
        try await huiban(["down", "--home", home.path])
        try FileManager.default.removeItem(atPath: home.path)
    }

    /// Runs another command of this executable; its words go to standard error.
    private func huiban(_ arguments: [String]) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments + ["--lang", common.voice.language.rawValue]
        process.standardOutput = FileHandle.standardError
        let status = try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        guard status == 0 else { throw ExitCode(status) }
    }
}

/// What a demo has brought about.
struct DemoScore: Codable {
    /// Cases that were accepted.
    var cases = 0
    var closed = 0
    /// Tasks that people completed.
    var steps = 0
    /// What the fleet rightly refused: bad submissions, a drafter who signs.
    var refused = 0
    var breaches = 0
}
