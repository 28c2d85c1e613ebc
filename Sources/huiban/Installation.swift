import Contracts
import Foundation

/// Where the parts of this Huiban lie: the executables beside the running one, and the project's folder above it.
struct Installation: Sendable {
    /// The folder of the running executable, where the workers' executables are too.
    let executables: String
    /// The folder with `contracts/` and `ops/`.
    let root: String

    var contracts: String { "\(root)/contracts" }
    var definitions: String { "\(root)/ops/rabbitmq/definitions.json" }
    var nodeConfiguration: String { "\(root)/ops/rabbitmq/rabbitmq.conf" }

    /// Looks for the project's folder: `HUIBAN_ROOT`, else upwards from the executable, else from the working folder.
    ///
    /// - Throws: a usage stop when none of them has `ops/rabbitmq/definitions.json`.
    static func find(voice: Voice) throws -> Installation {
        let files = FileManager.default
        let own = (try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let executables = URL(fileURLWithPath: own.replacingOccurrences(of: " (deleted)", with: ""))
            .deletingLastPathComponent().path(percentEncoded: false)
        let named = ProcessInfo.processInfo.environment["HUIBAN_ROOT"].map { [$0] } ?? []
        let candidates = named + parents(of: executables) + parents(of: files.currentDirectoryPath)
        guard
            let root = candidates.first(where: { files.fileExists(atPath: "\($0)/ops/rabbitmq/definitions.json") })
        else {
            throw voice.stop(
                .usage,
                zh: "找不到项目目录（含 ops/rabbitmq）；请设置 HUIBAN_ROOT。",
                en: "The project's folder (with ops/rabbitmq) was not found; set HUIBAN_ROOT."
            )
        }
        return Installation(executables: executables.withoutFinalSlash, root: root)
    }

    /// Everything in `contracts/`.
    ///
    /// - Throws: a usage stop with every problem of every file.
    func books(_ voice: Voice) throws -> Books {
        switch Books.load(directory: contracts) {
        case .good(let books, _): return books
        case .bad(let problems):
            throw voice.stop(
                .usage,
                zh: "contracts 目录不可用：\(contracts)",
                en: "The contracts folder cannot be used: \(contracts)",
                details: problems.lines(voice.language)
            )
        }
    }

    /// The path of an executable product, or the name itself when it is a path already.
    func executable(_ name: String) -> String { name.contains("/") ? name : "\(executables)/\(name)" }

    private static func parents(of path: String) -> [String] {
        var url = URL(fileURLWithPath: path).standardizedFileURL
        var found: [String] = []
        while url.path(percentEncoded: false) != "/" {
            found.append(url.path(percentEncoded: false).withoutFinalSlash)
            url.deleteLastPathComponent()
        }
        return found
    }
}

extension String {
    fileprivate var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
