package import Casework

/// A kind of document and how its numbers are written (`defaults.yaml`, documents).
package struct DocumentSeries: Hashable, Sendable {
    package var title: Words
    /// `武{short}函〔{year}〕{n}号`; nil for documents without a number.
    package var pattern: String?
    /// Whether a number names the agency even where the pattern does not: each agency counts for itself, and another one may
    /// give the same document, as the lead of a case or because a step was handed to it.
    package var namesAgency: Bool

    package init(title: Words, pattern: String?, namesAgency: Bool = false) {
        self.title = title
        self.pattern = pattern == "none" ? nil : pattern
        self.namesAgency = namesAgency
    }

    /// The number as it stands on the document: no leading zeros, hexagonal brackets (GB/T 9704, domain.md 5.4).
    ///
    /// A place that is not known leaves its braces empty rather than standing in the document as `{street}`.
    package func number(short: String, year: Int, n: Int64, places: [String: String] = [:]) -> String? {
        guard let pattern else { return nil }
        var rest = pattern[...]
        if namesAgency, !pattern.contains("{short}") {
            let year = rest.firstIndex(of: "〔") ?? rest.startIndex
            rest = "\(rest[..<year]){short}\(rest[year...])"
        }
        let values = places.merging(["short": short, "year": String(year), "n": String(n)]) { _, own in own }
        var text = ""
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            text += values[String(rest[rest.index(after: open)..<close])] ?? ""
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}
