import Foundation

extension [UInt8] {
    /// The bytes as SQLite wants them.
    var data: Data { Data(self) }
}
