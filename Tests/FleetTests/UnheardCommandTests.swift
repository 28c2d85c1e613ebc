import Foundation
import Testing

/// A command whose reader has left (`huiban status | head -2`).
@Suite struct UnheardCommandTests {
    @Test func endsQuietly() throws {
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let huiban = URL(fileURLWithPath: bundle).deletingLastPathComponent().appending(path: "huiban").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // As in a command that talks over HTTP: the library for that has the signal ignored.
        process.arguments = ["-c", "trap '' PIPE; exec \"$0\" calendar days --year 2023", huiban]
        let (words, complaints) = (Pipe(), Pipe())
        process.standardOutput = words
        process.standardError = complaints
        try words.fileHandleForReading.close()
        try process.run()
        process.waitUntilExit()
        let told = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(told.isEmpty, "\(told)")
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(process.terminationStatus == SIGTERM)
    }
}
