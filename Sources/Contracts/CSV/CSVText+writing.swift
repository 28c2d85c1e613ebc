extension CSVText {
    /// A cell for office programs (RFC 4180): quoted where it must be; what a spreadsheet would take for a formula is kept
    /// from being one.
    package static func field(_ text: String) -> String {
        let safe = text.first.map { "=+-@\t\r".contains($0) } == true ? "'\(text)" : text
        guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
        return "\"\(safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
    }
}
