package import Casework
package import Contracts

/// The forms of steps: how answers are checked, described and shown by example.
package protocol AnswerForms: Sendable {
    /// The fields put right, or everything that is wrong with them; pointers begin with `/fields`.
    func check(_ fields: [String: Value], outcome: String, of content: Assignment.Content) -> Reading<[String: Value]>
    /// The JSON Schema of the body `{outcome, fields, onBehalfOf?}`.
    func schema(of content: Assignment.Content) -> Value
    /// Fields that pass the form with this outcome, `person` being somebody who exists.
    func example(outcome: String, of content: Assignment.Content, person: String, today: LocalDate) -> [String: Value]
}

/// Forms that take anything, for desks without contracts.
package struct OpenForms: AnswerForms {
    package init() {}

    package func check(
        _ fields: [String: Value],
        outcome: String,
        of content: Assignment.Content
    ) -> Reading<[String: Value]> {
        .good(fields, warnings: [])
    }

    package func schema(of content: Assignment.Content) -> Value { ["type": "object"] }

    package func example(
        outcome: String,
        of content: Assignment.Content,
        person: String,
        today: LocalDate
    ) -> [String: Value] {
        [:]
    }
}
