/// What a person or an integrator may be told about a commit (promise 1).
package enum Saved<Value: Sendable>: Sendable {
    /// In the file and in the journal: say yes.
    case safe(Value)
    /// In the file; the journal has not confirmed it yet: say "saved here, not yet safe" (202).
    case notYetSafe(Value)

    package var value: Value {
        switch self {
        case .safe(let value), .notYetSafe(let value): value
        }
    }
}

/// Why an input could not be taken at all; it may be tried again.
package enum EngineError: Error, Hashable, Sendable {
    /// The file cannot be written (disk full, I/O error).
    case cannotSave(reason: String)
    case stopping
}
