import ArgumentParser
import Casework

/// `huiban case`: what became of cases.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "案件。 Cases: where they stand, what happened, what they wait for.",
        subcommands: [List.self, Show.self, History.self, Explain.self, Exemplar.self, Export.self, Verify.self]
    )

    /// The cases the coordinator holds.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 The cases.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Option(name: .long, help: "open | closed | all") var state: String?

        func run() async throws {
            let answer = try await common.coordinator(person).get(["cases"], query: ["state": state])
            common.voice.show(
                list: answer.body,
                [
                    ("id", Words(zh: "案号", en: "CASE")), ("type", Words(zh: "类型", en: "TYPE")),
                    ("isOpen", Words(zh: "在办", en: "OPEN")), ("outcome", Words(zh: "结果", en: "OUTCOME")),
                    ("due", Words(zh: "期限", en: "DUE")), ("subject", Words(zh: "标题", en: "SUBJECT")),
                ]
            )
        }
    }

    /// One case with its steps.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "详情。 One case with its steps.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案号 case id") var id: String

        func run() async throws {
            common.voice.show(try await common.coordinator(person).get(["cases", id]).body)
        }
    }

    /// What happened, in sentences.
    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "经过。 What happened, in sentences.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案号 case id") var id: String

        func run() async throws {
            let language = common.voice.language.rawValue
            let answer = try await common.coordinator(person).get(["cases", id, "history"], query: ["lang": language])
            common.voice.show(sentences: answer.body)
        }
    }

    /// What it waits for, on whom, until when, by which rule.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "在等什么。 What it waits for, on whom, until when, by which rule."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案号 case id") var id: String

        func run() async throws {
            let language = common.voice.language.rawValue
            let answer = try await common.coordinator(person).get(["cases", id, "explain"], query: ["lang": language])
            common.voice.show(sentences: answer.body)
        }
    }

    /// Chooses a closed case as an example for others.
    struct Exemplar: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "典型案例。 Chooses a closed case as an example, told without names; --drop: no more."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案号 case id") var id: String
        @Option(name: .long, help: "摘要 what it teaches") var summary: String?
        @Flag(name: .long, help: "不再列为典型案例 no example any more") var drop = false

        func run() async throws {
            let body: Value = drop ? ["drop": true] : ["summary": .text(summary ?? "")]
            common.voice.show(try await common.coordinator(person).post(["cases", id, "exemplar"], body).body)
        }
    }
}
