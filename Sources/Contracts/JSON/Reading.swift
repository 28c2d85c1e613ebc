package import Casework

/// What came of reading something a person or a program sent: the thing, or everything that is wrong with it.
///
/// An enum and not an error, because a refused message is an expected end (design section 3, promise 8).
package enum Reading<Subject: Sendable>: Sendable {
    /// Usable; the problems are warnings that go back to the sender.
    case good(Subject, warnings: [Problem])
    /// Not usable; at least one of the problems is an error or a hold.
    case bad([Problem])

    /// Everything that was found, warnings too.
    package var problems: [Problem] {
        switch self {
        case .good(_, let warnings): warnings
        case .bad(let problems): problems
        }
    }

    /// The thing that was read, nil when it was refused.
    package var subject: Subject? {
        switch self {
        case .good(let subject, _): subject
        case .bad: nil
        }
    }
}

extension Reading: Equatable where Subject: Equatable {}

extension [Problem] {
    /// The first hundred, and one more that says how many were left out.
    ///
    /// A hostile body of a mebibyte can have a hundred thousand faults; its answer must stay a small message.
    package var capped: [Problem] {
        guard count > 100 else { return self }
        let more = count - 100
        return Array(prefix(100)) + [
            Problem("MORE_PROBLEMS", zh: "另有\(more)个问题未列出", en: "\(more) more problems are not listed")
        ]
    }

    /// True when one of them refuses the input.
    package var refuse: Bool { contains { $0.severity == .error } }
}
