package import Casework

/// What one type of form field is as JSON: the one table behind intake, step forms and the published schemas.
package struct FieldType: Sendable {
    /// How a value is tidied before it is checked.
    enum Tidying: Sendable {
        /// A code: full-width signs become plain ones, spaces around it go.
        case code
        /// The code of a district, or its name.
        case district
        /// An agency, kebab-case or camelCase.
        case agency
        /// Words of a person on one line: personal numbers are masked.
        case line
        /// Words of a person: personal numbers are masked.
        case text
        /// Only spaces around it go.
        case name
        case nothing

        /// How the values of a type are tidied.
        init(type: String) {
            switch type {
            case "date", "time", "category", "policy", "case", "suggestion-no", "person", "phone", "id-number", "plate":
                self = .code
            case "district": self = .district
            case "agency", "party": self = .agency
            case "street", "estate", "building", "line": self = .line
            case "text": self = .text
            case "name", "document-no": self = .name
            default: self = .nothing
            }
        }
    }

    /// The JSON Schema of one value.
    package var schema: Value
    /// A value that the schema accepts as it stands.
    package var example: Value
}

/// What examples are made of: the values that differ from home to home.
package struct FieldSample: Hashable, Sendable {
    package var today: LocalDate
    /// The id of a person who exists.
    package var person: String
    package var caseID: String

    package init(today: LocalDate, person: String, caseID: String = "WH-420100-DS-20230427-000001-93") {
        self.today = today
        self.person = person
        self.caseID = caseID
    }
}
