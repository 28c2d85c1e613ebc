import ArgumentParser
import Casework
import Fleet

/// `huiban dead`: messages that could not be worked and were put aside.
struct Dead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "死信。 Messages that were put aside, each with its reason.",
        subcommands: [List.self, Show.self, Redrive.self]
    )

    /// All of them.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 All of them.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions

        func run() async throws {
            common.voice.show(list: try await common.kept(["dead"], person), KeptColumns.dead)
        }
    }

    /// One of them.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "详情。 One of them, without its content.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Option(name: .long, help: "进程 the process that keeps it, when nobody is named") var at = "coordinator"
        @Argument(help: "编号 its number in the list") var n: Int64

        func run() async throws {
            let client = try person.named == nil ? common.reading(at: at) : common.desk(person)
            common.voice.show(try await client.get(["dead", String(n)]).body)
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
            common.voice.show(list: try await common.kept(["parked"], person), KeptColumns.parked)
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

    /// Drops a kept message of a case, with a reason.
    struct Skip: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "跳过。 Drop a kept message of a case for good, the first unless another is named."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @OptionGroup var act: CarefulOptions
        @Option(name: .customLong("n"), help: "编号 its number in the list") var number: Int64?
        @Argument(help: "案号 case id") var id: String

        func run() async throws {
            var n = number
            if n == nil { n = try await first() }
            try await act.post(["parked", id, "skip"], common, person, ["n": n.map { .integer($0) } ?? .null])
        }

        private func first() async throws -> Int64 {
            let all = Listing.rows(try await common.desk(person).get(["parked"]).body)
            guard let n = all.first(where: { $0["caseId"]?.text == id })?["n"]?.integer else {
                throw common.voice.stop(
                    .refused,
                    zh: "案件 \(id) 没有搁置的消息。",
                    en: "No message of \(id) is parked here."
                )
            }
            return n
        }
    }
}

/// What an act that cannot be taken back asks for (design, section 7).
struct CarefulOptions: ParsableArguments {
    @Option(name: .long, help: "理由 why (recorded)") var reason: String
    @Flag(name: .long, help: "只说明将做什么 only say what would be done") var dryRun = false

    /// Does it at the desk of the person who decides, or says what would be done.
    func post(
        _ path: [String],
        _ common: CommonOptions,
        _ person: PersonOptions,
        _ more: [String: Value] = [:]
    ) async throws {
        let client = try common.desk(person)
        if dryRun {
            let what = "\(client.process): \(path.joined(separator: "/"))"
            return common.voice.say(zh: "将执行：\(what)（理由：\(reason)）", en: "Would do: \(what) (reason: \(reason))")
        }
        let body = Value.object(more.merging(["reason": .text(reason)]) { _, reason in reason })
        common.voice.show(try await client.post(path, body).body)
    }
}

extension CommonOptions {
    /// A list of what is kept: at the person's own process, or at every process when nobody is named.
    fileprivate func kept(_ path: [String], _ person: PersonOptions) async throws -> Value {
        if person.named != nil { return try await desk(person).get(path).body }
        var rows: [Value] = []
        for process in try fleet().processes {
            for row in Listing.rows(try await reading(at: process.name).get(path).body) {
                var members = row.object ?? [:]
                members["process"] = .text(process.name)
                rows.append(.object(members))
            }
        }
        return .list(rows)
    }
}

enum KeptColumns {
    static let dead: [(key: String, title: Words)] = [
        ("process", Words(zh: "进程", en: "PROCESS")), ("n", Words(zh: "编号", en: "N")),
        ("at", Words(zh: "时间", en: "AT")), ("reasons", Words(zh: "原因", en: "REASONS")),
        ("queue", Words(zh: "队列", en: "QUEUE")), ("routingKey", Words(zh: "路由键", en: "ROUTING KEY")),
        ("size", Words(zh: "字节", en: "BYTES")),
    ]
    static let parked: [(key: String, title: Words)] = [
        ("process", Words(zh: "进程", en: "PROCESS")), ("n", Words(zh: "编号", en: "N")),
        ("at", Words(zh: "时间", en: "AT")), ("caseId", Words(zh: "案号", en: "CASE")),
        ("reasons", Words(zh: "原因", en: "REASONS")),
    ]
}
