import Casework
import Yams

/// A place in a YAML file of contracts/, which knows where it is, so that every fault names file, line and path.
struct YAMLCursor {
    let file: String
    let pointer: JSONPointer
    let node: Node

    /// The top of a file, nil and a problem when it is not YAML.
    static func read(_ text: String, file: String, _ problems: inout [Problem]) -> YAMLCursor? {
        do {
            if let node = try YAMLText.compose(text) {
                return YAMLCursor(file: file, pointer: JSONPointer(), node: node)
            }
            problems.append(Problem("YAML_EMPTY", at: file, zh: "文件为空", en: "The file is empty"))
        } catch {
            let detail = "\(error)"
            problems.append(
                Problem("YAML_SYNTAX", at: file, zh: "YAML无法解析:\(detail)", en: "Not readable as YAML: \(detail)")
            )
        }
        return nil
    }

    /// A problem here: `people.yaml:12#/people/3/unit`.
    func problem(_ code: String, zh: String, en: String, severity: Problem.Severity = .error) -> Problem {
        let line = node.mark.map { ":\($0.line)" } ?? ""
        return Problem(code, at: "\(file)\(line)#\(pointer)", zh: zh, en: en, severity: severity)
    }

    /// The members of a mapping in their order; an unknown key is an error that names the known ones.
    func members(known: [String]? = nil, _ problems: inout [Problem]) -> [(key: String, value: YAMLCursor)] {
        guard let mapping = node.mapping else {
            problems.append(problem("YAML_SHAPE", zh: "此处应为键值表", en: "A mapping was expected here"))
            return []
        }
        var members: [(key: String, value: YAMLCursor)] = []
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            let cursor = YAMLCursor(file: file, pointer: pointer.appending(name), node: value)
            if let known, !known.contains(name) {
                let list = known.joined(separator: " ")
                problems.append(
                    cursor.problem("YAML_KEY_UNKNOWN", zh: "未知键,可用:\(list)", en: "An unknown key; known are: \(list)")
                )
            } else {
                members.append((name, cursor))
            }
        }
        return members
    }

    /// The member called `key`, or nil without a fault when there is none.
    func member(_ key: String) -> YAMLCursor? {
        node.mapping?[Node(key)].map { YAMLCursor(file: file, pointer: pointer.appending(key), node: $0) }
    }

    /// The member called `key`; a missing one is a fault.
    func required(_ key: String, _ problems: inout [Problem]) -> YAMLCursor? {
        if let member = member(key) { return member }
        problems.append(problem("YAML_KEY_MISSING", zh: "缺少\(key)", en: "\(key) is missing"))
        return nil
    }

    /// The elements of a list.
    func elements(_ problems: inout [Problem]) -> [YAMLCursor] {
        guard let sequence = node.sequence else {
            problems.append(problem("YAML_SHAPE", zh: "此处应为列表", en: "A list was expected here"))
            return []
        }
        return sequence.enumerated().map { index, node in
            YAMLCursor(file: file, pointer: pointer.appending(index), node: node)
        }
    }

    /// The text of a scalar.
    func text(_ problems: inout [Problem]) -> String? {
        if let scalar = node.scalar, !scalar.string.isEmpty { return scalar.string }
        problems.append(problem("YAML_SHAPE", zh: "此处应为文字", en: "A text was expected here"))
        return nil
    }

    /// Words in both languages: `{zh: …, en: …}`.
    func words(_ problems: inout [Problem]) -> Words? {
        _ = members(known: ["zh", "en"], &problems)
        guard let zh = required("zh", &problems)?.text(&problems), let en = required("en", &problems)?.text(&problems)
        else { return nil }
        return Words(zh: zh, en: en)
    }
}
