import ArgumentParser
import Casework

/// For how long the broker keeps the journals, in the notation of RabbitMQ (`30D`).
struct JournalKeep: Hashable {
    let age: String

    /// Reads the word of `--journal-keep`: days, or everything.
    ///
    /// - Throws: `ValidationError` on anything else.
    init(word: String) throws {
        if word == "all" {
            // Definitions never take away a policy that a node has once loaded: it has to be another one.
            age = "1000Y"
        } else if word.hasSuffix("d"), let days = Int(word.dropLast()), (1...36_500).contains(days) {
            age = "\(days)D"
        } else {
            throw ValidationError(
                "--journal-keep 30d（1 至 36500 天），或 all / --journal-keep 30d (1 to 36500 days), or all; not \(word)"
            )
        }
    }

    static let help: ArgumentHelp =
        "日志流保留多久，此后一直有效（默认全部）for how long the journals are kept from now on: 30d, or all (the default)"

    /// What the definitions of a node say of the journals when they are kept for an age.
    static func policy(age: String) -> Value {
        [
            "vhost": "/", "name": "journal", "pattern": "^journal\\.", "apply-to": "queues", "priority": 10,
            "definition": ["max-age": .text(age)],
        ]
    }
}
