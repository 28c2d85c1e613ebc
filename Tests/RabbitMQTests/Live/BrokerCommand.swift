import Foundation
import Glibc

/// `huiban broker` on the broker of a home, as an administrator of the node uses it.
enum BrokerCommand {
    @discardableResult
    static func run(
        _ verb: String,
        _ home: String,
        _ more: [String] = []
    ) async throws -> String {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: bundle).deletingLastPathComponent().appending(path: "huiban")
        process.arguments = ["broker", verb, "--home", home] + more
        let output = "\(NSTemporaryDirectory())/huiban-conformance-\(UInt64.random(in: 0 ... .max)).out"
        defer { unlink(output) }
        // A file, because a pipe that nobody reads stops who writes.
        try Data().write(to: URL(fileURLWithPath: output))
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardOutput = file
        process.standardError = file
        let status = try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        let text = try String(contentsOfFile: output, encoding: .utf8)
        guard status == 0 else { throw Surprise(what: "huiban broker \(verb): \(status)\n\(text)") }
        return text
    }
}
