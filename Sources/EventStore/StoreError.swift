/// Why a store cannot be opened or trusted.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Another process writes this file.
    case inUse(path: String)
    case unreadable(path: String, reason: String)
    /// The file ends before its journal: it was lost or is an old copy.
    case fileBehindJournal(owner: String, file: Int64, journal: Int64)
    /// File and journal tell different stories from `n` on.
    case diverged(owner: String, n: Int64)
    /// The journal has a newer epoch than the file, which has entries that the newer one knows nothing of.
    case superseded(owner: String, epoch: Int64, newer: Int64, own: ClosedRange<Int64>)
    /// A journal that cannot be replayed: an entry is missing or its hash does not fit.
    case gap(owner: String, n: Int64)
    /// A back-up and the journal that should continue it tell different stories at `n`.
    case backupDiverged(owner: String, n: Int64)
    /// A key that closes the keys of cases is missing or another one; it lies beside the credentials, not in the log.
    case keysLost(version: Int)

    /// Whether it may be over at the next start: who held the file may be about to end.
    package var isPassing: Bool {
        switch self {
        case .inUse: true
        case .unreadable, .fileBehindJournal, .diverged, .superseded, .gap, .backupDiverged, .keysLost: false
        }
    }

    package var description: String {
        switch self {
        case .inUse(let path):
            "数据文件正被另一个进程使用 / another process holds \(path)"
        case .unreadable(let path, let reason):
            "无法打开数据文件 / cannot open \(path): \(reason)"
        case .fileBehindJournal(let owner, let file, let journal):
            """
            \(owner) 的数据文件只到第 \(file) 条，日志流已到第 \(journal) 条。请运行：huiban rebuild \(owner)
            the file of \(owner) ends at entry \(file), its journal at \(journal). Run: huiban rebuild \(owner)
            """
        case .diverged(let owner, let n):
            """
            \(owner) 的数据文件与日志流自第 \(n) 条起不一致。请运行：huiban rebuild \(owner)
            file and journal of \(owner) differ from entry \(n) on. Run: huiban rebuild \(owner)
            """
        case .superseded(let owner, let epoch, let newer, let own):
            """
            \(owner) 的日志流已到第 \(newer) 代，数据文件还是第 \(epoch) 代：别处重建过，这是旧的一份，已停。第 \(own.lowerBound) 至 \(own.upperBound) 条只在本文件里，原样保留，交人核对，不要再启动它。确要由这里接着办：huiban rebuild \(owner)（本文件留在旁边）
            the journal of \(owner) is at epoch \(newer), its file at \(epoch): it was rebuilt elsewhere, and this old one stops. Entries \(own.lowerBound) to \(own.upperBound) are in this file alone and stay in it for a person; do not start it again. To go on from here all the same: huiban rebuild \(owner) (this file is kept beside)
            """
        case .gap(let owner, let n):
            """
            \(owner) 的日志流缺第 \(n) 条，不能接上。请用最近一次核验过的备份：huiban rebuild \(owner) --from 目录
            the journal of \(owner) lacks entry \(n) and cannot be replayed. Use the last verified back-up: huiban rebuild \(owner) --from DIR
            """
        case .backupDiverged(let owner, let n):
            """
            \(owner) 的备份与日志流在第 \(n) 条不一致，什么都没有改动。请运行：huiban audit verify --back-up 目录
            back-up and journal of \(owner) differ at entry \(n); nothing was changed. Run: huiban audit verify --back-up DIR
            """
        case .keysLost(let version):
            """
            缺第 \(version) 版密钥，个人信息无法解读。请从备份放回 credentials/keys 下本单位的目录。
            key version \(version) is missing or another one: personal data cannot be read. Put the folder back under credentials/keys.
            """
        }
    }
}
