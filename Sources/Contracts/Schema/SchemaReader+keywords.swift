import Casework

// What each keyword asks; every function returns true when the keyword is one of its own.
extension SchemaReader {
    /// Keywords about kinds, values, counts and numbers.
    mutating func applyAssertion(
        _ keyword: String,
        _ argument: Value,
        _ node: inout SchemaNode,
        _ here: SchemaPlace
    ) -> Bool {
        switch keyword {
        case "type": node.kinds = kinds(argument, here)
        case "enum": node.allowed = list(argument, here)
        case "const": node.constant = argument
        case "required": node.required = names(argument, here)
        case "minProperties": node.minProperties = count(argument, here)
        case "maxProperties": node.maxProperties = count(argument, here)
        case "minItems": node.minItems = count(argument, here)
        case "maxItems": node.maxItems = count(argument, here)
        case "minLength": node.minLength = count(argument, here)
        case "maxLength": node.maxLength = count(argument, here)
        case "minimum": node.minimum = number(argument, here)
        case "maximum": node.maximum = number(argument, here)
        case "exclusiveMinimum": node.exclusiveMinimum = number(argument, here)
        case "exclusiveMaximum": node.exclusiveMaximum = number(argument, here)
        case "multipleOf":
            node.multipleOf = number(argument, here)
            if let factor = node.multipleOf, factor.double <= 0 { invalid(here, "multipleOf must be above 0") }
        case "uniqueItems":
            guard case .bool(let flag) = argument else {
                invalid(here, "uniqueItems is true or false")
                return true
            }
            node.uniqueItems = flag
        default: return false
        }
        return true
    }

    /// Keywords about texts, and our own words for a problem.
    mutating func applyText(
        _ keyword: String,
        _ argument: Value,
        _ node: inout SchemaNode,
        _ here: SchemaPlace
    ) -> Bool {
        switch keyword {
        case "pattern": node.pattern = argument.text.flatMap { pattern($0, here) }
        case "format":
            let name = argument.text ?? ""
            node.format = SchemaFormat(rawValue: name)
            if node.format == nil { unknownFormat(name, here) }
        case "x-problem":
            guard let code = argument["code"]?.text, let zh = argument["zh"]?.text, let en = argument["en"]?.text else {
                invalid(here, "x-problem has code, zh and en")
                return true
            }
            let severity = argument["severity"]?.text.flatMap(Problem.Severity.init(rawValue:)) ?? .error
            node.words = SchemaNode.Words(code: code, zh: zh, en: en, severity: severity)
        default: return false
        }
        return true
    }

    /// Keywords that hold other schemas.
    mutating func applySubschemas(
        _ keyword: String,
        _ argument: Value,
        _ node: inout SchemaNode,
        _ here: SchemaPlace
    ) -> Bool {
        switch keyword {
        case "properties":
            node.properties = schemas(named: argument, here).map { (name: $0.name, schema: $0.schema) }
        case "patternProperties":
            for (name, schema) in schemas(named: argument, here) {
                guard let pattern = pattern(name, here) else { continue }
                node.patternProperties.append((pattern: pattern, schema: schema))
            }
        case "additionalProperties": node.additionalProperties = child(here)
        case "propertyNames": node.propertyNames = child(here)
        case "dependentRequired":
            for (name, needs) in (argument.object ?? [:]).sorted(by: { $0.key < $1.key }) {
                node.dependentRequired.append((name: name, needs: names(needs, here.appending(name))))
            }
        case "prefixItems": node.prefixItems = schemas(listed: argument, here)
        case "items": node.items = child(here)
        case "allOf": node.allOf = schemas(listed: argument, here)
        case "anyOf": node.anyOf = schemas(listed: argument, here)
        case "oneOf": node.oneOf = schemas(listed: argument, here)
        case "not": node.not = child(here)
        case "if": node.condition = child(here)
        case "then": node.then = child(here)
        case "else": node.otherwise = child(here)
        case "$ref": node.reference = argument.text.flatMap { resolve($0, here) }
        default: return false
        }
        return true
    }

    private mutating func kinds(_ argument: Value, _ here: SchemaPlace) -> [SchemaNode.Kind] {
        let names = argument.texts
        let kinds = names.compactMap(SchemaNode.Kind.init(rawValue:))
        if kinds.isEmpty || kinds.count != names.count { invalid(here, "type names a kind that JSON does not have") }
        return kinds
    }

    private mutating func list(_ argument: Value, _ here: SchemaPlace) -> [Value] {
        if let list = argument.list, !list.isEmpty { return list }
        invalid(here, "a list with at least one element was expected")
        return []
    }

    private mutating func names(_ argument: Value, _ here: SchemaPlace) -> [String] {
        if let list = argument.list, list.allSatisfy({ $0.text != nil }) { return argument.texts }
        invalid(here, "a list of names was expected")
        return []
    }

    private mutating func count(_ argument: Value, _ here: SchemaPlace) -> Int? {
        if let number = argument.integer, number >= 0 { return Int(number) }
        invalid(here, "a whole number from 0 was expected")
        return nil
    }

    private mutating func number(_ argument: Value, _ here: SchemaPlace) -> SchemaNode.Number? {
        switch argument {
        case .integer(let number): return .integer(number)
        case .decimal(let number): return .decimal(number)
        case .null, .bool, .text, .list, .object:
            invalid(here, "a number was expected")
            return nil
        }
    }

    private mutating func pattern(_ source: String, _ here: SchemaPlace) -> Pattern? {
        do throws(Pattern.Fault) {
            return try Pattern(source)
        } catch {
            invalid(here, "pattern: \(error.reason)")
            return nil
        }
    }

    private mutating func schemas(named argument: Value, _ here: SchemaPlace) -> [(name: String, schema: Int)] {
        guard let members = argument.object else {
            invalid(here, "an object of schemas was expected")
            return []
        }
        return members.keys.sorted().compactMap { name in
            child(here.appending(name)).map { (name: name, schema: $0) }
        }
    }

    private mutating func schemas(listed argument: Value, _ here: SchemaPlace) -> [Int] {
        list(argument, here).indices.compactMap { child(here.appending($0)) }
    }
}
