package import Casework
import Foundation

/// Reads `contracts/calendars/<year>.json`, one file for each yearly notice.
package enum CalendarFiles {
    /// The calendar of every year in a folder; its version is the highest of its files.
    ///
    /// Everything that is wrong with any of the files, each with the file's name: `calendars/2026.json#/holidays/1`.
    package static func load(directory: String) -> Reading<WorkingCalendar> {
        let folder = URL(fileURLWithPath: directory)
        var problems: [Problem] = []
        var notices: [CalendarNotice] = []
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".json") }
            for name in names.sorted() {
                let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
                let notice = read(bytes, named: name)
                problems += notice.problems.map { problem in
                    var placed = problem
                    placed.pointer = "calendars/\(name)#\(problem.pointer)"
                    return placed
                }
                notice.subject.map { notices.append($0) }
            }
        } catch {
            problems.append(
                Problem(
                    "CALENDAR_UNREADABLE",
                    at: "calendars",
                    zh: "日历文件无法读取：\(error)",
                    en: "the calendar files cannot be read: \(error)"
                )
            )
        }
        guard problems.isEmpty else { return .bad(problems) }
        let version = notices.map(\.version).max() ?? 0
        return .good(WorkingCalendar(version: version, years: notices.map(\.year)), warnings: [])
    }

    /// The year that a file's name promises; nil for a name that is not a year's.
    package static func year(named name: String) -> Int? {
        guard name.utf8.count == 9, name.hasSuffix(".json") else { return nil }
        return Int(name.dropLast(5))
    }

    /// A file of the folder; only a name that is its year keeps two files from being of one year.
    private static func read(_ bytes: [UInt8], named name: String) -> Reading<CalendarNotice> {
        let year = year(named: name)
        let notice = CalendarNotice.read(bytes, expected: year)
        guard year == nil else { return notice }
        let misnamed = Problem(
            "CALENDAR_FILE_NAME",
            zh: "文件名应为年份,如2026.json",
            en: "The file must be named after its year, 2026.json"
        )
        return .bad([misnamed] + notice.problems)
    }
}
