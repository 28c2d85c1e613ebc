import Casework

/// Reads TERM and TERMS; names are replaced by what they stand for.
struct TermReader {
    let reader: Reader
    /// The named terms, as they are written.
    let named: [String: Place]

    /// `TERM`: text or a table.
    func term(_ place: Place, inside names: [String] = []) -> Term? {
        if place.entries != nil { return table(place, inside: names) }
        guard let text = reader.text(place) else { return nil }
        let parts = Term.parts(of: text)
        if let term = Term(text) { return term }
        if let definition = named[parts.amount] {
            guard !names.contains(parts.amount) else {
                reader.findings.note(
                    "TERM_CIRCLE",
                    at: place,
                    zh: "时限“\(parts.amount)”引用了自己",
                    en: "the term \(parts.amount) refers to itself"
                )
                return nil
            }
            let inner = term(definition, inside: names + [parts.amount])
            return parts.anchor == .opening ? inner : inner?.anchored(parts.side, parts.anchor)
        }
        reader.unknown(
            "TERM_UNKNOWN",
            parts.amount,
            among: Array(named.keys).sorted(),
            at: place,
            zh: "时限",
            en: "term"
        )
        return nil
    }

    private func table(_ place: Place, inside names: [String]) -> Term? {
        guard let by = place["by"].flatMap(reader.text) else {
            reader.findings.note("TABLE_BY", at: place, zh: "时限表缺少 by", en: "a table of terms needs by")
            return nil
        }
        let key: Term.Key
        if by == "clock" {
            key = .clock
        } else if by.hasPrefix("case.") {
            key = .field(String(by.dropFirst(5)))
        } else {
            reader.findings.note(
                "TABLE_BY",
                at: place,
                zh: "by 应为 case.字段 或 clock",
                en: "by is case.FIELD or clock"
            )
            return nil
        }
        var rows: [Term.Row] = []
        var otherwise: Term?
        for (value, place) in reader.entries(place) where value != "by" {
            guard let term = place.text == "none" ? .absent : term(place, inside: names) else { continue }
            if value == "else" { otherwise = term } else { rows.append(Term.Row(value: value, term: term)) }
        }
        return .table(by: key, rows: rows, otherwise: otherwise)
    }

    /// `TERMS` as a deadline: a term, or `{policy, legal, source}`.
    func deadline(_ place: Place) -> DeadlineRule? {
        guard place.entries != nil, place["by"] == nil else {
            return term(place).map { DeadlineRule(policy: $0) }
        }
        reader.check(place, keys: ["policy", "legal", "source"])
        let policy = place["policy"].flatMap { term($0) }
        let legal = place["legal"].flatMap { term($0) }
        guard policy != nil || legal != nil else {
            if place["policy"] == nil, place["legal"] == nil {
                reader.findings.note(
                    "DEADLINE_EMPTY",
                    at: place,
                    zh: "缺少 policy 或 legal",
                    en: "policy or legal is missing"
                )
            }
            return nil
        }
        return DeadlineRule(policy: policy, legal: legal, source: place["source"].flatMap(reader.text))
    }

    /// `TERMS` as a time not to open before: all of them count.
    func notBefore(_ place: Place) -> [Term] {
        guard place.entries != nil, place["by"] == nil else { return place.elements.compactMap { term($0) } }
        reader.check(place, keys: ["policy", "legal", "source"])
        return [place["legal"], place["policy"]].compactMap { $0 }.compactMap { term($0) }
    }

    /// A length alone, without anchor or table.
    func span(_ place: Place) -> Span? {
        guard let text = reader.text(place) else { return nil }
        if let span = Span(text) { return span }
        reader.findings.note(
            "SPAN_FORM",
            at: place,
            zh: "“\(text)”不是时限(如 5wd、24h、3mo)",
            en: "\(text) is not a length such as 5wd, 24h, 3mo"
        )
        return nil
    }
}
