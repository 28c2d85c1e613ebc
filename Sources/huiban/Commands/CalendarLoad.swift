import ArgumentParser
import Casework
import Contracts

/// `huiban calendar load`: another year's notice for the running fleet.
struct CalendarLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "载入。 Lets a year's notice hold from now on; every due date it moves is a fact of its case.",
        discussion: "--dry-run 只看影响 only says what would move"
    )
    @OptionGroup var common: CommonOptions
    @OptionGroup var person: PersonOptions
    @Argument(help: "JSON 文件 a year's file") var file: String
    @Flag(name: .long, help: "只看影响 only say what would move") var dryRun = false
    @Option(name: .long, help: "理由 reason") var reason: String?

    func run() async throws {
        let voice = common.voice
        let bytes = try InputFile(path: file, voice: voice).bytes()
        let name = file.split(separator: "/").last.map(String.init) ?? file
        if case .bad(let problems) = CalendarNotice.read(bytes, expected: CalendarFiles.year(named: name)) {
            throw voice.stop(.refused, zh: "不能载入：\(file)", en: "This cannot be loaded: \(file)", problems: problems)
        }
        guard dryRun || (reason != nil && person.named != nil) else {
            throw voice.stop(
                .usage,
                zh: "载入须用 --as 指明由谁、用 --reason 说明理由；或加 --dry-run 只看影响。",
                en: "Loading needs --as and --reason; or --dry-run to see what would move."
            )
        }
        var body: [String: Value] = ["dryRun": .bool(dryRun), "year": JSONText.value(bytes).subject ?? .null]
        if let reason { body["reason"] = .text(reason) }
        let answer = try await common.coordinator(person).post(["calendars"], .object(body)).body
        if voice.isJSON { return voice.show(answer) }
        let moves = answer["moves"]?.list ?? []
        let overdue = moves.count { $0["becomesOverdue"] == .bool(true) }
        let cases = answer["cases"]?.integer ?? 0
        voice.say(
            zh: "\(dryRun ? "将" : "")移动 \(moves.count) 个期限，其中 \(overdue) 个变为逾期（在办 \(cases) 件）",
            en:
                "\(dryRun ? "would move" : "moves") \(moves.count) due dates, \(overdue) become overdue (\(cases) open cases)"
        )
        for move in moves {
            let (from, to) = (day(move["from"]), day(move["to"]))
            voice.say(verbatim: "  \(move["task"]?.text ?? "")  \(from) -> \(to)")
        }
    }

    private func day(_ value: Value?) -> String {
        guard let at = value?.text.flatMap({ Instant($0) }) else { return "—" }
        return at.timeOfDay == 0 ? LocalDate(at + -1).description : at.forPeople
    }
}
