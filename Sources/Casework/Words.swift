/// What a person reads for an id, in Chinese and in English.
package struct Words: Hashable, Codable, Sendable {
    package var zh: String
    package var en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The text for a language.
    package subscript(_ language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}

/// The two languages every text exists in.
package enum Language: String, CaseIterable, Codable, Sendable {
    case zh
    case en
}
