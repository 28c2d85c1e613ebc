import Casework

/// One schema, ready to check values; other schemas are named by their place in the set's list.
struct SchemaNode: Sendable {
    /// The kinds of value that `type` names.
    enum Kind: String, Sendable {
        case null
        case boolean
        case integer
        case number
        case string
        case array
        case object
    }

    /// Words that take the place of the general message when the value here is wrong (keyword `x-problem`).
    struct Words: Sendable {
        var code: String
        var zh: String
        var en: String
        var severity: Problem.Severity
    }

    /// A lower or upper bound.
    enum Number: Sendable {
        case integer(Int64)
        case decimal(Double)

        var double: Double {
            switch self {
            case .integer(let number): Double(number)
            case .decimal(let number): number
            }
        }

        var text: String {
            switch self {
            case .integer(let number): String(number)
            case .decimal(let number): "\(number)"
            }
        }
    }

    /// For the schemas `true` and `false`.
    var verdict: Bool?
    var kinds: [Kind]?
    var allowed: [Value]?
    var constant: Value?
    var properties: [(name: String, schema: Int)] = []
    var required: [String] = []
    var patternProperties: [(pattern: Pattern, schema: Int)] = []
    var additionalProperties: Int?
    var propertyNames: Int?
    var minProperties: Int?
    var maxProperties: Int?
    var dependentRequired: [(name: String, needs: [String])] = []
    var prefixItems: [Int] = []
    var items: Int?
    var minItems: Int?
    var maxItems: Int?
    var uniqueItems = false
    var minLength: Int?
    var maxLength: Int?
    var pattern: Pattern?
    var format: SchemaFormat?
    var minimum: Number?
    var maximum: Number?
    var exclusiveMinimum: Number?
    var exclusiveMaximum: Number?
    var multipleOf: Number?
    var allOf: [Int] = []
    var anyOf: [Int] = []
    var oneOf: [Int] = []
    var not: Int?
    var condition: Int?
    var then: Int?
    var otherwise: Int?
    var reference: Int?
    var words: Words?
}

/// The formats that are checked; a schema with another one is refused.
enum SchemaFormat: String, CaseIterable, Sendable {
    case date
    case dateTime = "date-time"
    case uri
    case uriReference = "uri-reference"
    case uuid
    case email
    /// A case number with its check digits.
    case caseID = "case-id"
    /// A citizen's number of 18 signs with its check digit (GB 11643).
    case citizenID = "cn-id-number"
}
