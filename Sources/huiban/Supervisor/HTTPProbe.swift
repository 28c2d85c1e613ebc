import Fleet

/// Asks a process over HTTP whether it is there.
enum HTTPProbe {
    /// Whether an address answers 200 within a second.
    static func answers(_ address: String) async -> Bool {
        do {
            return try await HTTPQuestion(address).ask(patience: 1).status == 200
        } catch {
            // Not listening yet is the ordinary answer while a process starts.
            return false
        }
    }
}
