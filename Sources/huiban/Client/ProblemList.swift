import Casework

/// The problems in an answer or a receipt, told to a person.
struct ProblemList {
    let problems: [Value]

    /// Takes the member `problems` of an answer.
    init(_ body: Value) { problems = body["problems"]?.list ?? [] }

    /// One line a problem: code, place, what is wrong.
    func lines(_ language: Language) -> [String] {
        problems.map { problem in
            let place = problem["pointer"]?.text ?? ""
            let text = problem[language.rawValue]?.text ?? ""
            let severity = problem["severity"]?.text ?? "error"
            let mark = severity == "error" ? "✗" : (severity == "hold" ? "…" : "!")
            return "  \(mark) \(problem["code"]?.text ?? "")\(place.isEmpty ? "" : " \(place)"): \(text)"
        }
    }
}
