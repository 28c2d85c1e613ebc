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
    /// The first hundred, and one more that says how many were left out and is as serious as the worst of them.
    ///
    /// A hostile body of a mebibyte can have a hundred thousand faults; its answer must stay a small message.
    package var capped: [Problem] { capped(besides: 0) }

    /// The same with a number of further problems, as serious as errors if not told otherwise, that were not even kept.
    func capped(besides untold: Int, _ severity: Problem.Severity = .error) -> [Problem] {
        guard count > Self.told || untold > 0 else { return self }
        let rest = dropFirst(Self.told).map(\.severity) + (untold > 0 ? [severity] : [])
        let more = Swift.max(0, count - Self.told) + untold
        let worst = [Problem.Severity.error, .hold].first(where: rest.contains) ?? .warning
        return Array(prefix(Self.told)) + [
            Problem(
                "MORE_PROBLEMS",
                zh: "另有\(more)个问题未列出",
                en: "\(more) more problems are not listed",
                severity: worst
            )
        ]
    }

    /// How many problems an answer tells one by one.
    static var told: Int { 100 }

    /// True when one of them refuses the input.
    package var refuse: Bool { contains { $0.severity == .error } }
}
