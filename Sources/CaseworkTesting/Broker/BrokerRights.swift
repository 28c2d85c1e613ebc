import Foundation

/// Who may write where and read what, by the patterns of a definitions file; each question is worked out once.
final class BrokerRights {
    private struct Grant {
        var write: BrokerPattern
        var read: BrokerPattern
        var topics: [String: BrokerPattern] = [:]
    }

    private var grants: [String: Grant] = [:]

    init(_ file: DefinitionsFile) {
        for row in file.permissions {
            grants[row.user] = Grant(write: BrokerPattern(row.write), read: BrokerPattern(row.read))
        }
        for row in file.topicPermissions { grants[row.user]?.topics[row.exchange] = BrokerPattern(row.write) }
    }

    /// A user without permissions may nothing.
    func mayWrite(_ user: String, to exchange: String) -> Bool { grants[user]?.write.matches(exchange) ?? false }

    /// A user without a row for the exchange is not restricted there.
    func mayWrite(_ user: String, to exchange: String, key: String) -> Bool {
        grants[user]?.topics[exchange]?.matches(key) ?? true
    }

    func mayRead(_ user: String, from queue: String) -> Bool { grants[user]?.read.matches(queue) ?? false }
}

/// A regular expression that is looked for anywhere in a name.
final class BrokerPattern {
    private let text: String
    private var expression: NSRegularExpression?
    private var known: [String: Bool] = [:]

    /// - Parameter text: an empty one matches the empty name alone, as the server has it.
    init(_ text: String) { self.text = text.isEmpty ? "^$" : text }

    func matches(_ name: String) -> Bool {
        if let answer = known[name] { return answer }
        if known.count >= 4096 { known = [:] }
        let answer = search(name)
        known[name] = answer
        return answer
    }

    private func search(_ name: String) -> Bool {
        do {
            let expression = try expression ?? NSRegularExpression(pattern: text)
            self.expression = expression
            return expression.firstMatch(in: name, range: NSRange(name.startIndex..., in: name)) != nil
        } catch {
            preconditionFailure("\(text) is no regular expression: \(error)")
        }
    }
}
