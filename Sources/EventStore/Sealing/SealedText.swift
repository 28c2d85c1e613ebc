import Contracts
import Crypto
import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// A sealed text as it stands in the JSON of an entry's body: a string still, so that no shape changes.
///
/// It begins with an escape that the writer of bodies never writes (`s` needs none), so that nothing which somebody typed is
/// ever taken for sealed.
enum SealedText {
    /// What a text reads as whose key was destroyed.
    static let destroyed = "（已销毁）"

    private static let opening = Array(#""\u0073ealed:"#.utf8)

    /// The JSON string of a text under a case's key.
    static func close(_ text: String, by key: SymmetricKey, of caseID: String, _ sealing: Sealing) throws -> [UInt8] {
        let closed = try sealing.close(Array(text.utf8), by: key, binding: caseID)
        return opening + Array(Data(closed).base64EncodedString().utf8) + [UInt8(ascii: "\"")]
    }

    /// Whether a body has a sealed text.
    static func isIn(_ body: [UInt8]) -> Bool { next(in: body, from: 0) != nil }

    /// The body with every sealed text opened; what the key does not open was sealed by one that is no more.
    static func open(_ body: [UInt8], by key: SymmetricKey?, of caseID: String) -> [UInt8] {
        var clear: [UInt8] = []
        clear.reserveCapacity(body.count)
        var position = 0
        while let start = next(in: body, from: position) {
            clear += body[position..<start]
            let first = start + opening.count
            let end = body[first...].firstIndex(of: UInt8(ascii: "\"")) ?? body.endIndex
            let text = key.flatMap { opened(body[first..<end], by: $0, of: caseID) }
            JSONText.write(text ?? destroyed, to: &clear)
            position = min(end + 1, body.endIndex)
        }
        return clear + body[position...]
    }

    private static func opened(_ letters: ArraySlice<UInt8>, by key: SymmetricKey, of caseID: String) -> String? {
        guard let closed = Data(base64Encoded: Data(letters)) else { return nil }
        return Sealing.open(Array(closed), by: key, binding: caseID).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where the next sealed text begins; escapes are rare, so looking for their first byte is fast.
    private static func next(in body: [UInt8], from start: Int) -> Int? {
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var position = start
            while position < bytes.count,
                let hit = memchr(base + position, Int32(UInt8(ascii: "\\")), bytes.count - position)
            {
                let first = UnsafeRawPointer(hit) - base - 1
                if first >= start, bytes[first...].starts(with: opening) { return first }
                position = first + 2
            }
            return nil
        }
    }
}
