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
        @Argument(help: "编号 id") var id: String

        func run() async throws { common.voice.show(try await common.coordinator(person).get(["dead", id]).body) }
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
        ("id", Words(zh: "编号", en: "ID")), ("messageId", Words(zh: "消息", en: "MESSAGE")),
        ("owner", Words(zh: "所在", en: "OWNER")), ("reason", Words(zh: "原因", en: "REASON")),
        ("code", Words(zh: "原因", en: "CODE")), ("at", Words(zh: "时间", en: "AT")),
    ]
    static let parked: [(key: String, title: Words)] = [
        ("caseId", Words(zh: "案号", en: "CASE")), ("owner", Words(zh: "所在", en: "OWNER")),
        ("messages", Words(zh: "消息数", en: "MESSAGES")), ("reason", Words(zh: "原因", en: "REASON")),
        ("at", Words(zh: "时间", en: "SINCE")),
    ]
}
