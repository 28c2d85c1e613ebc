package import Casework
package import EventStore
import Foundation

/// Something in which an owner's file in a back-up is not what its manifest says.
package enum BackupFault: Hashable, Sendable {
    case fileMissing
    /// The file cannot be read as a log, with SQLite's reason.
    case unreadable(String)
    /// Bytes, of the file and by the manifest.
    case size(Int64, recorded: Int64)
    case contentChanged
    /// What SQLite finds wrong with it.
    case damaged(String)
    /// The log does not hold by itself.
    case flaw(LogFlaw)
    /// The log holds, and ends elsewhere than it should.
    case end(n: Int64, chain: String)

    /// What a person should know.
    package var words: Words {
        switch self {
        case .fileMissing: Words(zh: "文件不在", en: "the file is not there")
        case .unreadable(let reason): Words(zh: "文件读不出：\(reason)", en: "the file cannot be read: \(reason)")
        case .size(let size, let recorded):
            Words(zh: "大小 \(size) 字节，应为 \(recorded)", en: "\(size) bytes instead of \(recorded)")
        case .contentChanged: Words(zh: "SHA-256 不符，文件被改动过", en: "another SHA-256: the file was changed")
        case .damaged(let what): Words(zh: "SQLite 检查：\(what)", en: "SQLite's check: \(what)")
        case .flaw(.missing(let n)): Words(zh: "缺第 \(n) 条", en: "entry \(n) is missing")
        case .flaw(.altered(let n)): Words(zh: "第 \(n) 条与散列链不符", en: "entry \(n) does not fit the chain")
        case .end(let n, let chain):
            Words(
                zh: "止于第 \(n) 条、散列链 \(chain)，与清单不符",
                en: "ends at entry \(n) with chain \(chain), not as the manifest says"
            )
        }
    }
}

extension Backup {
    /// Everything in which a file is not what the manifest says: size, SHA-256, what SQLite finds, the chain from the first
    /// entry to the last; empty for a file that is.
    package func faults(of file: BackupManifest.File) -> [BackupFault] {
        let path = path(of: file)
        guard FileManager.default.fileExists(atPath: path) else { return [.fileMissing] }
        var faults: [BackupFault] = []
        do {
            let digest = try FileDigest(path: path)
            if digest.size != file.size { faults.append(.size(digest.size, recorded: file.size)) }
            if digest.sha256 != file.sha256 { faults.append(.contentChanged) }
            let log = try LogFile(path: path)
            faults += try log.damage().prefix(3).map { .damaged($0) }
            let proof = try log.proof()
            if let flaw = proof.flaw {
                faults.append(.flaw(flaw))
            } else if proof.end.n != file.n || proof.end.epoch != file.epoch || proof.end.chain.hex != file.chain {
                faults.append(.end(n: proof.end.n, chain: proof.end.chain.hex))
            }
        } catch StoreError.unreadable(_, let reason) {
            faults.append(.unreadable(reason))
        } catch {
            faults.append(.unreadable("\(error)"))
        }
        return faults
    }
}
