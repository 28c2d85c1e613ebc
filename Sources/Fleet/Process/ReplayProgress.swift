import Casework
import Foundation

/// How far a replay has come, for whoever waits for it: at most once a second, on one line of a terminal, else as lines.
final class ReplayProgress {
    private let owner: String
    private let language: Language
    private let isTerminal: Bool
    private let now: () -> ContinuousClock.Instant
    private let write: (String) -> Void
    private var nextLine: ContinuousClock.Instant?
    private var isLineOpen = false
    /// The last entry that there is to replay.
    var last: Int64 = 0

    /// The progress of one replay.
    ///
    /// - Parameters:
    ///   - owner: whose log is replayed.
    ///   - language: in which language to say it.
    ///   - isTerminal: whether what is written can be written over.
    ///   - now: a clock that never goes back.
    ///   - write: takes what is to be shown, line ends included.
    init(
        owner: String,
        language: Language,
        isTerminal: Bool,
        now: @escaping () -> ContinuousClock.Instant = { .now },
        write: @escaping (String) -> Void
    ) {
        self.owner = owner
        self.language = language
        self.isTerminal = isTerminal
        self.now = now
        self.write = write
    }

    /// Entry `n` is the last that was replayed.
    func note(_ n: Int64) {
        let now = now()
        if let nextLine, now < nextLine { return }
        nextLine = now + .seconds(1)
        let all = max(n, last)
        let words = Words(zh: "\(owner)：已重放 \(n) 条，共 \(all) 条", en: "\(owner): \(n) of \(all) entries")
        write(isTerminal ? "\r\u{1B}[K\(words[language])" : "\(words[language])\n")
        isLineOpen = isTerminal
    }

    /// Leaves the terminal's line to what is said next, however the replay ended.
    func finish() {
        if isLineOpen { write("\r\u{1B}[K") }
        isLineOpen = false
    }
}

extension ReplayProgress {
    /// The progress on this process's standard error.
    convenience init(owner: String, language: Language) {
        self.init(owner: owner, language: language, isTerminal: isatty(STDERR_FILENO) == 1) {
            FileHandle.standardError.write(Data($0.utf8))
        }
    }
}
