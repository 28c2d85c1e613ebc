/// What a citizen shows to hear of his complaint: the estate's code and ten signs that nobody guesses.
///
/// It is made with the form, not with the case: a form that is sent twice carries one number, so it opens one case.
struct ReceiptNumber: Hashable, Sendable {
    let text: String

    /// Without signs that look like others.
    private static let signs = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")

    /// A new one, with fifty bits of chance.
    init(of estate: String) {
        var generator = SystemRandomNumberGenerator()
        let chance = (0..<10).map { _ in Self.signs[Int.random(in: 0..<Self.signs.count, using: &generator)] }
        text = "\(estate)-\(String(chance))"
    }

    /// What somebody typed; nil for what is no number, and with `estate` for one of another estate.
    init?(_ typed: String, of estate: String? = nil) {
        let parts = typed.uppercased().split(separator: "-", omittingEmptySubsequences: false)
        guard typed.utf8.count <= 64, parts.count > 1, let last = parts.last, last.count == 10,
            last.allSatisfy(Self.signs.contains)
        else { return nil }
        let code = parts.dropLast().joined(separator: "-")
        guard estate.map({ $0.uppercased() == code }) ?? !code.isEmpty else { return nil }
        text = "\(estate ?? code)-\(last)"
    }
}
