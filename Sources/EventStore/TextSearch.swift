import Foundation
package import GRDB
import GRDBSQLite

/// Two SQL functions that look for a word in texts: `contains(text, word)` as it stands, `any_contains(word, text, …)` whether
/// its letters of ASCII are small or capital.
///
/// By hand because SQLite's own `instr` and `LIKE` compare letter after letter, most of the time of a search through 100,000
/// lines, and a full-text index does not find two Chinese characters in the middle of a sentence.
package enum TextSearch {
    /// Makes the functions known to one connection.
    ///
    /// - Throws: `DatabaseError`.
    package static func add(to db: Database) throws {
        try add("contains", arguments: 2, to: db) { context, _, values in
            guard let values, let text = sqlite3_value_text(values[0]), let word = sqlite3_value_text(values[1])
            else { return sqlite3_result_int(context, 0) }
            // SQLite ends both with a zero; a text of ours holds none.
            sqlite3_result_int(context, TextSearch.isFound(text, word) ? 1 : 0)
        }
        try add("any_contains", arguments: -1, to: db) { context, count, values in
            guard let values, count > 0, let word = TextSearch.bytes(values[0]) else {
                return sqlite3_result_int(context, 0)
            }
            let isFound = (1..<Int(count)).contains { index in
                TextSearch.bytes(values[index]).map { TextSearch.isFound($0, folded: word) } ?? false
            }
            sqlite3_result_int(context, isFound ? 1 : 0)
        }
    }

    private static func add(
        _ name: String,
        arguments: Int32,
        to db: Database,
        _ function: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void
    ) throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC
        let code = sqlite3_create_function_v2(
            db.sqliteConnection,
            name,
            arguments,
            flags,
            nil,
            function,
            nil,
            nil,
            nil
        )
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static func bytes(_ value: OpaquePointer?) -> UnsafeBufferPointer<UInt8>? {
        guard let text = sqlite3_value_text(value) else { return nil }
        return UnsafeBufferPointer(start: text, count: Int(sqlite3_value_bytes(value)))
    }

    private static func isFound(_ text: UnsafePointer<UInt8>, _ word: UnsafePointer<UInt8>) -> Bool {
        text.withMemoryRebound(to: CChar.self, capacity: 1) { text in
            word.withMemoryRebound(to: CChar.self, capacity: 1) { strstr(text, $0) != nil }
        }
    }

    private static func isFound(_ text: UnsafeBufferPointer<UInt8>, folded word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = word.first.map(fold) else { return true }
        guard word.count <= text.count else { return false }
        return (0...(text.count - word.count)).contains { start in
            fold(text[start]) == first && (1..<word.count).allSatisfy { fold(text[start + $0]) == fold(word[$0]) }
        }
    }

    /// The small letter of a capital one of ASCII; no byte of another character looks like one.
    private static func fold(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
