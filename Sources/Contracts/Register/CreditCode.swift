/// The unified social credit code of an organisation (GB 32100-2015): 17 signs and one to check them.
package enum CreditCode {
    private static let signs = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

    /// The sign that checks the 17 before it; nil when one of them cannot stand in a code.
    package static func checkSign(for text: String) -> Character? {
        let values = text.compactMap { signs.firstIndex(of: $0) }
        guard values.count == 17, text.count == 17 else { return nil }
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return signs[(31 - sum % 31) % 31]
    }

    /// Whether a text is a code whose check holds.
    package static func isValid(_ text: String) -> Bool {
        guard text.count == 18, let last = text.last else { return false }
        return checkSign(for: String(text.dropLast())) == last
    }
}
