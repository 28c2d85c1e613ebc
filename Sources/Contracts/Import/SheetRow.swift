package import Casework

/// One case of a sheet: the data of its `case.submit`, and where in the file each part of it stands.
package struct SheetRow: Sendable {
    /// The line on which it begins.
    package let line: Int
    package let externalID: String
    /// As a publisher sends it.
    package let data: Value
    /// What is wrong with the row itself, before its data is looked at.
    let problems: [Problem]
    private let places: [JSONPointer: String]

    init(_ row: CSVText.Row, header: SheetHeader, forms: SheetForms) {
        line = row.line
        var problems: [Problem] = []
        var places: [JSONPointer: String] = [:]
        var texts: [SheetHeader.Column: String] = [:]
        for (index, (cell, column)) in zip(row.cells, header.columns).enumerated() {
            let text = cell.text.trimmingSpaces
            places[column.pointer] = "\(cell.line):\(index + 1)"
            if !text.isEmpty { texts[column] = text }
        }
        if row.cells.count != header.columns.count {
            problems.append(
                Problem(
                    "CELLS_COUNT",
                    at: "\(row.line)",
                    zh: "有\(row.cells.count)格，表头有\(header.columns.count)列",
                    en: "It has \(row.cells.count) cells and the header has \(header.columns.count)"
                )
            )
        }
        if texts[.unnamed] != nil {
            problems.append(
                Problem(
                    "COLUMN_UNNAMED",
                    at: "\(row.line)",
                    zh: "有内容在没有名称的列中",
                    en: "A column without a name has content"
                )
            )
        }
        let opening = Self.openedOn(texts[.openedOn], at: places[SheetHeader.Column.openedOn.pointer] ?? "\(row.line)")
        if let problem = opening.problem { problems.append(problem) }
        externalID = texts[.externalID] ?? ""
        // A form with a title of its own takes it from the case.
        places[JSONPointer([.key("fields"), .key("title")])] = places[SheetHeader.Column.title.pointer]
        data = Self.data(texts, openedOn: opening.day, form: forms[texts[.caseType] ?? ""])
        self.places = places
        self.problems = problems
    }

    private static func data(_ texts: [SheetHeader.Column: String], openedOn: String?, form: SheetForm?) -> Value {
        var members: [String: Value] = [:]
        var fields: [String: Value] = [:]
        for (column, text) in texts {
            switch column {
            case .externalID: members["externalId"] = .text(text)
            case .caseType: members["caseType"] = .text(text)
            case .title: members["title"] = .text(text)
            case .field(let name): fields[name] = form?.value(text, of: name) ?? .text(text)
            case .openedOn, .unnamed: break
            }
        }
        members["openedOn"] = openedOn.map(Value.text)
        members["fields"] = .object(fields)
        return .object(members)
    }

    /// The day of an opening that may name a minute; what is neither day nor minute is left for the check.
    private static func openedOn(_ text: String?, at place: String) -> (day: String?, problem: Problem?) {
        let pointer = "\(place)#/openedOn"
        guard let text else {
            let missing = Problem(
                "OPENED_ON_MISSING",
                at: pointer,
                zh: "没有立案日期，时限会从今天起算",
                en: "Without the day on which it was opened its terms would begin today"
            )
            return (nil, missing)
        }
        guard text.utf8.count == 16, Instant("\(text):00+08:00") != nil else { return (text, nil) }
        let warning = Problem(
            "OPENED_ON_HOUR",
            at: pointer,
            zh: "案件从立案之日零时起算，时刻不计",
            en: "A case opens with its day; the time of day is left out",
            severity: .warning
        )
        return (String(text.prefix(10)), warning)
    }

    /// A problem of the data with its line and column in front: `4:7#/fields/suggestionNo`.
    func placed(_ problem: Problem) -> Problem {
        let steps = problem.pointer.split(separator: "/").map { JSONPointer.Step.key(String($0)) }
        let place = [2, 1].lazy.compactMap { places[JSONPointer(Array(steps.prefix($0)))] }.first
        var placed = problem
        placed.pointer = "\(place ?? "\(line)")#\(problem.pointer)"
        return placed
    }
}
