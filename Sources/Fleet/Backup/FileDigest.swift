import Crypto
import Foundation

/// Size and SHA-256 of a file.
struct FileDigest: Hashable {
    /// Bytes.
    let size: Int64
    /// Lower-case hexadecimal.
    let sha256: String

    /// Reads the file once, a part at a time.
    ///
    /// - Throws: what the file system says.
    init(path: String) throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        var hash = SHA256()
        var size: Int64 = 0
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
            hash.update(data: part)
            size += Int64(part.count)
        }
        try handle.close()
        self.size = size
        sha256 = hash.finalize().map { String(format: "%02x", $0) }.joined()
    }
}
