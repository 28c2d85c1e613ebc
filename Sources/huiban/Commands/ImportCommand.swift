import ArgumentParser
import Casework
import Contracts
import Fleet
import Foundation

/// `huiban import`: cases already in flight, from a CSV file, with their clocks set back to the day they were opened.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "导入在办案件。 Cases already in flight, from a CSV file, with back-dated clocks.",
        discussion: """
            表头 columns: external_id, case_type, opened_on (2023-04-20), title, 表单字段 and fields of the form; 列表用分号 lists with ;
            """
    )

    @OptionGroup var common: CommonOptions
    @Flag(name: .long, help: "只检查 check every row, publish nothing") var dryRun = false
    @Flag(name: .long, help: "全部无误才发布 publish all rows, or none if one is broken") var apply = false
    @Option(name: .long, help: "发布方 the publisher's broker user") var user = "suggestions"
    @Option(name: .long, help: "每行最多等待秒数 how many seconds to wait for each receipt") var patience = 30
    @Argument(help: "CSV 文件，- 为标准输入 a CSV file, - for standard input") var file: String

    func run() async throws {
        let voice = common.voice
        guard dryRun != apply else {
            throw voice.stop(.usage, zh: "请用 --dry-run 或 --apply 之一。", en: "Say either --dry-run or --apply.")
        }
        let rows = try judged()
        if dryRun || rows.contains(where: { !$0.isGood }) { return try ImportReport(rows, voice: voice).tell(apply) }
        try await ImportRun(common: common, user: user, patience: patience).publish(rows.map(\.row))
    }

    /// Every row as the coordinator would judge it.
    ///
    /// - Throws: a stop when the file is no sheet, or the contracts cannot be used.
    private func judged() throws -> [CaseSheet.Judgement] {
        let voice = common.voice
        let bytes = try InputFile(path: file, voice: voice).bytes()
        let books = try Installation.find(voice: voice).books(voice)
        switch (CaseSheet.read(bytes, books), books.intakeCheck()) {
        case (.good(let sheet, _), .good(let check, _)):
            return sheet.judge(by: check, IntakeCheck.Moment(now: try now(), calendar: books.calendar))
        case (.bad(let problems), _):
            throw voice.stop(.refused, zh: "无法导入：\(file)", en: "This cannot be imported: \(file)", problems: problems)
        case (.good, .bad(let problems)):
            throw voice.stop(.usage, zh: "表单不可用。", en: "The forms cannot be used.", problems: problems)
        }
    }

    /// The fleet's time, or today's where no fleet ever ran.
    private func now() throws -> Instant {
        do {
            return try FleetClock(home: common.fleetHome).now()
        } catch FleetClock.Refusal.neverStarted {
            return Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1000))
        }
    }
}
