import Casework

/// Published figures that should sum: a table of `figure, value, part_of`, read and added up.
///
/// A bulletin whose parts do not make the whole is not refused, for it was published; but it is said (domain notes 4.2:
/// Wuhan, September 2020, lacks 17 of 22 563).
package struct Reconciliation: Hashable, Sendable {
    /// A whole and what its parts come to.
    package struct Sum: Hashable, Sendable {
        package var whole: String
        package var published: Int64
        package var parts: Int64

        /// What the parts lack; negative when they are too many.
        package var missing: Int64 { published - parts }
    }

    /// Every figure that has parts, in the order of the table.
    package var sums: [Sum]

    private static let heads = ["figure", "value", "part_of"]

    /// Reads the table; everything that is wrong with it comes with its line and cell.
    package static func read(_ bytes: [UInt8]) -> Reading<Reconciliation> {
        switch CSVText.read(bytes) {
        case .bad(let problems): return .bad(problems)
        case .good(let rows, _):
            guard rows.first?.cells.map(\.text) == heads else {
                return .bad([
                    Problem(
                        "HEADS_UNKNOWN",
                        at: "1",
                        zh: "首行应为 \(heads.joined(separator: ","))",
                        en: "the first line is \(heads.joined(separator: ","))"
                    )
                ])
            }
            return added(rows.dropFirst().filter { !$0.isBlank })
        }
    }

    private static func added(_ rows: [CSVText.Row]) -> Reading<Reconciliation> {
        var problems: [Problem] = []
        var values: [String: Int64] = [:]
        var order: [String] = []
        var parts: [(value: Int64, whole: String, line: Int)] = []
        for row in rows {
            let cells = row.cells.map(\.text)
            guard cells.count == heads.count else {
                problems.append(
                    Problem("CELLS", at: "\(row.line)", zh: "该行应有3格", en: "this line should have 3 cells")
                )
                continue
            }
            guard let value = Int64(cells[1]), value >= 0 else {
                problems.append(
                    Problem("VALUE", at: "\(row.line):2", zh: "应为非负整数：\(cells[1])", en: "a whole number: \(cells[1])")
                )
                continue
            }
            if values.updateValue(value, forKey: cells[0]) != nil {
                problems.append(
                    Problem("FIGURE_TWICE", at: "\(row.line):1", zh: "重复：\(cells[0])", en: "twice: \(cells[0])")
                )
            }
            order.append(cells[0])
            if !cells[2].isEmpty { parts.append((value, cells[2], row.line)) }
        }
        for part in parts where values[part.whole] == nil {
            problems.append(
                Problem(
                    "WHOLE_UNKNOWN",
                    at: "\(part.line):3",
                    zh: "没有此项：\(part.whole)",
                    en: "no such figure: \(part.whole)"
                )
            )
        }
        guard problems.isEmpty else { return .bad(problems) }
        let sums = order.compactMap { name -> Sum? in
            let own = parts.filter { $0.whole == name }
            guard !own.isEmpty, let published = values[name] else { return nil }
            return Sum(whole: name, published: published, parts: own.reduce(0) { $0 + $1.value })
        }
        return .good(Reconciliation(sums: sums), warnings: sums.compactMap(\.doubt))
    }
}

extension Reconciliation.Sum {
    fileprivate var doubt: Problem? {
        guard missing != 0 else { return nil }
        let (count, isShort) = (abs(missing), missing > 0)
        return Problem(
            "PARTS_DO_NOT_SUM",
            at: whole,
            zh: "“\(whole)”公布为 \(published)，各部分合计 \(parts)，\(isShort ? "少" : "多") \(count)",
            en:
                "\(whole) is published as \(published), its parts come to \(parts): \(count) \(isShort ? "missing" : "too many")"
        )
    }
}
