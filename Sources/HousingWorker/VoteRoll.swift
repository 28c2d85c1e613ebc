import Casework
package import Contracts

/// The roll of an estate as a sheet says it: each unit with its owner and its area (楼盘表).
///
/// One owner is one head, however many units he has; the units that the developer has not sold or handed over are one
/// head together (建筑物区分所有权解释 art. 9).
package struct VoteRoll: Hashable, Sendable {
    /// One head: an owner with the area of all his units, in 0.01 m².
    package struct Head: Hashable, Sendable {
        package var owner: String
        package var area: Int64

        package init(owner: String, area: Int64) {
            self.owner = owner
            self.area = area
        }
    }

    package var units: Int
    /// By owner, sorted.
    package var heads: [Head]
    /// SHA-256 of the rows in the order of their units, whatever their order in the sheet.
    package var hash: String

    /// The area of all units in 0.01 m².
    package var area: Int64 { heads.reduce(0) { $0 + $1.area } }

    /// The columns of a sheet; the last may be left out: `unsold` where the developer has the unit still.
    package static let columns = ["unit", "owner", "area", "state"]

    /// Reads a sheet, or says everything that is wrong with it by line and cell (`4:3`).
    package static func read(_ bytes: [UInt8]) -> Reading<VoteRoll> {
        switch CSVText.read(bytes) {
        case .bad(let problems): return .bad(problems)
        case .good(let rows, _):
            var reader = RollReader(rows)
            return reader.roll()
        }
    }
}

/// One pass over the rows.
private struct RollReader {
    private struct Unit {
        var name: String
        var owner: String
        var area: Int64
        var isUnsold: Bool
    }

    private let rows: [CSVText.Row]
    private var problems: [Problem] = []

    /// A square kilometre is more than any unit has.
    private static let largest: Int64 = 100_000_000_00

    init(_ rows: [CSVText.Row]) { self.rows = rows.filter { !$0.isBlank } }

    mutating func roll() -> Reading<VoteRoll> {
        let names = rows.first?.cells.map(\.text) ?? []
        guard names == VoteRoll.columns || names == Array(VoteRoll.columns.dropLast()) else {
            let wanted = VoteRoll.columns.joined(separator: ",")
            return .bad([
                Problem("ROLL_HEADER", at: "1", zh: "第一行应为：\(wanted)", en: "The first line must be: \(wanted)")
            ])
        }
        let units = rows.dropFirst().compactMap { unit($0) }
        if rows.count < 2 { note("ROLL_EMPTY", "1", "楼盘表没有专有部分", "There is no unit on the roll") }
        checkTwice(units)
        checkDeveloper(units)
        guard problems.isEmpty else { return .bad(problems.capped) }
        var areas: [String: Int64] = [:]
        for unit in units { areas[unit.owner, default: 0] += unit.area }
        let lines = units.sorted { $0.name < $1.name }.map {
            "\($0.name)\t\($0.owner)\t\($0.area)\t\($0.isUnsold ? "unsold" : "")\n"
        }
        let heads = areas.sorted { $0.key < $1.key }.map { VoteRoll.Head(owner: $0.key, area: $0.value) }
        return .good(
            VoteRoll(units: units.count, heads: heads, hash: ContentHash.of(Array(lines.joined().utf8))),
            warnings: []
        )
    }

    private mutating func unit(_ row: CSVText.Row) -> Unit? {
        let cells = row.cells.map { String($0.text.drop(while: \.isWhitespace)) }
        let before = problems.count
        for (column, name) in ["unit", "owner"].enumerated() where column >= cells.count || cells[column].isEmpty {
            note("FIELD_MISSING", "\(row.line):\(column + 1)", "缺少\(name)", "\(name) is missing")
        }
        let area = cells.count > 2 ? Int64(cells[2]) : nil
        if area == nil || !(1...RollReader.largest).contains(area ?? 0) {
            note("AREA_FORM", "\(row.line):3", "面积应为整数，以0.01平方米计", "The area is a whole number of 0.01 m²")
        }
        let state = cells.count > 3 ? cells[3] : ""
        if !["", "unsold"].contains(state) {
            note("STATE_UNKNOWN", "\(row.line):4", "状态留空或填 unsold", "The state is empty or: unsold")
        }
        guard problems.count == before, let area else { return nil }
        return Unit(name: cells[0], owner: cells[1], area: area, isUnsold: state == "unsold")
    }

    private mutating func checkTwice(_ units: [Unit]) {
        var seen: Set<String> = []
        let twice = units.filter { !seen.insert($0.name).inserted }.count
        if twice > 0 {
            note("UNIT_TWICE", "1:1", "有\(twice)套重复登记", "\(twice) units are listed more than once")
        }
    }

    /// What is unsold belongs to one, who is one head.
    private mutating func checkDeveloper(_ units: [Unit]) {
        let owners = Set(units.filter(\.isUnsold).map(\.owner))
        if owners.count > 1 {
            note(
                "UNSOLD_OWNERS",
                "1:4",
                "未售出的专有部分合计为一人，须登记在同一业主名下",
                "What is unsold counts as one head and is listed under one owner"
            )
        }
    }

    private mutating func note(_ code: String, _ place: String, _ zh: String, _ en: String) {
        problems.append(Problem(code, at: place, zh: zh, en: en))
    }
}
