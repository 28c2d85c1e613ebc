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
    /// The largest figure: more than is ever published, and so small that no file is long enough for a sum beyond 64 bits.
    private static let largest: Int64 = 100_000_000_000

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
            guard let value = Int64(cells[1]), (0...largest).contains(value) else {
                let shown = SchemaWords.shown(cells[1])
                problems.append(
                    Problem(
                        "VALUE",
                        at: "\(row.line):2",
                        zh: "应为0至\(largest)的整数：\(shown)",
                        en: "a whole number from 0 to \(largest): \(shown)"
                    )
                )
                continue
            }
            if values.updateValue(value, forKey: cells[0]) != nil {
                let shown = SchemaWords.shown(cells[0])
                problems.append(Problem("FIGURE_TWICE", at: "\(row.line):1", zh: "重复：\(shown)", en: "twice: \(shown)"))
            }
            order.append(cells[0])
            if !cells[2].isEmpty { parts.append((value, cells[2], row.line)) }
        }
        for part in parts where values[part.whole] == nil {
            let shown = SchemaWords.shown(part.whole)
            problems.append(
                Problem("WHOLE_UNKNOWN", at: "\(part.line):3", zh: "没有此项：\(shown)", en: "no such figure: \(shown)")
            )
        }
        guard problems.isEmpty else { return .bad(problems.capped) }
        let totals = parts.reduce(into: [:]) { $0[$1.whole, default: 0] += $1.value }
        let sums = order.compactMap { name -> Sum? in
            guard let published = values[name], let total = totals[name] else { return nil }
            return Sum(whole: name, published: published, parts: total)
        }
        return .good(Reconciliation(sums: sums), warnings: sums.compactMap(\.doubt).capped)
    }
}

extension Reconciliation.Sum {
    fileprivate var doubt: Problem? {
        guard missing != 0 else { return nil }
        let (count, isShort) = (abs(missing), missing > 0)
        let name = SchemaWords.shown(whole)
        return Problem(
            "PARTS_DO_NOT_SUM",
            at: name,
            zh: "“\(name)”公布为 \(published)，各部分合计 \(parts)，\(isShort ? "少" : "多") \(count)",
            en:
                "\(name) is published as \(published), its parts come to \(parts): \(count) \(isShort ? "missing" : "too many")"
        )
    }
}
