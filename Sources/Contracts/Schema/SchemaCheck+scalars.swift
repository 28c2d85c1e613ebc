import Casework

extension SchemaCheck {
    /// Length in code points, pattern and format of a text.
    mutating func checkText(_ node: SchemaNode, _ text: String) {
        if node.minLength != nil || node.maxLength != nil {
            let length = text.unicodeScalars.count
            if let least = node.minLength, length < least {
                note(
                    "TEXT_TOO_SHORT",
                    zh: "至少\(least)个字,现有\(length)个",
                    en: "At least \(least) characters; there are \(length)"
                )
            }
            if let most = node.maxLength, length > most {
                note(
                    "TEXT_TOO_LONG",
                    zh: "最多\(most)个字,现有\(length)个",
                    en: "At most \(most) characters; there are \(length)"
                )
            }
        }
        if let pattern = node.pattern, !pattern.matches(text) {
            note("PATTERN_MISMATCH", zh: "写法应符合\(pattern.source)", en: "This must look like \(pattern.source)")
        }
        if let format = node.format { checkFormat(format, text) }
    }

    private mutating func checkFormat(_ format: SchemaFormat, _ text: String) {
        switch format {
        case .date, .dateTime:
            let shown = SchemaWords.shown(text)
            do throws(TimeText.Fault) {
                if format == .date { _ = try TimeText.date(text) } else { _ = try TimeText.instant(text) }
            } catch {
                let problem = error.problem(at: "", isTime: format == .dateTime, text: shown)
                note(problem.code, zh: problem.zh, en: problem.en)
            }
        case .uri, .uriReference:
            if !SchemaWords.isURI(text, needsScheme: format == .uri) {
                note("URI_INVALID", zh: "不是有效的网址", en: "This is not a URI")
            }
        case .uuid:
            if !SchemaWords.isUUID(text) { note("UUID_INVALID", zh: "不是有效的UUID", en: "This is not a UUID") }
        case .email:
            if !SchemaWords.isEmail(text) { note("EMAIL_INVALID", zh: "不是有效的邮箱", en: "This is not an e-mail address") }
        case .caseID:
            for problem in CaseNumber.read(text).problems { note(problem.code, zh: problem.zh, en: problem.en) }
        case .citizenID:
            if !CitizenID.isValid(text) {
                note(
                    "ID_NUMBER_CHECK",
                    zh: "身份证号应为18位且校验位正确",
                    en: "A citizen's number has 18 signs and a right check digit"
                )
            }
        }
    }

    /// Bounds and divisibility of a number.
    mutating func checkNumber(_ node: SchemaNode, _ value: Value) {
        if let bound = node.minimum, SchemaWords.isBelow(value, bound) {
            note("NUMBER_TOO_SMALL", zh: "不得小于\(bound.text)", en: "This must not be below \(bound.text)")
        }
        if let bound = node.maximum, SchemaWords.isAbove(value, bound) {
            note("NUMBER_TOO_LARGE", zh: "不得大于\(bound.text)", en: "This must not be above \(bound.text)")
        }
        if let bound = node.exclusiveMinimum, !SchemaWords.isAbove(value, bound) {
            note("NUMBER_TOO_SMALL", zh: "必须大于\(bound.text)", en: "This must be above \(bound.text)")
        }
        if let bound = node.exclusiveMaximum, !SchemaWords.isBelow(value, bound) {
            note("NUMBER_TOO_LARGE", zh: "必须小于\(bound.text)", en: "This must be below \(bound.text)")
        }
        if let factor = node.multipleOf, !SchemaWords.isMultiple(value, of: factor) {
            note("NOT_A_MULTIPLE", zh: "应为\(factor.text)的整数倍", en: "This must be a multiple of \(factor.text)")
        }
    }
}
