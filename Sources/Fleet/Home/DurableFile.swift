package import Foundation

/// Small files that are replaced whole: a reader sees the old content or the new one, never a part.
package enum DurableFile {
    /// What stopped a file from being read or written.
    package struct Failure: Error, CustomStringConvertible {
        package let path: String
        package let action: String
        package let code: Int32

        package init(path: String, action: String, code: Int32) {
            self.path = path
            self.action = action
            self.code = code
        }

        package var description: String { "\(action) \(path): \(String(cString: strerror(code)))" }
    }

    /// Writes `data` beside `path`, flushes it and renames it into place.
    ///
    /// - Throws: `Failure`.
    package static func write(_ data: Data, to path: String, mode: mode_t = 0o600) throws {
        let temporary = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw Failure(path: temporary, action: "open", code: errno) }
        do {
            defer { close(descriptor) }
            try writeAll(data, to: descriptor, path: temporary)
            guard fdatasync(descriptor) == 0 else { throw Failure(path: temporary, action: "flush", code: errno) }
        }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw Failure(path: path, action: "rename", code: code)
        }
    }

    /// Writes a value as readable JSON with sorted keys.
    package static func write(json value: some Encodable, to path: String, mode: mode_t = 0o600) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var data = try encoder.encode(value)
        data.append(UInt8(ascii: "\n"))
        try write(data, to: path, mode: mode)
    }

    /// The value in a JSON file, or nil when there is no such file.
    ///
    /// - Throws: when the file is there and cannot be read or decoded.
    package static func read<Content: Decodable>(_ type: Content.Type, from path: String) throws -> Content? {
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        }
    }

    /// Runs `work` while holding an exclusive lock on `path`, which waits for whoever holds it.
    package static func locked<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(path: path, action: "open", code: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Failure(path: path, action: "lock", code: errno) }
        }
        return try work()
    }

    /// Flushes what was renamed into a folder or removed from it.
    package static func flush(folder path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, action: "open", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(path: path, action: "flush", code: errno) }
    }

    private static func writeAll(_ data: Data, to descriptor: Int32, path: String) throws {
        var rest = data[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Failure(path: path, action: "write", code: errno) }
            rest = rest.dropFirst(written)
        }
    }
}
