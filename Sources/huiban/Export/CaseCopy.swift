import Casework
import Contracts
import EventStore
import Fleet
import Foundation

/// What an exported case is compared with.
enum CaseCopy {
    case export(CaseExport)
    /// An owner's log, in its file or in a back-up.
    case log(LogFile)

    /// Opens what lies at a path.
    ///
    /// - Throws: a `Stop` when it is none of the three.
    init(at path: String, _ voice: Voice) throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        do {
            if isFolder.boolValue {
                let backup = try voice.refusing { try Backup(at: URL(fileURLWithPath: path).path) }
                self = .log(try voice.refusing { try backup.log(of: "coordinator") })
            } else if try CaseCopy.isDatabase(path) {
                self = .log(try LogFile(path: path))
            } else {
                self = .export(try CaseCopy.read(path, voice))
            }
        } catch let error as StoreError {
            throw voice.stop(.refused, zh: "\(path) 读不出。", en: "\(path) cannot be read.", details: ["\(error)"])
        }
    }

    /// The exported case in a file.
    ///
    /// - Throws: a `Stop` with everything that is wrong with it.
    static func read(_ path: String, _ voice: Voice) throws -> CaseExport {
        let value = try InputFile(path: path, voice: voice).json()
        guard value["format"]?.text == CaseExport.format else {
            throw voice.stop(
                .refused,
                zh: "\(path) 不是案件导出件（format 应为 \(CaseExport.format)）。",
                en: "\(path) is no exported case (its format should be \(CaseExport.format))."
            )
        }
        switch ValueDecoding.decode(CaseExport.self, from: value) {
        case .good(let export, _): return export
        case .bad(let problems):
            throw voice.stop(
                .refused,
                zh: "导出件不完整：\(path)",
                en: "The exported case is not whole: \(path)",
                problems: problems
            )
        }
    }

    private static func isDatabase(_ path: String) throws -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        // The first bytes of every SQLite file (sqlite.org/fileformat.html).
        let mark = Data("SQLite format 3\0".utf8)
        return try file.read(upToCount: mark.count) == mark
    }
}
