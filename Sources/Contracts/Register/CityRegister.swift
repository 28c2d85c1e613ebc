package import Casework

/// Streets, estates, companies and the rest, as somebody brought them: sheets that name one another.
package struct CityRegister: Hashable, Sendable {
    /// One line of a sheet.
    package struct Row: Hashable, Codable, Sendable {
        package var code: String
        package var name: String
        /// The other columns that were filled in.
        package var cells: [String: String]

        package init(code: String, name: String, cells: [String: String] = [:]) {
            self.code = code
            self.name = name
            self.cells = cells
        }

        /// A number of the row; 0 when it has none.
        package func count(_ column: String) -> Int { cells[column].flatMap { Int($0) } ?? 0 }
    }

    package var sheets: [RegisterSheet: [Row]]

    package init(sheets: [RegisterSheet: [Row]] = [:]) { self.sheets = sheets }

    package subscript(_ sheet: RegisterSheet) -> [Row] { sheets[sheet] ?? [] }
}

extension CityRegister {
    /// A number that the seed publishes, and what the register has instead.
    package struct Figure: Hashable, Sendable {
        package var title: Words
        package var published: Int
        package var counted: Int
    }

    /// The figures that the seed publishes of the whistle platform and of mediation (domain notes 1, rows 34 and 41).
    ///
    /// Only those whose sheets are there: a street's own register need not list the city's mediators.
    package var figures: [Figure] {
        let departments = self[.offices].filter { $0.cells["kind"] == "department" }
        let utilities = self[.offices].filter { $0.cells["kind"] == "utility" }
        let all: [(RegisterSheet, String, String, Int, Int)] = [
            (.offices, "职能部门", "departments", 5, departments.count),
            (.offices, "部门内设科室", "sections of departments", 363, departments.reduce(0) { $0 + $1.count("sections") }),
            (.offices, "公共服务单位类别", "kinds of utilities", 6, utilities.count),
            (.streets, "街道", "streets", 122, self[.streets].count),
            (.streets, "街道内设科室", "sections of streets", 178, self[.streets].reduce(0) { $0 + $1.count("sections") }),
            (.companies, "物业企业", "property companies", 1096, self[.companies].count),
            (.mediation, "区级调委会", "district mediation committees", 16, self[.mediation].count),
            (.mediators, "调解员", "mediators", 49, self[.mediators].count),
        ]
        return all.filter { sheets[$0.0] != nil }.map { _, zh, en, published, counted in
            Figure(title: Words(zh: zh, en: en), published: published, counted: counted)
        }
    }
}
