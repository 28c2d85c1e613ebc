import ArgumentParser
import Casework
import Contracts
import Fleet

/// `huiban retention`: how long what names people is kept, and what becomes of it then.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "保管期限与销毁。 How long cases are kept, requests to delete, destruction.",
        subcommands: [Show.self, Due.self, Ask.self, Destroy.self]
    )

    /// Until when a case is kept, and by what.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "详情。 Until when a case is kept, and by which rule.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案号 case id") var id: String

        func run() async throws {
            let voice = common.voice
            let answer = try await common.coordinator(person).get(["cases", id, "retention"]).body
            if voice.isJSON { return voice.show(answer) }
            voice.say(verbatim: "\(id)  \(answer["state"]?.text ?? "")")
            voice.say(zh: answer["zh"]?.text ?? "", en: answer["en"]?.text ?? "")
        }
    }

    /// The cases whose term is over.
    struct Due: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "到期清单。 The cases whose term was over before a day, today unless said."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Option(name: .long, help: "日期 a day, 2035-01-01") var by: String?

        func run() async throws {
            let client = try common.coordinator(person)
            let answer = try await client.get(["retention", "due"], query: ["by": by]).body
            common.voice.show(list: answer["cases"] ?? .list([]), RetentionCommand.columns)
        }
    }

    /// Asks to delete what names people in a case.
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "request",
            abstract: "删除请求。 Asks to delete what names people in a case; a term that forbids it is told."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Option(name: .long, help: "理由 who asks, and why") var reason: String
        @Argument(help: "案号 case id") var id: String

        func run() async throws {
            let voice = common.voice
            let body: Value = ["reason": .text(reason)]
            let answer = try await common.coordinator(person).post(["cases", id, "retention"], body).body
            if voice.isJSON { return voice.show(answer) }
            voice.say(verbatim: answer["answer"]?.text ?? "")
            voice.say(zh: answer["zh"]?.text ?? "", en: answer["en"]?.text ?? "")
        }
    }

    static let columns: [(key: String, title: Words)] = [
        ("id", Words(zh: "案号", en: "CASE")), ("type", Words(zh: "类型", en: "TYPE")),
        ("endedOn", Words(zh: "办结", en: "ENDED")), ("keptThrough", Words(zh: "保管至", en: "KEPT THROUGH")),
        ("term", Words(zh: "期限", en: "TERM")), ("source", Words(zh: "依据", en: "SOURCE")),
    ]
}
