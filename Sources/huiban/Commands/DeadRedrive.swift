import ArgumentParser
import Casework

extension Dead {
    /// Handles one of them again, or all that lie there for the same reasons.
    struct Redrive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "重办。 Handle one of them again, or all that lie there for the same reasons.",
            discussion: """
                --reasons 按列表“原因”一栏原样填写。先取定清单，再逐件重办，每件一行结果。
                --reasons takes what stands under REASONS in the list. The list is fixed first; each has a result of its own.
                """
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @OptionGroup var act: CarefulOptions
        @Option(name: .long, help: "原因相同的全部 all with exactly these reasons") var reasons: String?
        @Argument(help: "编号 its number in the list") var n: Int64?

        func validate() throws {
            guard (n == nil) != (reasons == nil) else {
                throw ValidationError("填编号或 --reasons 之一 a number, or --reasons, not both")
            }
        }

        func run() async throws {
            if let n { return try await act.post(["dead", String(n), "redrive"], common, person) }
            let client = try common.desk(person)
            let list = Listing.rows(try await client.get(["dead"], query: ["reasons": reasons]).body)
            guard !list.isEmpty else {
                throw common.voice.stop(
                    .refused,
                    zh: "\(client.process) 没有原因是 \(reasons ?? "") 的死信；原因照 huiban dead list 的原样填。",
                    en: """
                        \(client.process) has no dead letter with the reasons \(reasons ?? ""), as huiban dead list shows them.
                        """
                )
            }
            guard !act.dryRun else {
                common.voice.show(list: .list(list), KeptColumns.dead)
                return common.voice.say(zh: "将重办这 \(list.count) 件。", en: "Would handle these \(list.count) again.")
            }
            let results = try await redrive(list.compactMap { $0["n"]?.integer }, client)
            let left = results.count { !$0.isHandled }
            if common.json { common.voice.print(json: results) }
            common.voice.say(
                zh: "重办 \(results.count - left) 件，仍不能办 \(left) 件。",
                en: "\(results.count - left) handled, \(left) stay."
            )
            if left > 0 { throw ExitCode(Outcome.refused.rawValue) }
        }

        /// What became of one of them.
        private struct Result: Encodable {
            var n: Int64
            var isHandled: Bool
            /// Why it stays.
            var problems: [String] = []
        }

        /// One after the other, each when the one before is in the journal, so that daily work goes on between them.
        private func redrive(_ numbers: [Int64], _ client: APIClient) async throws -> [Result] {
            var results: [Result] = []
            for n in numbers {
                do {
                    _ = try await client.post(["dead", String(n), "redrive"], ["reason": .text(act.reason)])
                    results.append(Result(n: n, isHandled: true))
                    common.voice.say(verbatim: "✓ \(n)")
                } catch let stop as Stop where stop.code == .refused {
                    results.append(Result(n: n, isHandled: false, problems: stop.details))
                    common.voice.say(verbatim: "✗ \(n)")
                    for line in stop.details { common.voice.say(verbatim: "  \(line)") }
                }
            }
            return results
        }
    }
}
