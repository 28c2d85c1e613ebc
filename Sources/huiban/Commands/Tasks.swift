import ArgumentParser
import Casework

/// `huiban tasks`: an agency's queue, and everything a person does with a task.
struct Tasks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "任务。 An agency's queue, and what a person does with a task.",
        subcommands: [
            List.self, Show.self, Sign.self, Claim.self, Assign.self, Raise.self, Complete.self, Return.self,
            Extend.self, Pause.self, Explain.self, Note.self,
        ]
    )

    /// What every command about one task has.
    struct Target: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "任务编号 task id") var id: String

        /// Does something with the task and shows what it is then.
        func post(_ act: String, _ body: [String: Value] = [:]) async throws {
            let answer = try await common.desk(person).post(["tasks", id, act], .object(body))
            common.voice.show(answer.body)
        }
    }

    /// The queue.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 The queue, what is due first on top.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Option(name: .long, help: "open | done | all") var state: String?
        @Flag(name: .long, help: "只看我的 only mine") var mine = false
        @Option(name: .long, help: "科室 unit") var unit: String?

        func run() async throws {
            let query = ["state": state, "mine": mine ? "true" : nil, "unit": unit]
            let answer = try await common.desk(person).get(["tasks"], query: query)
            common.voice.show(
                list: answer.body,
                [
                    ("id", Words(zh: "任务", en: "TASK")), ("title", Words(zh: "事项", en: "STEP")),
                    ("state", Words(zh: "状态", en: "STATE")), ("due", Words(zh: "期限", en: "DUE")),
                    ("holder", Words(zh: "经办", en: "HOLDER")), ("unit", Words(zh: "科室", en: "UNIT")),
                    ("subject", Words(zh: "标题", en: "SUBJECT")),
                ]
            )
        }
    }

    /// One task with its form.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "详情。 One task, with the JSON Schema of its form and an example."
        )
        @OptionGroup var target: Target

        func run() async throws {
            let answer = try await target.common.desk(target.person).get(["tasks", target.id])
            target.common.voice.show(answer.body)
        }
    }

    /// Signs for it.
    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "签收。 Sign for it.")
        @OptionGroup var target: Target

        func run() async throws { try await target.post("sign") }
    }

    /// Takes it.
    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "认领。 Take it.")
        @OptionGroup var target: Target

        func run() async throws { try await target.post("claim") }
    }

    /// Gives it to a colleague.
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "指派。 Give it to a colleague.")
        @OptionGroup var target: Target
        @Option(name: .long, help: "人员 person") var to: String

        func run() async throws { try await target.post("assign", ["to": .text(to)]) }
    }

    /// Starts a step that is only offered.
    struct Raise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "启动。 Start a step that is offered and that nobody must do, such as a withdrawal."
        )
        @OptionGroup var target: Target

        func run() async throws { try await target.post("raise") }
    }

    /// Ends it with an outcome.
    struct Complete: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "办结。 End it with an outcome.")
        @OptionGroup var target: Target
        @Option(name: .long, help: "结果 outcome (the task lists those it may have)") var outcome: String?
        @Option(name: .long, help: "字段 JSON 文件（- 为标准输入） a JSON file with the fields, - for standard input")
        var fields: String?
        @Option(name: .long, help: "单个字段 one field, NAME=TEXT or NAME=JSON; may be repeated") var field: [String] = []
        @Flag(name: .long, help: "使用任务自带的示例 take the example the task comes with") var example = false
        @Option(name: .long, help: "代外部单位填报 the outside party answered for") var onBehalfOf: String?

        func run() async throws {
            let client = try target.common.desk(target.person)
            let input = TaskAnswer(fields: fields, single: field, voice: target.common.voice)
            var body = try example ? input.example(of: await client.get(["tasks", target.id]).body) : [:]
            body.merge(try input.body()) { _, given in given }
            if let outcome { body["outcome"] = .text(outcome) }
            body["onBehalfOf"] = onBehalfOf.map(Value.text)
            target.common.voice.show(try await client.post(["tasks", target.id, "complete"], .object(body)).body)
        }
    }

    /// Sends a misrouted one back.
    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "退回。 Send a misrouted one back.")
        @OptionGroup var target: Target
        @Option(name: .long, help: "理由 why") var reason: String
        @Option(name: .long, help: "依据 law or rule") var basis: String?
        @Option(name: .long, help: "建议承办单位 who should have it") var suggestedAgency: String?

        func run() async throws {
            var body: [String: Value] = ["reason": .text(reason)]
            body["basis"] = basis.map(Value.text)
            body["suggestedAgency"] = suggestedAgency.map(Value.text)
            try await target.post("return", body)
        }
    }

    /// Asks for more time.
    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "申请延期。 Ask for more time.")
        @OptionGroup var target: Target
        @Option(name: .long, help: "时长 term, e.g. \"5 working days\"") var term: String
        @Option(name: .long, help: "理由 why") var reason: String

        func run() async throws { try await target.post("extend", ["term": .text(term), "reason": .text(reason)]) }
    }

    /// Asks for the clock to stand.
    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "申请中止计时。 Ask for the clock to stand.")
        @OptionGroup var target: Target
        @Option(name: .long, help: "事由 why (one that the task lists)") var reason: String
        @Option(name: .long, help: "依据 law or rule") var basis: String?

        func run() async throws {
            var body: [String: Value] = ["reason": .text(reason)]
            body["basis"] = basis.map(Value.text)
            try await target.post("pause", body)
        }
    }

    /// Says why it is late.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "说明情况。 Say why it is late; nobody presses for an explanation then."
        )
        @OptionGroup var target: Target
        @Option(name: .long, help: "情况 why") var reason: String

        func run() async throws { try await target.post("explain", ["reason": .text(reason)]) }
    }

    /// Writes something down.
    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "备注。 Write something down.")
        @OptionGroup var target: Target
        @Argument(help: "内容 text") var text: String

        func run() async throws { try await target.post("note", ["text": .text(text)]) }
    }
}
