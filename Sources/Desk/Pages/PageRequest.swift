package import Casework
import Foundation
package import Hummingbird

/// A request of a browser: its language, its cookies, its form.
package struct PageRequest: Sendable {
    package let request: Request
    package let language: Language
    /// The fields of a form, each with all its values in their order; empty for a request without one.
    package private(set) var form: [String: [String]] = [:]

    /// A request without a form.
    package init(_ request: Request) {
        self.request = request
        let asked =
            request.uri.queryParameters["lang"].map(String.init) ?? PageRequest.cookie("huiban-lang", of: request)
        language = asked == "en" ? .en : .zh
    }

    /// A request with a form, no longer than a mebibyte; throws `APIRefusal` 413 beyond.
    package static func reading(_ request: Request) async throws -> PageRequest {
        var page = PageRequest(request)
        let bytes = try await BodyReader.bytes(request, largest: 1 << 20, tooLarge: BodyReader.tooLarge)
        page.form = pairs(String(decoding: bytes, as: UTF8.self))
        return page
    }

    /// The first value of a form's field, empty when it is not there.
    package func field(_ name: String) -> String { form[name]?.first ?? "" }

    /// A parameter of the address.
    package func parameter(_ name: String) -> String? {
        request.uri.queryParameters[name[...]].map(String.init)
    }

    package func cookie(_ name: String) -> String? { PageRequest.cookie(name, of: request) }

    private static func cookie(_ name: String, of request: Request) -> String? {
        for pair in (request.headers[.cookie] ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name else { continue }
            return parts[1].trimmingCharacters(in: .whitespaces)
        }
        return nil
    }

    /// `a=1&a=2` as names with their values; `+` is a blank there, which an address knows nothing of.
    static func pairs(_ text: String) -> [String: [String]] {
        var components = URLComponents()
        let blanks = text.replacingOccurrences(of: "+", with: "%20")
        // Assigning what is not percent-encoded would stop the process.
        guard blanks.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), isEscaped(blanks) else { return [:] }
        components.percentEncodedQuery = blanks
        return (components.queryItems ?? []).reduce(into: [:]) { form, item in
            form[item.name, default: []].append((item.value ?? "").replacingOccurrences(of: "\r\n", with: "\n"))
        }
    }

    private static func isEscaped(_ text: String) -> Bool {
        let allowed = CharacterSet.urlQueryAllowed.union(CharacterSet(charactersIn: "%"))
        guard text.unicodeScalars.allSatisfy(allowed.contains) else { return false }
        let parts = text.split(separator: "%", omittingEmptySubsequences: false).dropFirst()
        return parts.allSatisfy { $0.utf8.count >= 2 && $0.prefix(2).allSatisfy(\.isHexDigit) }
    }
}
