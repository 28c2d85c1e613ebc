import Casework

/// One thing that was looked at, and what to do about it when it is not well.
struct Finding: Encodable, Sendable {
    /// How well a thing is.
    enum Health: String, Encodable, Sendable {
        case well
        /// Works, and should be looked at.
        case warning
        case ill
    }

    var subject: Words
    var health: Health
    /// What was found.
    var detail: Words
    /// What to do; nil when there is nothing to do.
    var advice: Words?

    /// Something that is as it should be.
    static func well(_ subject: Words, _ detail: Words) -> Finding {
        Finding(subject: subject, health: .well, detail: detail, advice: nil)
    }

    /// Something that is not.
    static func ill(_ subject: Words, _ detail: Words, _ advice: Words, isWarning: Bool = false) -> Finding {
        Finding(subject: subject, health: isWarning ? .warning : .ill, detail: detail, advice: advice)
    }

    /// The lines for a person.
    func lines(_ language: Language) -> [String] {
        let mark =
            switch health {
            case .well: "✓"
            case .warning: "!"
            case .ill: "✗"
            }
        return ["\(mark) \(subject[language].padded(to: 20)) \(detail[language])"]
            + (advice.map { ["    → \($0[language])"] } ?? [])
    }
}

extension Words {
    /// The same text in both languages: names, numbers, paths.
    init(_ both: String) { self.init(zh: both, en: both) }
}
