/// The fields that a step or an intake message brings (workflow language, section 1, FORM).
package struct Form: Hashable, Codable, Sendable {
    package var fields: [Field]

    package init(fields: [Field] = []) { self.fields = fields }

    package struct Field: Hashable, Codable, Sendable {
        package var name: String
        /// The singular word of the type (`text`, `date`, `agency`, `file` …) or `choice`.
        package var type: String
        /// The allowed values of a `choice`, else empty.
        package var choices: [String]
        package var isList: Bool
        /// The least number of elements of a list (`persons 2+`).
        package var minimum: Int
        package var need: Need
        /// The privacy class of the field (`territory subject work parties contact …`).
        package var fieldClass: String

        package init(
            name: String,
            type: String,
            choices: [String] = [],
            isList: Bool = false,
            minimum: Int = 0,
            need: Need = .always,
            fieldClass: String = "work"
        ) {
            self.name = name
            self.type = type
            self.choices = choices
            self.isList = isList
            self.minimum = minimum
            self.need = need
            self.fieldClass = fieldClass
        }
    }

    /// When a field must be there.
    package enum Need: Hashable, Codable, Sendable {
        case always
        case optional
        /// Required when the step ends with one of these outcomes; may be left out otherwise.
        case outcome([String])
        /// Required when another field has one of these values; may be left out otherwise.
        case field(String, [String])
    }
}
