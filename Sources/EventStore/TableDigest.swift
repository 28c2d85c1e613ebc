import Crypto
import GRDB

/// What stands for the rows of a table, so that they can be compared with those of a file that is no more.
enum TableDigest {
    /// SHA-256 over the rows of each table that has any, in an order of their own and whatever their row ids.
    static func all(of tables: [String], in db: Database) throws -> [String: String] {
        var digests: [String: String] = [:]
        for table in tables where try db.tableExists(table) { digests[table] = try digest(table, in: db) }
        return digests
    }

    private static func digest(_ table: String, in db: Database) throws -> String? {
        let names = try db.columns(in: table).map(\.name)
        let columns = names.map { "\"\($0)\"" }.joined(separator: ", ")
        let rows = try Row.fetchCursor(db, sql: "SELECT \(columns) FROM \"\(table)\" ORDER BY \(columns)")
        var hash = SHA256()
        for name in names { add(.string(name), to: &hash) }
        var isFilled = false
        while let row = try rows.next() {
            isFilled = true
            for value in row.databaseValues { add(value.storage, to: &hash) }
        }
        return isFilled ? Array(hash.finalize()).hex : nil
    }

    /// Type and length come first, so that no two rows share an encoding.
    private static func add(_ value: DatabaseValue.Storage, to hash: inout SHA256) {
        func add(_ tag: UInt8, _ number: UInt64 = 0) {
            hash.update(data: [tag])
            withUnsafeBytes(of: number.littleEndian) { hash.update(bufferPointer: $0) }
        }
        switch value {
        case .null: add(0)
        case .int64(let number): add(1, UInt64(bitPattern: number))
        case .double(let number): add(2, number.bitPattern)
        case .string(let text):
            add(3, UInt64(text.utf8.count))
            hash.update(data: Array(text.utf8))
        case .blob(let data):
            add(4, UInt64(data.count))
            hash.update(data: data)
        }
    }
}

extension Store {
    /// What stands for each folded table that has rows, messages that wait left out.
    ///
    /// - Throws: `DatabaseError`.
    package func tableDigests() throws -> [String: String] {
        try read { try TableDigest.all(of: folds.flatMap(\.tables) + KeyTable.tables, in: $0) }
    }

    /// Which folded tables hold other rows than `digests` stands for (`StoreCopy.tables`), and are thus no fold of one log.
    ///
    /// Messages that wait are left out, because a log does not say which of them were sent.
    ///
    /// - Throws: `DatabaseError`.
    package func tables(differingFrom digests: [String: String]) throws -> [String] {
        let names = folds.flatMap(\.tables) + KeyTable.tables
        let own = try read { try TableDigest.all(of: names, in: $0) }
        return names.filter { own[$0] != digests[$0] }
    }
}
