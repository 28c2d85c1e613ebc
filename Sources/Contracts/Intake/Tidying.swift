import Casework

/// Puts right what is meant clearly but written otherwise, and masks personal numbers in free text.
///
/// Everything it changes is told as a warning; what it cannot put right is left for the check.
struct Tidying {
    let registry: Registry
    /// False for a closed form, whose check refuses what it does not have.
    let toleratesUnknown: Bool
    private var found: [Problem] = []
    private var untold = 0

    /// What was changed, in the order of the places.
    var warnings: [Problem] {
        found.sorted { ($0.pointer, $0.code) < ($1.pointer, $1.code) }.capped(besides: untold, .warning)
    }

    init(registry: Registry, toleratesUnknown: Bool = true) {
        self.registry = registry
        self.toleratesUnknown = toleratesUnknown
    }

    /// The fields of a form, tidied by their types.
    ///
    /// Fields the form does not have are kept, masked like free text; `null` means left out.
    mutating func fields(_ fields: [String: Value], form: Form, at pointer: JSONPointer) -> [String: Value] {
        var result: [String: Value] = [:]
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) where value != .null {
            let here = pointer.appending(name)
            let plain = SchemaWords.normalised(value)
            guard let field = form.fields.first(where: { $0.name == name }) else {
                guard toleratesUnknown else {
                    result[name] = plain
                    continue
                }
                result[name] = freely(plain, at: here)
                warn(
                    "FIELD_UNKNOWN",
                    here,
                    zh: "表单没有字段\(SchemaWords.shown(name)),已原样保留",
                    en: "The form has no field \(SchemaWords.shown(name)); it is kept as it is"
                )
                continue
            }
            result[name] = tidied(plain, field, at: here)
        }
        return result
    }

    private mutating func tidied(_ value: Value, _ field: Form.Field, at pointer: JSONPointer) -> Value {
        if case .list(let elements) = value {
            return .list(
                elements.enumerated().map { tidied($0.element, field, at: pointer.appending($0.offset)) }
            )
        }
        guard case .text(let text) = value else { return value }
        if !field.choices.isEmpty { return .text(choice(text, field.choices)) }
        switch FieldType.Tidying(type: field.type) {
        case .nothing: return value
        case .name: return .text(trimmed(text))
        case .code:
            let plain = halfWidth(text, at: pointer)
            return .text(field.type == "suggestion-no" ? bareSuggestionNumber(plain) : plain)
        case .agency:
            let plain = halfWidth(text, at: pointer)
            return .text(
                registry.agencies[plain] == nil && registry.parties[plain] == nil ? Naming.kebab(plain) : plain
            )
        case .district: return .text(district(halfWidth(text, at: pointer), at: pointer))
        case .line: return .text(line(trimmed(text), at: pointer))
        case .text: return .text(line(text, at: pointer))
        }
    }

    /// Free text of any kind: district names put right, personal numbers masked.
    mutating func line(_ text: String, at pointer: JSONPointer) -> String {
        var result = text
        // Only 硚口 is written wrongly in running text; other aliases are names of their own.
        for district in registry.districts.values where text.unicodeScalars.contains("口") {
            for alias in district.aliases where alias.hasSuffix("口区") && result.contains(alias) {
                result = result.replacing(alias, with: district.title.zh)
                warn(
                    "DISTRICT_NAME_CORRECTED",
                    pointer,
                    zh: "“\(alias)”已更正为“\(district.title.zh)”",
                    en: "\(alias) was corrected to \(district.title.zh)"
                )
            }
        }
        let masked = FreeText.masked(result)
        guard !masked.findings.isEmpty else { return result }
        let found = masked.findings.sorted { $0 > $1 }
        let zh = found.map(\.words.zh).joined(separator: "和")
        let en = found.map(\.words.en).joined(separator: " and ")
        warn(
            "PII_IN_FREE_TEXT",
            pointer,
            zh: "正文含\(zh),已脱敏入库并提示",
            en: "The text contains \(en); stored masked"
        )
        return masked.text
    }

    /// A value of unknown shape, every text in it treated as free text.
    private mutating func freely(_ value: Value, at pointer: JSONPointer) -> Value {
        switch value {
        case .null, .bool, .integer, .decimal: return value
        case .text(let text): return .text(line(text, at: pointer))
        case .list(let elements):
            return .list(elements.enumerated().map { freely($0.element, at: pointer.appending($0.offset)) })
        case .object(let members):
            var result: [String: Value] = [:]
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                result[name] = freely(member, at: pointer.appending(name))
            }
            return .object(result)
        }
    }

    /// A code with full-width signs made plain, told once.
    mutating func halfWidth(_ text: String, at pointer: JSONPointer) -> String {
        var result = String.UnicodeScalarView()
        var hasChanged = false
        for scalar in text.unicodeScalars {
            if (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0) {
                result.append(plain)
                hasChanged = true
            } else {
                result.append(scalar)
            }
        }
        if hasChanged {
            warn(
                "FULL_WIDTH_NORMALISED",
                pointer,
                zh: "全角字符已转换为半角",
                en: "Full-width characters were changed to plain ones"
            )
        }
        return trimmed(String(result))
    }

    /// The text without spaces, of either width, around it.
    private func trimmed(_ text: String) -> String {
        var scalars = Substring(text).unicodeScalars
        while let first = scalars.first, first == " " || first == "\u{3000}" { scalars.removeFirst() }
        while let last = scalars.last, last == " " || last == "\u{3000}" { scalars.removeLast() }
        return String(scalars)
    }

    private func choice(_ text: String, _ choices: [String]) -> String {
        let kebab = Naming.kebab(text)
        return !choices.contains(text) && choices.contains(kebab) ? kebab : text
    }

    /// 第20230333号 → 20230333.
    private func bareSuggestionNumber(_ text: String) -> String {
        var bare = text
        if bare.hasPrefix("第") { bare.removeFirst() }
        if bare.hasSuffix("号") { bare.removeLast() }
        return bare
    }

    private mutating func district(_ text: String, at pointer: JSONPointer) -> String {
        guard registry.districts[text] == nil, let district = registry.district(named: text) else { return text }
        warn(
            "DISTRICT_NAME_CORRECTED",
            pointer,
            zh: "“\(text)”已转换为代码\(district.code)(\(district.title.zh))",
            en: "\(text) was changed to the code \(district.code)"
        )
        return district.code
    }

    private mutating func warn(_ code: String, _ pointer: JSONPointer, zh: String, en: String) {
        guard found.count < [Problem].told else {
            untold += 1
            return
        }
        found.append(Problem(code, at: pointer.description, zh: zh, en: en, severity: .warning))
    }
}
