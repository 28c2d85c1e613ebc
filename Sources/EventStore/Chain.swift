package import Casework
import Crypto

/// The running hash of a log: two logs with the same hash at `n` are the same log up to `n`.
package enum Chain {
    /// The hash before the first entry.
    package static let start = [UInt8](repeating: 0, count: 32)

    /// The hash after an entry; every field is covered, lengths included, so that no two entries share an encoding.
    package static func next(
        after previous: [UInt8],
        n: Int64,
        epoch: Int64,
        at: Instant,
        kind: String,
        caseID: String,
        body: [UInt8]
    ) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: previous)
        for number in [n, epoch, at.milliseconds, Int64(kind.utf8.count), Int64(caseID.utf8.count), Int64(body.count)] {
            withUnsafeBytes(of: number.littleEndian) { hash.update(bufferPointer: $0) }
        }
        hash.update(data: Array(kind.utf8))
        hash.update(data: Array(caseID.utf8))
        hash.update(data: body)
        return Array(hash.finalize())
    }

    /// The hash that an entry has to carry behind `previous`.
    package static func next(after previous: [UInt8], _ entry: Entry) -> [UInt8] {
        next(
            after: previous,
            n: entry.n,
            epoch: entry.epoch,
            at: entry.at,
            kind: entry.kind,
            caseID: entry.caseID,
            body: entry.body
        )
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal.
    package var hex: String {
        let digits = Array<UInt8>("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a hexadecimal text, nil when it is none.
    package init?(hex: String) {
        let nibbles = hex.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 48...57: byte - 48
            case 97...102: byte - 87
            default: nil
            }
        }
        guard nibbles.count == hex.utf8.count, nibbles.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }
}
