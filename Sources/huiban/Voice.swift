import ArgumentParser
import Casework
import Fleet
import Foundation
import Synchronization

/// How a command speaks: in which language, and whether to a person or to a program.
struct Voice: Sendable {
    let language: Language
    let isJSON: Bool

    /// Says something to a person on standard output; a program that asked for JSON does not get it.
    func say(zh: String, en: String) { if !isJSON { write(language == .zh ? zh : en, to: .standardOutput) } }

    /// Prints a line as it is, for a person.
    func say(verbatim line: String) { if !isJSON { write(line, to: .standardOutput) } }

    /// Says something on standard error.
    func warn(_ words: Words) { write(words[language], to: .standardError) }

    /// Prints a line as it is on standard error.
    func warn(verbatim line: String) { write(line, to: .standardError) }

    /// Prints a value as JSON on standard output.
    func print(json value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            write(String(decoding: try encoder.encode(value), as: UTF8.self), to: .standardOutput)
        } catch {
            warn(verbatim: "\(error)")
        }
    }

    /// Prints the lines in which a person reads a value, or the value itself as JSON.
    func tell(_ value: some Encodable, as lines: [String]) {
        if isJSON { return print(json: value) }
        for line in lines { say(verbatim: line) }
    }

    /// An end of the command that tells why.
    func stop(_ code: Outcome, zh: String, en: String, details: [String] = []) -> Stop {
        Stop(code: code, voice: self, words: Words(zh: zh, en: en), details: details)
    }

    /// An end of the command with everything that is wrong with what it was given; a program gets the problems whole.
    func stop(_ code: Outcome, zh: String, en: String, problems: [Problem]) -> Stop {
        Stop(
            code: code,
            voice: self,
            words: Words(zh: zh, en: en),
            details: problems.lines(language),
            json: .object(["problems": .list(problems.map(\.value))])
        )
    }

    private func write(_ line: String, to handle: FileHandle) { Voice.write("\(line)\n", to: handle) }

    /// Writes a text as it is.
    ///
    /// Whoever read standard output has left (`huiban status | head -2`): then there is nothing more to say, and the command
    /// ends as it does when it is asked to, a fleet in the foreground by stopping what it started.
    static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            guard handle.fileDescriptor == STDOUT_FILENO, !isUnheard.exchange(true, ordering: .relaxed) else { return }
            // To the process: this thread may be one that hears no signals.
            kill(getpid(), SIGTERM)
        }
    }

    private static let isUnheard = Atomic(false)
}

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "机群目录 the fleet's folder (HUIBAN_HOME, else ./.huiban)")
    var home: String?

    @Option(name: .long, help: "语言 language: zh | en (LANG)")
    var lang: Language?

    @Flag(name: .long, help: "输出 JSON print JSON")
    var json = false

    /// The voice that was asked for.
    var voice: Voice { Voice(language: lang ?? Self.ofEnvironment, isJSON: json) }

    /// The home that was asked for.
    var fleetHome: Home { Home.resolved(option: home, environment: ProcessInfo.processInfo.environment) }

    private static var ofEnvironment: Language {
        let environment = ProcessInfo.processInfo.environment
        let locale = [environment["LC_ALL"], environment["LC_MESSAGES"], environment["LANG"]]
            .compactMap { $0 }.first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .zh : .en
    }
}

extension Language: ExpressibleByArgument {}
