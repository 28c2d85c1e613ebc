package import Casework

/// One yearly notice as its file has it: what the city works and rests, and which edition of the file this is.
package struct CalendarNotice: Hashable, Sendable {
    /// Raised whenever the file is changed.
    package var version: Int
    package var year: WorkingCalendar.Year

    package init(version: Int, year: WorkingCalendar.Year) {
        self.version = version
        self.year = year
    }

    /// Reads one file; everything that is wrong with it at once.
    ///
    /// `expected` is the year that the file's name promises, nil where the name says nothing.
    package static func read(_ bytes: [UInt8], expected: Int? = nil) -> Reading<CalendarNotice> {
        let document = JSONText.read(bytes)
        guard let value = document.value, document.problems.isEmpty else { return .bad(document.problems) }
        // 2026.0 is a whole number, as JSON Schema says; what reads on knows only 2026.
        let file = SchemaWords.normalised(value)
        var problems: [Problem]
        switch CalendarShape.schema {
        case .bad(let faults): problems = faults
        case .good(let schema, _): problems = schema.check(file)
        }
        problems += CalendarRules(file, expected: expected).problems
        guard problems.isEmpty else { return .bad(problems.capped) }
        let decoded = ValueDecoding.decode(WorkingCalendar.Year.self, from: file)
        guard case .good(let year, _) = decoded, let version = file["version"]?.integer else {
            return .bad(decoded.problems)
        }
        return .good(CalendarNotice(version: Int(version), year: year), warnings: [])
    }
}
