import ArgumentParser
import Casework
import Fleet

/// `huiban audit`: what the logs say about people rather than cases, and whether anybody changed them.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "审计。 What people tried that is not theirs to do; whether a log was changed.",
        subcommands: [Denials.self, Verify.self]
    )

    /// Every denied act, newest first.
    struct Denials: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "越权记录。 Who was denied what, when and why, newest first."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Option(name: .long, help: "机关 only at this agency's process") var agency: String?

        func run() async throws {
            var rows: [Value] = []
            if person.named != nil {
                rows = Listing.rows(try await common.desk(person).get(["denials"]).body)
            } else {
                for process in try common.fleet().processes where agency == nil || process.name == agency {
                    for row in Listing.rows(try await common.auditing(at: process.name).get(["denials"]).body) {
                        var members = row.object ?? [:]
                        members["process"] = .text(process.name)
                        rows.append(.object(members))
                    }
                }
            }
            common.voice.show(list: .list(rows), Self.columns)
        }

        private static let columns: [(key: String, title: Words)] = [
            ("process", Words(zh: "进程", en: "PROCESS")), ("at", Words(zh: "时间", en: "AT")),
            ("person", Words(zh: "人员", en: "PERSON")), ("agency", Words(zh: "机关", en: "AGENCY")),
            ("method", Words(zh: "方法", en: "METHOD")), ("path", Words(zh: "路径", en: "PATH")),
            ("codes", Words(zh: "原因", en: "REASONS")),
        ]
    }
}
