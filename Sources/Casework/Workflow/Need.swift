/// What a step, an end or an offer waits for (NEEDS of the workflow language).
package indirect enum Need: Hashable, Codable, Sendable {
    /// Nothing: true from the start.
    case always
    /// The step ended, however.
    case step(String)
    /// The step ended with one of these outcomes.
    case outcome(String, [String])
    /// The step is over, was skipped, or is an offer that nobody took up.
    case ifStarted(String)
    /// A field of the case has one of these values.
    case field(String, [String])
    /// The case closed, with one of these ends; any end when the list is empty.
    case end([String])
    case all([Need])
    case any([Need])
    case atLeast(Int, [Need])

    /// The steps it names, in the order of the text, without repetition.
    package var steps: [String] {
        switch self {
        case .always, .field, .end: return []
        case .step(let step), .outcome(let step, _), .ifStarted(let step): return [step]
        case .all(let needs), .any(let needs), .atLeast(_, let needs):
            var seen: Set<String> = []
            return needs.flatMap(\.steps).filter { seen.insert($0).inserted }
        }
    }

    /// True when it names an end of the case.
    package var namesEnd: Bool {
        switch self {
        case .end: true
        case .always, .step, .outcome, .ifStarted, .field: false
        case .all(let needs), .any(let needs), .atLeast(_, let needs): needs.contains(where: \.namesEnd)
        }
    }

    /// The fields of the case it reads, with the values it asks for.
    package var fields: [(name: String, values: [String])] {
        switch self {
        case .field(let name, let values): [(name, values)]
        case .always, .step, .outcome, .ifStarted, .end: []
        case .all(let needs), .any(let needs), .atLeast(_, let needs): needs.flatMap(\.fields)
        }
    }
}
