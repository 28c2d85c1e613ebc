import Casework
import Contracts
import Dispatch
import Foundation

/// The bytes of attachments in the home, `files/<agency>/<sha256>`; a file under its final name is whole and flushed.
package struct FileStore: Sendable {
    package let folder: String

    /// What the disk refused.
    package struct Failure: Error, CustomStringConvertible {
        package let action: String
        package let code: Int32

        package var description: String { "\(action): \(String(cString: strerror(code)))" }
    }

    package init(folder: String) { self.folder = folder }

    /// Keeps the bytes under their hash and says the hash; keeping the same bytes again changes nothing.
    ///
    /// Runs off the cooperative threads, because a flush waits for the disk.
    package func keep(_ bytes: [UInt8]) async throws -> String {
        try await offThread { try keepNow(bytes) }
    }

    /// The bytes with this hash; nil when there are none, or when they are not what their name says.
    package func bytes(_ sha256: String) async throws -> [UInt8]? {
        if sha256 == SampleFile.sha256 { return SampleFile.bytes }
        return try await offThread {
            guard FileStore.isHash(sha256), let data = FileManager.default.contents(atPath: path(sha256)) else {
                return nil
            }
            let bytes = Array(data)
            return ContentHash.of(bytes) == sha256 ? bytes : nil
        }
    }

    /// True for 64 lowercase hexadecimal digits: nothing else may become part of a path.
    package static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private func path(_ sha256: String) -> String { "\(folder)/\(sha256)" }

    private func keepNow(_ bytes: [UInt8]) throws -> String {
        let sha256 = ContentHash.of(bytes)
        guard !FileManager.default.fileExists(atPath: path(sha256)) else { return sha256 }
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let temporary = "\(path(sha256)).\(UInt64.random(in: 0 ... .max)).part"
        try write(bytes, to: temporary)
        guard rename(temporary, path(sha256)) == 0 else {
            let failure = Failure(action: "rename an attachment", code: errno)
            unlink(temporary)
            throw failure
        }
        try flushFolder()
        return sha256
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(action: "open an attachment", code: errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Failure(action: "write an attachment", code: errno) }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 else { throw Failure(action: "flush an attachment", code: errno) }
    }

    /// Without it the new name may be gone after a power cut although the bytes are there.
    private func flushFolder() throws {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(action: "open the folder of attachments", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(action: "flush the folder of attachments", code: errno) }
    }

    private func offThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
