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
        let fleet = PlayedFleet(
            home: common.home == nil ? Home(".huiban-demo") : common.fleetHome,
            voice: common.voice
        )
        try await fleet.replace()
        try await fleet.up()
        let cast = try Cast(home: fleet.home, voice: common.voice)
        let workflows = try Installation.find(voice: common.voice).books(common.voice).workflows
        let deadline = Date.now + Double(patience)
        var play = DemoPlay(cast: cast, workflows: workflows, seed: seed, copies: copies, deadline: deadline)
        do {
            let score = try await play.run()
            if !keepUp { try await fleet.down() }
            tell(score)
            try complain(score)
        } catch {
            if !keepUp { try await fleet.down() }
            throw error
        }
    }

    /// A demo that ran out of patience is no success.
    private func complain(_ score: DemoScore) throws {
        let open = score.cases - score.closed
        guard open > 0 else { return }
        throw common.voice.stop(
            .refused,
            zh: "\(patience)秒内有\(open)件未办结；加 --keep-up 保持运行，用 huiban case list 查看。",
            en:
                "\(open) cases have not ended within \(patience) s; with --keep-up the fleet stays, see huiban case list."
        )
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
