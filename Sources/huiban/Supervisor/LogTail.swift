import Foundation

/// The end of a log.
enum LogTail {
    /// Keeps a log from growing for ever: one of more than 50 MB becomes `….1`, which replaces the one before.
    static func turnOver(_ path: String) { if size(path) > 50_000_000 { rename(path, "\(path).1") } }

    /// The present size of a file, from where a later tail may begin.
    static func size(_ path: String) -> UInt64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
    }

    /// The last lines of a file after `offset`, at most `count`; empty when there is no file.
    static func lines(_ path: String, count: Int = 15, from offset: UInt64 = 0) -> [String] {
        guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? handle.close() }
        let size = (try? handle.seekToEnd()) ?? 0
        let start = max(min(offset, size), size > 16_384 ? size - 16_384 : 0)
        try? handle.seek(toOffset: start)
        let data = (try? handle.readToEnd()) ?? Data()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").suffix(count).map(String.init)
    }
}
