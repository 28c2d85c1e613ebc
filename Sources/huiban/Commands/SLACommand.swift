import ArgumentParser
import Casework
import Foundation

/// `huiban sla`: every clock, what breaches next, and why.
struct SLACommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sla",
        abstract: "时限。 Clocks: what breaches next, why, and what waits for a ruling.",
        subcommands: [Board.self, Forecast.self, Explain.self, Inbox.self, Rule.self]
    )

    /// Which clocks are asked for.
    struct Which: ParsableArguments {
        @Option(name: .long, help: "单位 agency") var agency: String?
        @Option(name: .long, help: "科室 unit") var unit: String?
        @Option(name: .long, help: "主办或会办 lead | co-handler") var part: String?
        @Option(name: .long, help: "最多几行 at most so many lines") var limit: Int?

        var query: [String: String?] {
            ["agency": agency, "unit": unit, "part": part, "limit": limit.map(String.init)]
        }
    }

    private static let columns: [(key: String, title: Words)] = [
        ("task", Words(zh: "任务", en: "TASK")), ("title", Words(zh: "事项", en: "STEP")),
        ("agency", Words(zh: "单位", en: "AGENCY")), ("holder", Words(zh: "经办", en: "HOLDER")),
        ("due", Words(zh: "期限", en: "DUE")), ("left", Words(zh: "剩余", en: "LEFT")),
        ("isOverdue", Words(zh: "逾期", en: "OVERDUE")), ("paused", Words(zh: "暂停", en: "PAUSED")),
        ("cards", Words(zh: "牌", en: "CARDS")),
    ]

    /// What breaches next.
    struct Board: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "看板。 Open clocks, what breaches next on top, with the working time that is left."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @OptionGroup var which: Which

        func run() async throws {
            let answer = try await common.coordinator(person).get(["sla", "board"], query: which.query)
            common.voice.show(list: answer.body, SLACommand.columns)
        }
    }

    /// What ends within a time.
    struct Forecast: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "预测。 Clocks that end within a time, overdue ones included."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @OptionGroup var which: Which
        @Option(name: .long, help: "期限 term, 3wd") var within: String

        func run() async throws {
            let query = which.query.merging(["within": within]) { old, _ in old }
            let answer = try await common.coordinator(person).get(["sla", "board"], query: query)
            common.voice.show(list: answer.body, SLACommand.columns)
        }
    }

    /// Why a due date is what it is.
    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "解释。 Every clock of a case: each day that counted, rested or was paused, rule, source, calendar."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案号，或 案号/步骤 case id, or CASE/STEP") var id: String

        func run() async throws {
            let parts = id.split(separator: "/", maxSplits: 1).map(String.init)
            let query = ["step": parts.count == 2 ? parts[1] : nil]
            let path = ["sla", "explain", parts.first ?? id]
            let answer = try await common.coordinator(person).get(path, query: query)
            let voice = common.voice
            if voice.isJSON { return voice.show(answer.body) }
            for clock in answer.body.list ?? [] {
                for line in ClockText(language: voice.language).lines(clock) { voice.say(verbatim: line) }
            }
        }
    }

    /// What waits for a ruling.
    struct Inbox: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "待裁定。 Requests that nobody has ruled on.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions

        func run() async throws {
            let answer = try await common.coordinator(person).get(["sla", "inbox"])
            common.voice.show(
                list: answer.body,
                [
                    ("task", Words(zh: "任务", en: "TASK")), ("request", Words(zh: "申请", en: "REQUEST")),
                    ("kind", Words(zh: "事由", en: "KIND")), ("agency", Words(zh: "单位", en: "AGENCY")),
                    ("term", Words(zh: "期限", en: "TERM")), ("askedAt", Words(zh: "时间", en: "ASKED")),
                    ("suggestedAgency", Words(zh: "建议转", en: "SUGGESTED")),
                    ("consent", Words(zh: "须征得同意", en: "CONSENT OF")),
                    ("rulingDue", Words(zh: "裁定期限", en: "RULE BY")), ("isRulingLate", Words(zh: "已逾期", en: "LATE")),
                    ("reason", Words(zh: "理由", en: "REASON")),
                ]
            )
        }
    }

    /// Rules.
    struct Rule: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "裁定。 Grant, deny, reassign, designate a lead, extend, pause, resume, excuse, waive, end, go back.",
            discussion: """
                huiban sla rule WH-….opinions.police.1 grant --request q1 --reason "…" --as coordinator-luo
                huiban sla rule WH-….opinions.police.1 excuse --reason "…" ; … reassign --agency justice ; … extend --term 5wd
                huiban sla rule WH-… lead --agency housing --reason "…"
                huiban sla rule WH-….deliver.1 grant --request q1 --consent "…" --reason "…" (where sla inbox names who consents)
                """
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "任务或案号 task or case id") var target: String
        @Argument(help: "grant deny reassign lead extend pause resume excuse waive end back undo reopen") var decision:
            String
        @Option(name: .long, help: "理由 reason") var reason: String
        @Option(name: .long, help: "申请 request, see sla inbox") var request: String?
        @Option(name: .long, help: "单位 agency") var agency: String?
        @Option(name: .long, help: "期限 term, 5wd") var term: String?
        @Option(name: .long, help: "暂停事由 reason of a pause, awaiting-material") var pause: String?
        @Option(name: .long, help: "同意依据 how the party consented, a letter or a day") var consent: String?
        @Option(name: .long, help: "policy | legal") var breach: String?
        @Option(name: .long, help: "结果 outcome") var outcome: String?
        @Option(name: .long, help: "步骤 step") var step: String?
        @Option(name: .long, help: "裁定编号，重复则不再生效 the ruling's id; said twice it counts once") var id: String?

        func run() async throws {
            guard person.named != nil else {
                throw common.voice.stop(.usage, zh: "请用 --as 指明由谁裁定。", en: "Say with --as who rules.")
            }
            let place = TaskName(target)
            var body: [String: Value] = ["decision": .text(decision), "reason": .text(reason)]
            body["id"] = .text(id ?? "cli/\(UUID().uuidString.lowercased())")
            if let task = place.task { body["task"] = task }
            for (name, value) in [
                ("request", request), ("agency", agency), ("term", term), ("pause", pause), ("breach", breach),
                ("outcome", outcome), ("step", step), ("consent", consent),
            ] {
                if let value { body[name] = .text(value) }
            }
            let path = ["cases", place.caseID, "rulings"]
            common.voice.show(try await common.coordinator(person).post(path, .object(body)).body)
        }
    }
}
