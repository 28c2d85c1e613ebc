import Casework
import Foundation
import HTTPTypes
import Testing

@testable import Contracts

/// A method and a path whose parameters are `{}`: what a router has, or what `contracts/openapi.yaml` says.
struct DoorRoute: Hashable, CustomStringConvertible {
    let method: HTTPRequest.Method
    let segments: [String]

    init(method: HTTPRequest.Method, path: String) {
        self.method = method
        segments = path.split(separator: "/").map { $0.hasPrefix(":") || $0.hasPrefix("{") ? "{}" : String($0) }
    }

    var description: String { "\(method.rawValue) /\(segments.joined(separator: "/"))" }

    /// Whether this route takes what the other one is: a parameter takes every segment.
    func takes(_ other: DoorRoute) -> Bool {
        method == other.method && segments.count == other.segments.count
            && zip(segments, other.segments).allSatisfy { $0 == "{}" || $0 == $1 }
    }

    /// An address of it, each parameter filled with a word.
    func address(_ word: String) -> String { "/" + segments.map { $0 == "{}" ? word : $0 }.joined(separator: "/") }

    /// An operation of the document, and who may ask for it.
    struct Operation {
        let route: DoorRoute
        /// For people, unlike what only processes or everybody may ask.
        let isForPeople: Bool
        /// The statuses it may answer with, where it takes a body.
        let statuses: Set<String>?
    }

    /// Every operation of `contracts/openapi.yaml`.
    static func documented() throws -> [Operation] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "contracts/openapi.yaml")
        var problems: [Problem] = []
        let top = YAMLCursor.read(try String(contentsOf: file, encoding: .utf8), file: "openapi.yaml", &problems)
        let paths = try #require(top?.member("paths")).members(&problems)
        let operations = try paths.flatMap { path, item in
            try item.members(&problems).map { method, operation in
                Operation(
                    route: DoorRoute(method: try #require(HTTPRequest.Method(method.uppercased())), path: path),
                    isForPeople: operation.member("security") == nil,
                    statuses: operation.member("requestBody") == nil
                        ? nil : Set(operation.member("responses")?.members(&problems).map(\.key) ?? [])
                )
            }
        }
        #expect(problems.isEmpty)
        return operations
    }
}
