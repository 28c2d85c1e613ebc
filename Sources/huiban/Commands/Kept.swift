import ArgumentParser
import Casework

/// `huiban dead`: messages that could not be worked and were put aside.
struct Dead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "死信。 Messages that were put aside, each with its reason.",
        subcommands: [List.self, Show.self]
    )

    /// All of them.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 All of them.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions

        func run() async throws {
            common.voice.show(list: try await common.coordinator(person).get(["dead"]).body, KeptColumns.dead)
        }
    }

    /// One of them.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "详情。 One of them.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "编号 its number in the list") var n: Int64

        func run() async throws {
            let all = try await common.coordinator(person).get(["dead"]).body
            guard let found = Listing.rows(all).first(where: { $0["n"]?.integer == n }) else {
                throw common.voice.stop(.refused, zh: "没有编号 \(n) 的死信。", en: "There is no dead letter \(n).")
            }
            common.voice.show(found)
        }
    }
}

/// `huiban parked`: cases whose messages are kept in order until a person decides.
struct Parked: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "搁置的案件。 Cases kept aside in order until a person decides.",
        subcommands: [List.self, Release.self, Skip.self]
    )

    /// All of them.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 All of them.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions

        func run() async throws {
            common.voice.show(list: try await common.coordinator(person).get(["parked"]).body, KeptColumns.parked)
        }
    }

    /// Works the kept messages of a case again, in order.
    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "放行。 Work a case's kept messages again, in order.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @OptionGroup var act: CarefulOptions
        @Argument(help: "案号 case id") var id: String

        func run() async throws { try await act.post(["parked", id, "release"], common, person) }
    }

    /// Drops the first kept message of a case, with a reason.
    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "跳过。 Drop the first kept message of a case.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @OptionGroup var act: CarefulOptions
        @Argument(help: "案号 case id") var id: String

        func run() async throws { try await act.post(["parked", id, "skip"], common, person) }
    }
}

/// What an act that cannot be taken back asks for (design, section 7).
struct CarefulOptions: ParsableArguments {
    @Option(name: .long, help: "理由 why (recorded)") var reason: String
    @Flag(name: .long, help: "只说明将做什么 only say what would be done") var dryRun = false

    /// Does it at the coordinator, or says what would be done.
    func post(_ path: [String], _ common: CommonOptions, _ person: PersonOptions) async throws {
        let client = try common.coordinator(person)
        if dryRun {
            let what = path.joined(separator: "/")
            return common.voice.say(zh: "将执行：\(what)（理由：\(reason)）", en: "Would do: \(what) (reason: \(reason))")
        }
        common.voice.show(try await client.post(path, ["reason": .text(reason)]).body)
    }
}

private enum KeptColumns {
    static let dead: [(key: String, title: Words)] = [
        ("n", Words(zh: "编号", en: "N")), ("at", Words(zh: "时间", en: "AT")),
        ("reasons", Words(zh: "原因", en: "REASONS")), ("queue", Words(zh: "队列", en: "QUEUE")),
        ("routingKey", Words(zh: "路由键", en: "ROUTING KEY")), ("size", Words(zh: "字节", en: "BYTES")),
    ]
    static let parked: [(key: String, title: Words)] = [
        ("n", Words(zh: "编号", en: "N")), ("at", Words(zh: "时间", en: "AT")),
        ("caseId", Words(zh: "案号", en: "CASE")), ("reasons", Words(zh: "原因", en: "REASONS")),
    ]
}
