import Casework

/// Comma-separated values as bytes (RFC 4180, UTF-8 with or without a byte order mark).
///
/// Written by hand although SwiftCSV exists (0.10.0 was tried): it takes a quotation that never ends for a cell, so that
/// a file cut in half is read without a word; it fills up rows that are too short, so that a shifted row looks whole;
/// and its error says what is wrong but not where.
package enum CSVText {
    /// One row; a cell in quotation marks may hold line breaks, so a row may take several lines.
    package struct Row: Hashable, Sendable {
        package var cells: [Cell]

        package init(cells: [Cell]) { self.cells = cells }

        /// The line on which it begins.
        package var line: Int { cells.first?.line ?? 0 }

        /// True for an empty line and for one of commas only, as spreadsheets leave them at the end.
        package var isBlank: Bool { cells.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }
    }

    /// What stands between two commas.
    package struct Cell: Hashable, Sendable {
        package var text: String
        /// The line on which it begins, from 1.
        package var line: Int

        package init(text: String, line: Int) {
            self.text = text
            self.line = line
        }
    }

    /// The rows of a text, or every fault with its line and cell: `4:7`.
    package static func read(_ bytes: [UInt8]) -> Reading<[Row]> {
        guard String(validating: bytes, as: UTF8.self) != nil else { return .bad([notUTF8(bytes)]) }
        return bytes.withUnsafeBufferPointer { buffer in
            var reader = CSVReader(bytes: buffer)
            let rows = reader.rows()
            return reader.problems.isEmpty ? .good(rows, warnings: []) : .bad(reader.problems.capped)
        }
    }

    private static func notUTF8(_ bytes: [UInt8]) -> Problem {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let line = (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
        return Problem(
            "NOT_UTF8",
            at: "\(line)",
            zh: "不是UTF-8编码(表格软件请另存为“CSV UTF-8”)",
            en: "This is not UTF-8 (in a spreadsheet, save as CSV UTF-8)"
        )
    }
}
