import ArgumentParser
import Casework
import Contracts
import Foundation

/// `huiban workflow`: the rules by which cases run.
struct WorkflowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "流程。 The rules by which cases run.",
        subcommands: [List.self, Check.self, Show.self, Draw.self]
    )

    /// The workflows in contracts.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列表。 The workflows in contracts.")
        @OptionGroup var common: CommonOptions

        func run() async throws {
            let library = try WorkflowLibrary(voice: common.voice)
            let rows = try library.names.map { name in
                let workflow = try library.read(name).workflow
                var row: [String: Value] = ["name": .text(name), "isValid": .bool(workflow != nil)]
                if let workflow {
                    row["version"] = .integer(Int64(workflow.version))
                    row["title"] = .object(["zh": .text(workflow.title.zh), "en": .text(workflow.title.en)])
                    row["steps"] = .integer(Int64(workflow.steps.count))
                }
                return Value.object(row)
            }
            common.voice.show(
                list: .list(rows),
                [
                    ("name", Words(zh: "名称", en: "NAME")), ("version", Words(zh: "版本", en: "VERSION")),
                    ("steps", Words(zh: "步骤", en: "STEPS")), ("isValid", Words(zh: "有效", en: "VALID")),
                    ("title", Words(zh: "标题", en: "TITLE")),
                ]
            )
        }
    }

    /// Proves what can be proved of a workflow before it is loaded.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "检查。 Prove what can be proved before it is loaded.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "名称或文件；不写则全部 name or file; all of them without one") var names: [String] = []
        @Flag(name: .long, help: "试遍所有次序，较慢 try every order of events; slow") var full = false

        func run() async throws {
            let voice = common.voice
            let library = try WorkflowLibrary(voice: voice)
            var faults = 0
            var report: [String: [Problem]] = [:]
            for name in names.isEmpty ? library.names : names {
                let (workflow, written) = try library.read(name)
                let problems = written + (workflow.map { library.proofs(of: $0, isFull: full) } ?? [])
                let isFaulty = problems.contains { $0.severity == .error }
                report[name] = problems
                if isFaulty { faults += 1 }
                voice.say(verbatim: "\(isFaulty ? "✗" : "✓") \(name)")
                for line in problems.lines(voice.language) { voice.say(verbatim: line) }
            }
            if voice.isJSON { voice.print(json: report) }
            if faults > 0 { throw ExitCode(Outcome.refused.rawValue) }
        }
    }

    /// A workflow as it is understood.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "详情。 A workflow as it is understood.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "名称或文件 name or file") var name: String

        func run() async throws {
            let voice = common.voice
            let workflow = try WorkflowLibrary(voice: voice).sound(name)
            if voice.isJSON { return voice.print(json: workflow) }
            voice.say(verbatim: "\(workflow.name) v\(workflow.version)  \(workflow.title[voice.language])")
            for step in workflow.steps {
                voice.say(verbatim: "  \(step.id.padded(to: 24))\(step.title[voice.language])")
            }
        }
    }
}

extension WorkflowCommand {
    /// A workflow's route as a picture.
    struct Draw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "路线图（SVG，输出到标准输出）。 Its route as a picture (SVG, to standard output)."
        )
        @OptionGroup var common: CommonOptions
        @Argument(help: "名称或文件 name or file") var name: String

        func run() async throws {
            let voice = common.voice
            let workflow = try WorkflowLibrary(voice: voice).sound(name)
            let drawing = RouteDrawing(workflow, language: voice.language)
            if voice.isJSON {
                return voice.print(json: ["svg": drawing.svg, "text": drawing.text.joined(separator: "\n")])
            }
            voice.say(verbatim: drawing.svg)
        }
    }
}

/// The workflow files of the project.
struct WorkflowLibrary {
    let folder: String
    let voice: Voice
    private let files: WorkflowFiles

    /// Reads what all workflows share.
    ///
    /// - Throws: a usage stop when it cannot be read.
    init(voice: Voice) throws {
        self.voice = voice
        let folder = "\(try Installation.find(voice: voice).contracts)/workflows"
        self.folder = folder
        files = WorkflowFiles(
            defaults: try Self.text("\(folder)/defaults.yaml", voice),
            labels: try Self.text("\(folder)/labels.yaml", voice),
            workflows: try Self.names(in: folder).map { try Self.text("\(folder)/\($0).yaml", voice) }
        )
    }

    /// The names of the workflows.
    var names: [String] { Self.names(in: folder) }

    private static func names(in folder: String) -> [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return found.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }
            .filter { $0 != "defaults" && $0 != "labels" }.sorted()
    }

    /// Reads and checks one, by name or by the path of its file.
    ///
    /// - Throws: a usage stop when there is no such file.
    func read(_ name: String) throws -> (workflow: Workflow?, problems: [Problem]) {
        let path = name.hasSuffix(".yaml") ? name : "\(folder)/\(name).yaml"
        return files.workflow(try Self.text(path, voice), file: URL(fileURLWithPath: path).lastPathComponent)
    }

    /// What its runs show: that each comes to an end, that every step opens somewhere, that the terms leave room.
    func proofs(of workflow: Workflow, isFull: Bool) -> [Problem] {
        let retention = RetentionFile.load("\(folder)/../retention.yaml")
        let found =
            WorkflowCheck.run(workflow, isFull ? .full : .lint) + retention.problems + retention.gaps(for: [workflow])
        let notices = CalendarFiles.load(directory: "\(folder)/../calendars")
        guard let calendar = notices.subject, let last = calendar.years.map(\.year).max(),
            let from = LocalDate(year: last - 1, month: 1, day: 1),
            let through = LocalDate(year: last - 1, month: 12, day: 31)
        else { return found + notices.problems }
        return found + WorkflowCheck.deadlines(of: workflow, calendar: calendar, from: from, through: through)
    }

    /// The same for who needs a workflow without faults.
    ///
    /// - Throws: a stop with all its faults.
    func sound(_ name: String) throws -> Workflow {
        let (workflow, problems) = try read(name)
        if let workflow { return workflow }
        throw voice.stop(
            .refused,
            zh: "流程 \(name) 有误。",
            en: "The workflow \(name) has faults.",
            details: problems.lines(voice.language)
        )
    }

    private static func text(_ path: String, _ voice: Voice) throws -> String {
        String(decoding: try InputFile(path: path, voice: voice).bytes(), as: UTF8.self)
    }
}
