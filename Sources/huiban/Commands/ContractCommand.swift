import ArgumentParser
import Casework
import Contracts
import Foundation

/// `huiban contract`: messages checked against their schemas.
struct ContractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract",
        abstract: "消息契约。 Messages checked against their schemas.",
        subcommands: [Check.self]
    )

    /// Tells everything that is wrong with a file.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "检查。 Everything that is wrong with a message, or with data of a given schema.",
            discussion:
                "A message (with specversion) is checked as the coordinator would; other data is taken as a submission."
        )
        @OptionGroup var common: CommonOptions
        @Option(name: .long, help: "模式名或文件 a schema's name (case-submit) or file") var schema: String?
        @Argument(help: "JSON 文件，- 为标准输入 a JSON file, - for standard input") var file: String

        func run() async throws {
            let voice = common.voice
            let document = JSONText.read(try InputFile(path: file, voice: voice).bytes())
            var problems = document.problems
            if let value = document.value, !problems.refuse { problems += try check(value, voice) }
            if voice.isJSON {
                voice.print(json: ["problems": problems])
            } else {
                voice.say(verbatim: problems.refuse ? "✗ \(file)" : "✓ \(file)")
                for line in problems.lines(voice.language) { voice.say(verbatim: line) }
            }
            if problems.refuse { throw ExitCode(Outcome.refused.rawValue) }
        }

        private func check(_ value: Value, _ voice: Voice) throws -> [Problem] {
            if let schema { return try named(schema, voice).check(value) }
            guard value["specversion"] != nil else { return try intake(value, at: JSONPointer(), voice) }
            let properties = Wire.Properties(contentType: Envelope.contentType)
            switch Wire.read(body: JSONText.write(value), properties: properties) {
            case .bad(let problems): return problems
            case .good(let envelope, let warnings) where envelope.type == .caseSubmit:
                return try warnings + intake(envelope.data, at: JSONPointer([.key("data")]), voice)
            case .good(let envelope, let warnings):
                let place = JSONPointer([.key("data")])
                return try warnings + named(envelope.type.schemaName, voice).check(envelope.data, at: place)
            }
        }

        /// What the coordinator would say of a submission: schema, form, registry, dates.
        private func intake(_ data: Value, at pointer: JSONPointer, _ voice: Voice) throws -> [Problem] {
            let books = try Installation.find(voice: voice).books(voice)
            let now = Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
            switch books.intakeCheck() {
            case .bad(let problems): return problems
            case .good(let check, _):
                let moment = IntakeCheck.Moment(now: now, calendar: books.calendar)
                return check.submit(data, at: pointer, moment).problems
            }
        }

        private func named(_ name: String, _ voice: Voice) throws -> Schema {
            let reading: Reading<Schema>
            if name.contains("/") || name.hasSuffix(".json") {
                reading = Schema.read(try InputFile(path: name, voice: voice).json())
            } else {
                let folder = "\(try Installation.find(voice: voice).contracts)/schemas"
                switch SchemaSet.load(directory: folder) {
                case .bad(let problems): reading = .bad(problems)
                case .good(let set, _): reading = set[name].map { .good($0, warnings: []) } ?? .bad([])
                }
            }
            switch reading {
            case .good(let schema, _): return schema
            case .bad(let problems):
                throw voice.stop(
                    .usage,
                    zh: "模式不可用：\(name)",
                    en: "The schema cannot be used: \(name)",
                    details: problems.lines(voice.language)
                )
            }
        }
    }
}
