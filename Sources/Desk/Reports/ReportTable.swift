package import Casework
import Contracts

/// A report as a table: for pages, for office programs, for programs.
package struct ReportTable: Sendable {
    /// A column: its name for programs, its words, and whether its cells are numbers.
    package struct Column: Hashable, Sendable {
        package var name: String
        package var title: Words
        package var isNumber: Bool
        package var place: Place

        /// Where it is shown: a rate is one column for people, and its parts are columns for office programs.
        package enum Place: Sendable {
            case everywhere
            case screen
            case file
        }

        package init(
            _ name: String,
            _ zh: String,
            _ en: String,
            isNumber: Bool = false,
            place: Place = .everywhere
        ) {
            self.name = name
            title = Words(zh: zh, en: en)
            self.isNumber = isNumber
            self.place = place
        }
    }

    package var columns: [Column]
    /// The cells of each line, as many as there are columns.
    package var lines: [[String]]

    package init(columns: [Column], lines: [[String]]) {
        self.columns = columns
        self.lines = lines
    }

    /// The table as comma-separated values for office programs, with a byte order mark.
    package func csv(_ language: Language) -> String {
        let own = columns.indices.filter { columns[$0].place != .screen }
        let rows = [own.map { columns[$0].title[language] }] + lines.map { line in own.map { line[$0] } }
        return "\u{FEFF}" + rows.map { $0.map(CSVText.field).joined(separator: ",") + "\r\n" }.joined()
    }
}
