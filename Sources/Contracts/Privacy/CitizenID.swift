/// A citizen's identity number of 18 signs (GB 11643): 17 digits and a check sign, MOD 11-2.
package enum CitizenID {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let signs = Array("10X98765432".utf8)

    /// The check sign for 17 digits, nil for anything else.
    package static func checkSign(for digits: String) -> Character? {
        let bytes = Array(digits.utf8)
        guard bytes.count == 17, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let sum = zip(bytes, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
        return Character(Unicode.Scalar(signs[sum % 11]))
    }

    /// Whether a text has 18 signs of which the last checks the others.
    package static func isValid(_ text: String) -> Bool {
        guard text.utf8.count == 18, let last = text.last, let sign = checkSign(for: String(text.dropLast())) else {
            return false
        }
        return last == sign || (last == "x" && sign == "X")
    }
}
