import Casework
import Contracts
package import Hummingbird

/// The members of a JSON body, with everything that is wrong with their types.
package struct BodyReader {
    private let members: [String: Value]
    private(set) var problems: [Problem] = []

    /// The fields of a form; what was left empty is not there.
    init(form: [String: [String]]) {
        members = form.compactMapValues { values in values.first.flatMap { $0.isEmpty ? nil : Value.text($0) } }
    }

    /// Reads the whole body; 413 above `largest` bytes, 400 with every fault when it is not a JSON object.
    package init(_ request: Request, largest: Int = 1 << 20) async throws {
        let bytes = try await BodyReader.bytes(request, largest: largest, tooLarge: BodyReader.tooLarge)
        guard !bytes.isEmpty else {
            members = [:]
            return
        }
        let document = JSONText.read(bytes)
        guard let value = document.value, !document.problems.contains(where: { $0.severity == .error }) else {
            throw APIRefusal(.badRequest, document.problems)
        }
        guard let object = value.object else {
            throw APIRefusal(.badRequest, Problem("BODY_SHAPE", zh: "正文应为JSON对象", en: "The body must be a JSON object"))
        }
        members = object
    }

    /// The bytes of a body, no more than `largest`.
    static func bytes(_ request: Request, largest: Int, tooLarge: Problem) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > largest {
            throw APIRefusal(.contentTooLarge, tooLarge)
        }
        var bytes: [UInt8] = []
        for try await chunk in request.body {
            guard bytes.count + chunk.readableBytes <= largest else { throw APIRefusal(.contentTooLarge, tooLarge) }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    static let tooLarge = Problem("BODY_TOO_LARGE", zh: "正文超过1 MiB", en: "The body is larger than 1 MiB")

    /// A text that must be there.
    package mutating func text(_ name: String) -> String {
        if let text = optionalText(name) { return text }
        if members[name] == nil || members[name] == .null {
            problems.append(Problem("FIELD_MISSING", at: "/\(name)", zh: "缺少\(name)", en: "\(name) is missing"))
        }
        return ""
    }

    /// A text that may be left out.
    mutating func optionalText(_ name: String) -> String? {
        guard let value = members[name], value != .null else { return nil }
        if let text = value.text { return text }
        problems.append(Problem("FIELD_TYPE", at: "/\(name)", zh: "\(name)应为文字", en: "\(name) must be a text"))
        return nil
    }

    /// A whole number that must be there.
    mutating func whole(_ name: String) -> Int64 {
        guard let value = members[name], value != .null else {
            problems.append(Problem("FIELD_MISSING", at: "/\(name)", zh: "缺少\(name)", en: "\(name) is missing"))
            return 0
        }
        if let number = value.integer { return number }
        problems.append(
            Problem("FIELD_TYPE", at: "/\(name)", zh: "\(name)应为整数", en: "\(name) must be a whole number")
        )
        return 0
    }

    /// The members of an object; none when it is left out.
    mutating func object(_ name: String) -> [String: Value] {
        guard let value = members[name], value != .null else { return [:] }
        if let object = value.object { return object }
        problems.append(Problem("FIELD_TYPE", at: "/\(name)", zh: "\(name)应为对象", en: "\(name) must be an object"))
        return [:]
    }

    /// Throws 422 with everything that was wrong.
    package func finish() throws {
        guard problems.isEmpty else { throw APIRefusal(.unprocessableContent, problems) }
    }
}
