/// What a case knows: the latest value of each field, and what it was at any earlier revision.
///
/// Fields of a step with instances stay with their instance, under `step.instance.field`.
package struct CaseRecord: Hashable, Codable, Sendable {
    private var values: [String: [Entry]]

    package init() { values = [:] }

    /// A value and the revision of the case from which it holds.
    private struct Entry: Hashable, Codable, Sendable {
        var since: Int
        var value: Value
    }

    /// The latest value of a field.
    package subscript(_ field: String) -> Value? { values[field]?.last?.value }

    /// Every field with its latest value.
    package var latest: [String: Value] { values.compactMapValues { $0.last?.value } }

    /// Every field with the value it had when the case had so many events.
    package func asOf(_ revision: Int) -> [String: Value] {
        values.compactMapValues { entries in entries.last { $0.since <= revision }?.value }
    }

    /// Enters values that hold from a revision on; null takes a field away.
    package mutating func enter(_ fields: [String: Value], since revision: Int) {
        for (name, value) in fields where values[name]?.last?.value != value {
            values[name, default: []].append(Entry(since: revision, value: value))
        }
    }

    /// The date in a field, nil without one.
    package func date(_ field: String) -> LocalDate? {
        guard let text = self[field]?.text else { return nil }
        return LocalDate(text) ?? Instant(text).map { LocalDate($0) }
    }

    /// Where a term that is counted from a field begins: at the moment that a time names, at the end of a date.
    package func anchor(_ field: String) -> AnchorPoint? {
        guard let text = self[field]?.text else { return nil }
        return Instant(text).map(AnchorPoint.moment) ?? LocalDate(text).map(AnchorPoint.date)
    }

    /// The latest value as one word, as tables and needs compare it; nil without one.
    package func word(_ field: String) -> String? {
        switch self[field] {
        case .text(let text): text
        case .integer(let number): String(number)
        case .bool(let value): value ? "true" : "false"
        case .decimal, .list, .object, .null, nil: nil
        }
    }
}
