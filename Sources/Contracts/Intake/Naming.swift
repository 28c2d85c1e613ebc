/// Names are kebab-case in files and queues and may be camelCase in payloads; the mapping is mechanical.
package enum Naming {
    /// `civilAffairs` → `civil-affairs`; a name without capitals stays.
    package static func kebab(_ name: String) -> String {
        var result = ""
        for character in name {
            if character.isASCII, character.isUppercase {
                if !result.isEmpty, result.last != "-" { result.append("-") }
                result.append(contentsOf: character.lowercased())
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// `civil-affairs` → `civilAffairs`.
    package static func camel(_ name: String) -> String {
        let words = name.split(separator: "-")
        return (words.first.map(String.init) ?? "")
            + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
