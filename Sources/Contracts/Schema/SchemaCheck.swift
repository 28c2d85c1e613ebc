import Casework

/// One pass of a value through a schema.
struct SchemaCheck {
    private let nodes: [SchemaNode]
    private var path: [JSONPointer.Step]
    private var depth = 0
    /// How many nodes were looked at, trials included.
    private var visits = 0
    /// With so many problems nobody looks for more.
    private let enough: Int
    private(set) var problems: [Problem] = []

    init(nodes: [SchemaNode], path: [JSONPointer.Step], enough: Int = 1_000) {
        self.nodes = nodes
        self.path = path
        self.enough = enough
    }

    /// Schemas may refer to one another so deep.
    static let deepest = 400
    /// More than any message of a mebibyte needs; a few references, each twice to the next, would take for ever.
    private static let mostVisits = 2_000_000

    /// Checks a value against a node and what the node refers to.
    mutating func run(_ index: Int, _ value: Value) {
        let node = nodes[index]
        depth += 1
        defer { depth -= 1 }
        visits += 1
        // Only a schema that refers to itself without going down in the value gets here.
        guard depth < Self.deepest, visits < Self.mostVisits else {
            if problems.count < enough {
                note("SCHEMA_LOOP", zh: "模式循环引用自身", en: "The schema refers to itself without end")
            }
            return
        }
        let before = problems.count
        if node.verdict == false { note("NOT_ALLOWED", zh: "此处不允许有内容", en: "Nothing may stand here") }
        checkKind(node, value)
        checkAllowed(node, value)
        switch value {
        case .text(let text): checkText(node, text)
        case .integer, .decimal: checkNumber(node, value)
        case .list(let elements): checkCounts(node, elements)
        case .object(let members): checkMembers(node, members)
        case .null, .bool: break
        }
        checkAlternatives(node, value)
        if let words = node.words, problems.count > before {
            problems.removeSubrange(before...)
            note(words, value)
        }
        descend(node, value)
    }

    /// True when the value is valid, without telling why not.
    private mutating func accepts(_ index: Int, _ value: Value) -> Bool {
        var trial = SchemaCheck(nodes: nodes, path: [], enough: 1)
        trial.depth = depth
        trial.visits = visits
        trial.run(index, value)
        visits = trial.visits
        return trial.problems.isEmpty
    }

    /// Adds a problem at the present place.
    mutating func note(_ code: String, zh: String, en: String, below key: String? = nil) {
        let pointer = JSONPointer(path + (key.map { [.key($0)] } ?? []))
        problems.append(Problem(code, at: pointer.description, zh: zh, en: en))
    }

    private mutating func note(_ words: SchemaNode.Words, _ value: Value) {
        let pointer = JSONPointer(path).description
        let (zh, en) = (SchemaWords.filled(words.zh, value), SchemaWords.filled(words.en, value))
        problems.append(Problem(words.code, at: pointer, zh: zh, en: en, severity: words.severity))
    }

    private mutating func checkKind(_ node: SchemaNode, _ value: Value) {
        guard let kinds = node.kinds, !kinds.contains(where: { SchemaWords.isA(value, $0) }) else { return }
        let zh = kinds.map { SchemaWords.words(for: $0).zh }.joined(separator: "或")
        let en = kinds.map { SchemaWords.words(for: $0).en }.joined(separator: " or ")
        note("TYPE_WRONG", zh: "此处应为\(zh)", en: "This must be \(en)")
    }

    private mutating func checkAllowed(_ node: SchemaNode, _ value: Value) {
        for allowed in [node.allowed, node.constant.map { [$0] }] {
            guard let allowed, !allowed.contains(where: { SchemaWords.areSame($0, value) }) else { continue }
            let list = allowed.prefix(20).map { $0.text ?? JSONText.text($0) }.joined(separator: " ")
            note("VALUE_NOT_ALLOWED", zh: "只能是:\(list)", en: "This must be one of: \(list)")
        }
    }

    private mutating func checkMembers(_ node: SchemaNode, _ members: [String: Value]) {
        for name in node.required where members[name] == nil {
            note("FIELD_MISSING", zh: "缺少\(name)", en: "\(name) is missing", below: name)
        }
        for rule in node.dependentRequired where members[rule.name] != nil {
            for name in rule.needs where members[name] == nil {
                note("FIELD_MISSING", zh: "有\(rule.name)时须有\(name)", en: "\(rule.name) needs \(name)", below: name)
            }
        }
        if let least = node.minProperties, members.count < least {
            note("TOO_FEW_FIELDS", zh: "至少应有\(least)个字段", en: "At least \(least) fields are needed")
        }
        if let most = node.maxProperties, members.count > most {
            note("TOO_MANY_FIELDS", zh: "最多\(most)个字段", en: "At most \(most) fields are allowed")
        }
    }

    private mutating func checkCounts(_ node: SchemaNode, _ elements: [Value]) {
        if let least = node.minItems, elements.count < least {
            note("TOO_FEW_ITEMS", zh: "至少应有\(least)项", en: "At least \(least) items are needed")
        }
        if let most = node.maxItems, elements.count > most {
            note("TOO_MANY_ITEMS", zh: "最多\(most)项", en: "At most \(most) items are allowed")
        }
        if node.uniqueItems, Set(elements.map(SchemaWords.normalised)).count < elements.count {
            note("ITEMS_NOT_UNIQUE", zh: "有重复项", en: "An item occurs more than once")
        }
    }

    private mutating func checkAlternatives(_ node: SchemaNode, _ value: Value) {
        var fitsAny = node.anyOf.isEmpty
        for part in node.anyOf where !fitsAny { fitsAny = accepts(part, value) }
        if !fitsAny {
            note("NO_ALTERNATIVE", zh: "不符合任何一种允许的写法", en: "This fits none of the allowed forms")
        }
        if !node.oneOf.isEmpty {
            let fitting = node.oneOf.reduce(0) { $0 + (accepts($1, value) ? 1 : 0) }
            if fitting == 0 {
                note("NO_ALTERNATIVE", zh: "不符合任何一种允许的写法", en: "This fits none of the allowed forms")
            } else if fitting > 1 {
                note("AMBIGUOUS", zh: "同时符合\(fitting)种写法,只能符合一种", en: "This fits \(fitting) forms where one is allowed")
            }
        }
        if let not = node.not, accepts(not, value) {
            note("NOT_ALLOWED", zh: "此处不允许这样的内容", en: "This is not allowed here")
        }
    }

    private mutating func descend(_ node: SchemaNode, _ value: Value) {
        if let reference = node.reference { run(reference, value) }
        for part in node.allOf where problems.count < enough { run(part, value) }
        if let condition = node.condition, let branch = accepts(condition, value) ? node.then : node.otherwise {
            run(branch, value)
        }
        switch value {
        case .list(let elements): descend(node, elements)
        case .object(let members): descend(node, members)
        case .null, .bool, .integer, .decimal, .text: break
        }
    }

    private mutating func descend(_ node: SchemaNode, _ elements: [Value]) {
        for (index, element) in elements.enumerated() {
            guard problems.count < enough,
                let schema = index < node.prefixItems.count ? node.prefixItems[index] : node.items
            else { break }
            path.append(.index(index))
            run(schema, element)
            path.removeLast()
        }
    }

    private mutating func descend(_ node: SchemaNode, _ members: [String: Value]) {
        for property in node.properties {
            guard problems.count < enough, let member = members[property.name] else { continue }
            path.append(.key(property.name))
            run(property.schema, member)
            path.removeLast()
        }
        guard node.propertyNames != nil || node.additionalProperties != nil || !node.patternProperties.isEmpty else {
            return
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) where problems.count < enough {
            path.append(.key(name))
            if let names = node.propertyNames, !accepts(names, .text(name)) {
                note("FIELD_NAME", zh: "字段名不符合要求", en: "This is not an allowed field name")
            }
            var isKnown = node.properties.contains { $0.name == name }
            for rule in node.patternProperties where rule.pattern.matches(name) {
                isKnown = true
                run(rule.schema, member)
            }
            if !isKnown, let additional = node.additionalProperties {
                if nodes[additional].verdict == false {
                    note("FIELD_UNKNOWN", zh: "没有这个字段", en: "There is no such field")
                } else {
                    run(additional, member)
                }
            }
            path.removeLast()
        }
    }
}
