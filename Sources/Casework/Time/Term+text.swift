extension Term.Anchor: CustomStringConvertible {
    /// The anchor as the workflow language writes it; empty for the step's own opening.
    package var description: String {
        switch self {
        case .opening: ""
        case .step(let step): step
        case .stepDue(let step): "\(step).due"
        case .acceptance: "case"
        case .field(let field): "case.\(field)"
        case .due: "due"
        }
    }

    /// Reads an anchor; any word that is not reserved is taken for a step.
    package init(_ text: String) {
        if text == "case" {
            self = .acceptance
        } else if text == "due" {
            self = .due
        } else if text.hasPrefix("case.") {
            self = .field(String(text.dropFirst(5)))
        } else if text.hasSuffix(".due") {
            self = .stepDue(String(text.dropLast(4)))
        } else {
            self = .step(text)
        }
    }
}

extension Term: CustomStringConvertible {
    /// Reads a term without a table: a literal, alone or with `after ANCHOR` or `before ANCHOR`.
    package init?(_ text: String) {
        let parts = Term.parts(of: text)
        guard let span = Span(parts.amount) else { return nil }
        self = .fixed(span: span, side: parts.side, anchor: parts.anchor)
    }

    /// Divides `AMOUNT [after|before ANCHOR]`.
    package static func parts(of text: String) -> (amount: String, side: Side, anchor: Anchor) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 3, let side = Side(rawValue: words[words.count - 2]), let last = words.last else {
            return (text, .after, .opening)
        }
        return (words.dropLast(2).joined(separator: " "), side, Anchor(last))
    }

    /// The term as the workflow language writes it.
    package var description: String {
        switch self {
        case .absent: return "none"
        case .fixed(let span, _, .opening): return span.description
        case .fixed(let span, let side, let anchor): return "\(span) \(side.rawValue) \(anchor)"
        case .table(let key, let rows, let otherwise):
            let name =
                switch key {
                case .field(let field): "case.\(field)"
                case .clock: "clock"
                }
            let entries = rows.map { "\($0.value): \($0.term)" } + (otherwise.map { ["else: \($0)"] } ?? [])
            return "{by: \(name), \(entries.joined(separator: ", "))}"
        }
    }

    /// The same term, counted from `anchor` wherever it names none itself.
    package func anchored(_ side: Side, _ anchor: Anchor) -> Term {
        switch self {
        case .fixed(let span, _, .opening): return .fixed(span: span, side: side, anchor: anchor)
        case .fixed, .absent: return self
        case .table(let key, let rows, let otherwise):
            let anchored = rows.map { Row(value: $0.value, term: $0.term.anchored(side, anchor)) }
            return .table(by: key, rows: anchored, otherwise: otherwise?.anchored(side, anchor))
        }
    }

    /// Every anchor that the term can use.
    package var anchors: [Anchor] {
        switch self {
        case .absent: []
        case .fixed(_, _, let anchor): [anchor]
        case .table(_, let rows, let otherwise): rows.flatMap(\.term.anchors) + (otherwise?.anchors ?? [])
        }
    }

    /// Every field of the case whose value chooses a row or is an anchor.
    package var fields: [String] {
        switch self {
        case .fixed(_, _, .field(let name)): return [name]
        case .fixed, .absent: return []
        case .table(let key, let rows, let otherwise):
            let inner = rows.flatMap(\.term.fields) + (otherwise?.fields ?? [])
            return if case .field(let name) = key { [name] + inner } else { inner }
        }
    }

    /// True when some value of the case leaves it without a term.
    package var canBeAbsent: Bool {
        switch self {
        case .absent: true
        case .fixed: false
        case .table(_, let rows, let otherwise):
            rows.contains(where: \.term.canBeAbsent) || otherwise?.canBeAbsent ?? false
        }
    }
}
