package import Casework
import Crypto

/// The first entry in which the places that hold one log differ, and what each of them has there.
package struct LogDifference: Codable, Hashable, Sendable {
    /// Where a log can stand.
    package enum Place: String, Codable, Sendable {
        case file
        case journal
        case backup
    }

    /// What one place has; no entry when it lacks it.
    package struct Finding: Codable, Hashable, Sendable {
        package var place: Place
        package var entry: EntryTrace?

        package init(_ place: Place, _ entry: EntryTrace?) {
            self.place = place
            self.entry = entry
        }
    }

    package var n: Int64
    /// One for each place that was compared.
    package var findings: [Finding]

    package init(n: Int64, findings: [Finding]) {
        self.n = n
        self.findings = findings
    }
}

/// What may be shown of an entry to whoever compares logs: everything but its body, which may name people.
package struct EntryTrace: Codable, Hashable, Sendable {
    package var epoch: Int64
    package var at: Instant
    package var kind: String
    package var caseID: String
    /// Bytes of the body.
    package var size: Int
    /// SHA-256 of the body, lower-case hexadecimal.
    package var sha256: String
    /// Whether its hash fits it behind the entry before it.
    package var isWhole: Bool

    /// The trace of an entry behind the chain `previous`.
    package init(_ entry: Entry, after previous: [UInt8]) {
        epoch = entry.epoch
        at = entry.at
        kind = entry.kind
        caseID = entry.caseID
        size = entry.body.count
        sha256 = Array(SHA256.hash(data: entry.body)).hex
        isWhole = Chain.next(after: previous, entry) == entry.chain
    }
}
