import Glibc

/// A door through which bytes of strangers come in, as a function that says what became of them.
///
/// The same table is gone through by libFuzzer (`ops/fuzz`) and by the test that replays what it once found.
package struct Entrance: Sendable {
    package let name: String
    /// Inputs that are in order, from which the search sets out.
    package let seeds: @Sendable () throws -> [[UInt8]]
    /// Takes the bytes in; whatever they are, it comes to an end and says what came of them.
    package let take: @Sendable ([UInt8]) throws -> Outcome

    /// What became of an input.
    package struct Outcome: Hashable, Sendable {
        /// `accepted`, or the codes of the problems that refused it.
        package var codes: [String]
        /// What must hold of any input and did not.
        package var broken: [String] = []
    }

    /// Takes the bytes in, and looks besides how much memory that took.
    ///
    /// libFuzzer's own limit for one allocation works only with an allocator of the sanitizers, and its limit for all is ten times
    /// as much as anything here needs.
    package func takeMeasured(_ bytes: [UInt8]) throws -> Outcome {
        let before = Entrance.mostMemory
        var outcome = try take(bytes)
        let grown = Entrance.mostMemory - before
        outcome.expect(grown < 128, "\(bytes.count) bytes took \(grown) MB")
        return outcome
    }

    /// The most that this process has ever had in memory, in MB.
    private static var mostMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Int(usage.ru_maxrss) / 1024
    }

    /// Every entrance, in the order in which `ops/fuzz` goes through them.
    package static let all = [
        envelope, json, schema, pattern, workflow, calendar, term, answer, body, sheet, figures, frames,
    ]

    /// The entrance of this name.
    package static func named(_ name: String) -> Entrance? { all.first { $0.name == name } }
}
