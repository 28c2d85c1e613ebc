import Contracts

/// Whether a text that everybody may read says who somebody is (domain.md 5.5).
package enum PersonalData {
    /// True when one of `names` stands in the text, or a number that identifies a person.
    package static func isIn(_ text: String, names: Set<String>) -> Bool {
        !Redaction.names(Array(names), standingIn: text).isEmpty || !FreeText.masked(text).findings.isEmpty
    }
}
