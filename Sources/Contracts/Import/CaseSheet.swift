package import Casework

/// Cases already in flight, as the rows of a CSV file: what `huiban import` reads.
///
/// The header names the columns: `external_id`, `case_type`, `opened_on`, `title` (or `subject`), and fields of the
/// case types' forms. Lists are separated by `;`; an empty cell is a field left out.
package struct CaseSheet: Sendable {
    package let rows: [SheetRow]

    /// Reads a file, or everything for which it cannot be taken as a sheet.
    ///
    /// What is wrong with single rows is told by `judge`.
    package static func read(_ bytes: [UInt8], _ books: Books) -> Reading<CaseSheet> {
        let text = CSVText.read(bytes)
        guard let lines = text.subject?.filter({ !$0.isBlank }) else { return .bad(text.problems) }
        let forms = SheetForms(books)
        guard let top = lines.first, lines.count > 1 else {
            return .bad([Problem("SHEET_EMPTY", at: "1", zh: "没有表头或没有内容", en: "There is no header or no row below it")])
        }
        let header = SheetHeader.read(top, fields: forms.fields)
        guard let columns = header.subject else { return .bad(header.problems.capped) }
        let rows = lines.dropFirst().map { SheetRow($0, header: columns, forms: forms) }
        return .good(CaseSheet(rows: rows), warnings: [])
    }

    /// What would become of a row.
    package struct Judgement: Sendable {
        package let row: SheetRow
        /// Everything that was found, each with its line and column.
        package let problems: [Problem]

        /// True when the row would be accepted.
        package var isGood: Bool { problems.allSatisfy { $0.severity == .warning } }
    }

    /// Judges every row as the coordinator would, and what no single row can show: a number used twice.
    package func judge(by check: IntakeCheck, _ moment: IntakeCheck.Moment) -> [Judgement] {
        var lines: [String: Int] = [:]
        return rows.map { row in
            var problems = row.problems
            let found = check.submit(row.data, at: JSONPointer(), moment).problems
            if let earlier = lines[row.externalID] {
                let twice = Problem(
                    "EXTERNAL_ID_TWICE",
                    at: "/externalId",
                    zh: "此编号已在第\(earlier)行使用",
                    en: "This number is used on line \(earlier) already"
                )
                problems.append(row.placed(twice))
            } else if !row.externalID.isEmpty {
                lines[row.externalID] = row.line
            }
            return Judgement(row: row, problems: problems + found.map(row.placed))
        }
    }
}
