import Foundation

/// Another program that does something and says what came of it.
struct Errand {
    let executable: String
    let words: [String]
    /// What it finds in its environment beside what this process has there.
    var environment: [String: String] = [:]

    /// It ended with another code than 0; what it complained of stands on standard error.
    struct Failed: Error {
        var code: Int32
    }

    /// Runs it and gives what it wrote to standard output.
    func said() throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(code: process.terminationStatus) }
        return String(decoding: said, as: UTF8.self)
    }
}
