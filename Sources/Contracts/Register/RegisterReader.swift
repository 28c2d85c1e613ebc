import Casework

extension CityRegister {
    /// Reads sheets by their names; every fault of every sheet at once, `streets.csv 4:2` for its line and cell.
    ///
    /// What a sheet names must be in the sheets that come with it, or in `known`: the register that holds already.
    package static func read(
        _ texts: [RegisterSheet: [UInt8]],
        registry: Registry,
        known: CityRegister = CityRegister()
    ) -> Reading<CityRegister> {
        var register = CityRegister()
        var problems: [Problem] = []
        var reader = RegisterReader(registry: registry)
        for sheet in RegisterSheet.allCases {
            guard let text = texts[sheet] else { continue }
            register.sheets[sheet] = reader.rows(sheet, text)
        }
        problems += reader.problems
        problems += reader.dangling(in: known.sheets.merging(register.sheets) { _, new in new })
        if !problems.refuse { problems += register.doubts }
        return problems.refuse ? .bad(problems.capped) : .good(register, warnings: problems.capped)
    }

    /// What may be right and deserves a look: names that stand twice, numbers that differ from the published ones.
    private var doubts: [Problem] {
        var doubts: [Problem] = []
        for sheet in RegisterSheet.allCases where sheet != .communities {
            let byName = Dictionary(grouping: self[sheet]) { $0.name }.filter { $0.value.count > 1 }
            for (name, rows) in byName.sorted(by: { $0.key < $1.key }) {
                let codes = rows.map(\.code).joined(separator: " ")
                doubts.append(
                    Problem(
                        "NAME_TWICE",
                        at: sheet.file,
                        zh: "“\(name)”有\(rows.count)条：\(codes)",
                        en: "\(name) stands \(rows.count) times: \(codes)",
                        severity: .warning
                    )
                )
            }
        }
        for figure in figures where figure.counted != figure.published {
            doubts.append(
                Problem(
                    "COUNT_DIFFERS",
                    zh: "\(figure.title.zh)：公布\(figure.published)，登记\(figure.counted)",
                    en: "\(figure.title.en): published \(figure.published), listed \(figure.counted)",
                    severity: .warning
                )
            )
        }
        return doubts
    }
}

/// Reads the rows of sheets and gathers what is wrong with them.
private struct RegisterReader {
    let registry: Registry
    var problems: [Problem] = []
    /// Cells that name a row of another sheet.
    private var references: [(place: String, sheet: RegisterSheet, code: String)] = []
    /// Sheets that could not be read: nobody needs to hear that all that names them hangs in the air.
    private var unread: Set<RegisterSheet> = []

    init(registry: Registry) { self.registry = registry }

    mutating func rows(_ sheet: RegisterSheet, _ text: [UInt8]) -> [CityRegister.Row] {
        let lines: [CSVText.Row]
        switch CSVText.read(text) {
        case .bad(let faults):
            problems += faults.map { fault in
                var fault = fault
                fault.pointer = "\(sheet.file) \(fault.pointer)"
                return fault
            }
            unread.insert(sheet)
            return []
        case .good(let read, _): lines = read
        }
        // A sheet from before its last columns were there lacks them, which is as good as leaving them empty.
        let names = sheet.columns.map(\.name)
        let first = lines.first?.cells.map(\.text.trimmingSpaces) ?? []
        let columns = sheet.columns.prefix(first.count)
        guard first == columns.map(\.name), sheet.columns.dropFirst(first.count).allSatisfy(\.isOptional) else {
            let header = names.joined(separator: ",")
            unread.insert(sheet)
            note("COLUMNS", "\(sheet.file) 1", zh: "第一行应为\(header)", en: "The first line must be \(header)")
            return []
        }
        var rows: [CityRegister.Row] = []
        var seen: [String: Int] = [:]
        for line in lines.dropFirst() {
            guard line.cells.count == columns.count else {
                let place = "\(sheet.file) \(line.line)"
                note("CELLS_COUNT", place, zh: "应有\(columns.count)格", en: "There must be \(columns.count) cells")
                continue
            }
            var cells: [String: String] = [:]
            for (column, (index, cell)) in zip(columns, line.cells.enumerated()) {
                let value = cell.text.trimmingSpaces
                if !value.isEmpty { cells[column.name] = value }
                check(value, column, at: "\(sheet.file) \(cell.line):\(index + 1)")
            }
            let code = cells.removeValue(forKey: "code") ?? ""
            if let first = seen[code] {
                let place = "\(sheet.file) \(line.line)"
                note("CODE_TWICE", place, zh: "代码\(code)已在第\(first)行", en: "The code \(code) stands in line \(first)")
            }
            seen[code] = line.line
            rows.append(CityRegister.Row(code: code, name: cells.removeValue(forKey: "name") ?? "", cells: cells))
        }
        return rows
    }

    private mutating func check(_ value: String, _ column: RegisterColumn, at place: String) {
        guard !value.isEmpty else {
            if !column.isOptional {
                note("CELL_EMPTY", place, zh: "缺少\(column.name)", en: "\(column.name) is missing")
            }
            return
        }
        switch column.kind {
        case .code:
            guard
                value.utf8.count > 40 || !value.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
            else { return }
            note("CODE_FORMAT", place, zh: "代码只用字母、数字和连字符", en: "A code has letters, digits and hyphens")
        case .name:
            guard value.count > 60 else { return }
            note("NAME_LONG", place, zh: "名称超过60字", en: "A name has at most 60 characters")
        case .count:
            guard !(value.utf8.count <= 9 && value.utf8.allSatisfy { (48...57).contains($0) }) else { return }
            note("COUNT_FORMAT", place, zh: "应为整数", en: "This is a whole number")
        case .choice(let choices):
            guard !choices.contains(value) else { return }
            let all = choices.joined(separator: " ")
            note("CHOICE_UNKNOWN", place, zh: "可选：\(all)", en: "It is one of \(all)")
        case .day:
            guard LocalDate(value) == nil else { return }
            note("DATE_INVALID", place, zh: "没有这一日：\(value)", en: "There is no such day: \(value)")
        case .text:
            guard value.count > 200 else { return }
            note("TEXT_LONG", place, zh: "超过200字", en: "A text here has at most 200 characters")
        case .district:
            guard !registry.districtCodes(for: .district).contains(value) else { return }
            note("TERRITORY_UNRESOLVED", place, zh: "没有区划代码\(value)", en: "There is no district code \(value)")
        case .reference(let sheet): references.append((place, sheet, value))
        case .creditCode:
            guard !CreditCode.isValid(value) else { return }
            note("CREDIT_CODE", place, zh: "统一社会信用代码校验不符", en: "The check of this credit code does not hold")
        case .categories:
            let known = registry.codes["category"]?.details ?? [:]
            for detail in value.split(separator: ";").map(String.init) where known[detail] == nil {
                note("CATEGORY_UNKNOWN", place, zh: "没有类别\(detail)", en: "There is no category \(detail)")
            }
        }
    }

    /// Cells that name what is nowhere.
    func dangling(in sheets: [RegisterSheet: [CityRegister.Row]]) -> [Problem] {
        let codes = sheets.mapValues { Set($0.map(\.code)) }
        let hanging = references.filter { !unread.contains($0.sheet) && codes[$0.sheet]?.contains($0.code) != true }
        return hanging.map { place, sheet, code in
            let title = sheet.title
            return Problem(
                "REFERENCE_UNKNOWN",
                at: place,
                zh: "\(title.zh)中没有\(code)",
                en: "There is no \(code) among the \(title.en)"
            )
        }
    }

    private mutating func note(_ code: String, _ place: String, zh: String, en: String) {
        problems.append(Problem(code, at: place, zh: zh, en: en))
    }
}
