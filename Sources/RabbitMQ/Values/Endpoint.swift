/// Where a broker is and who logs in: `amqp://user:password@host:port/vhost` or `amqps://…`.
///
/// Its description and its mirror leave the password out, so that it can be logged.
package struct Endpoint: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    package var host: String
    package var port: Int
    package var virtualHost: String
    package var user: String
    package var password: String
    package var usesTLS: Bool
    /// A PEM file with the authorities to trust under TLS; nil takes Debian's bundle.
    package var authorityFile: String?

    package init(
        host: String,
        port: Int,
        virtualHost: String = "/",
        user: String,
        password: String,
        usesTLS: Bool = false,
        authorityFile: String? = nil
    ) {
        self.host = host
        self.port = port
        self.virtualHost = virtualHost
        self.user = user
        self.password = password
        self.usesTLS = usesTLS
        self.authorityFile = authorityFile
    }

    /// Reads a URL by the rules of RabbitMQ's URI specification.
    ///
    /// A missing or empty path means the virtual host `/`, which is also `%2F`: the one with the empty name is not used.
    /// Written by hand: librabbitmq's parser keeps C pointers into its input, and Foundation is not needed here otherwise.
    ///
    /// - Parameter text: the URL; `cacertfile` in its query names the authority file.
    /// - Throws: `AMQPError` with code `unusable`, which does not repeat the URL.
    package init(_ text: String) throws(AMQPError) {
        func unusable(_ why: String) -> AMQPError {
            AMQPError(.unusable, during: "read broker URL", why, isFatal: true)
        }
        func decoded(_ part: Substring, _ what: String) throws(AMQPError) -> String {
            guard let plain = Self.percentDecoded(part) else {
                throw unusable("the \(what) is wrongly percent-encoded")
            }
            return plain
        }
        let scheme = text.firstRange(of: "://") ?? text.startIndex..<text.startIndex
        switch text[..<scheme.lowerBound].lowercased() {
        case "amqp": usesTLS = false
        case "amqps": usesTLS = true
        default: throw unusable("it does not begin with amqp:// or amqps://")
        }
        var rest = text[scheme.upperBound...]
        authorityFile = nil
        if let mark = rest.firstIndex(of: "?") {
            for pair in rest[rest.index(after: mark)...].split(separator: "&") where pair.hasPrefix("cacertfile=") {
                authorityFile = try decoded(pair.dropFirst("cacertfile=".count), "authority file")
            }
            rest = rest[..<mark]
        }
        if let slash = rest.firstIndex(of: "/") {
            let path = try decoded(rest[rest.index(after: slash)...], "virtual host")
            virtualHost = path.isEmpty ? "/" : path
            rest = rest[..<slash]
        } else {
            virtualHost = "/"
        }
        user = "guest"
        password = "guest"
        if let at = rest.lastIndex(of: "@") {
            let login = rest[..<at]
            let colon = login.firstIndex(of: ":") ?? login.endIndex
            user = try decoded(login[..<colon], "user")
            password = colon == login.endIndex ? "" : try decoded(login[login.index(after: colon)...], "password")
            rest = rest[rest.index(after: at)...]
        }
        var digits: Substring?
        if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            let after = rest[rest.index(after: end)...]
            digits = after.isEmpty ? nil : after.dropFirst()
        } else if let colon = rest.firstIndex(of: ":") {
            host = try decoded(rest[..<colon], "host")
            digits = rest[rest.index(after: colon)...]
        } else {
            host = try decoded(rest, "host")
        }
        guard !host.isEmpty else { throw unusable("it names no host") }
        guard let digits else {
            port = usesTLS ? 5671 : 5672
            return
        }
        guard let number = UInt16(digits), number > 0 else { throw unusable("the port is not from 1 to 65535") }
        port = Int(number)
    }

    package var description: String {
        "\(usesTLS ? "amqps" : "amqp")://\(user)@\(node)/\(virtualHost == "/" ? "%2F" : virtualHost)"
    }

    package var customMirror: Mirror { Mirror(self, children: ["endpoint": description]) }

    /// Host and port, for events and logs.
    package var node: String { "\(host):\(port)" }

    private static func percentDecoded(_ part: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = part.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let pair = String(rest.prefix(2)), let value = UInt8(pair, radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
