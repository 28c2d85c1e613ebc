import Casework

/// How a command ends, as its exit code (design, section 7).
enum Outcome: Int32 {
    case done = 0
    /// Refused, invalid, or found something wrong.
    case refused = 1
    /// Wrong usage, or a schema that cannot be used.
    case usage = 2
    case unreachable = 3
}

/// The end of a command that could not do what it was asked for, with what a person should know.
struct Stop: Error {
    let code: Outcome
    let voice: Voice
    let words: Words
    /// Lines that are shown as they are (the tail of a log, a command to type).
    var details: [String] = []
    /// What a program gets instead, when it is more than words.
    var json: Value?

    /// Says it on standard error, or as JSON on standard output where JSON was asked for.
    func tell() {
        if voice.isJSON {
            if let json {
                voice.print(json: json)
            } else {
                voice.print(json: Report(error: words, details: details))
            }
        } else {
            voice.warn(words)
            for line in details { voice.warn(verbatim: line) }
        }
    }

    private struct Report: Encodable {
        let error: Words
        let details: [String]
    }
}
