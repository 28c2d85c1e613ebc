import Yams

/// YAML as it is read here: without anchors.
///
/// With them a text of a kilobyte stands for more nodes than anybody can walk through, and Yams, which looks for equal keys,
/// has already begun when it could be asked; so the text is looked through before.
enum YAMLText {
    /// The text names a node to repeat it elsewhere.
    struct Anchored: Error, CustomStringConvertible {
        /// From 1.
        var line: Int

        var description: String {
            "line \(line): anchors (&name) are not read here; a sign & before a word needs a space behind it"
        }
    }

    /// The top of the only document, nil for an empty one.
    ///
    /// - Throws: `Anchored`, or what Yams has to say.
    static func compose(_ text: String) throws -> Node? {
        if let line = anchor(in: Array(text.utf8)) { throw Anchored(line: line) }
        return try Yams.compose(yaml: text)
    }

    /// The line of the first `&name` where YAML might see an anchor; a quoted text or a comment may hold it as well.
    private static func anchor(in bytes: [UInt8]) -> Int? {
        for at in bytes.indices where bytes[at] == UInt8(ascii: "&") {
            guard at + 1 < bytes.count, !ends.contains(bytes[at + 1]), isOpen(bytes[..<at]) else { continue }
            return bytes[..<at].count { $0 == 0x0A } + 1
        }
        return nil
    }

    /// What cannot begin a name.
    private static let ends = Set(" \t\r\n,[]{}".utf8)
    private static let openings = Set(" \t\r\n,[{:".utf8)
    /// The line breaks of YAML 1.1 beyond ASCII, and the byte order mark.
    private static let breaks: [[UInt8]] = ["\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}"].map { Array($0.utf8) }

    /// Whether something may begin behind these bytes.
    private static func isOpen(_ before: ArraySlice<UInt8>) -> Bool {
        guard let last = before.last else { return true }
        return openings.contains(last) || breaks.contains { before.suffix($0.count).elementsEqual($0) }
    }
}
