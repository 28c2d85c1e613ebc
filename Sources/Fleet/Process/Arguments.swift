import Casework
import Foundation

/// `--home DIR --contracts DIR [--standby|--refold [--from DIR]|--rebuild [--from DIR] [--dry-run] [--progress zh|en]|--expired DAY|
/// --destroy FILE]`, as the supervisor passes them.
///
/// Eight options need no parser.
struct Arguments {
    /// What the process was started for.
    enum Mode {
        case serve
        /// Follow the journal of a process elsewhere, and serve when that one is gone.
        case standby
        /// Drop the folded tables, fold the log again, compare, end; with the folder of a back-up, fold its log beside the file.
        case refold(backup: String?)
        /// Replay the journal into a new file, behind the log of a back-up where its folder is given, end; a trial leaves the
        /// old file in its place. How far it is is said in a language, or not at all.
        case rebuild(backup: String?, isTrial: Bool, progress: Language?)
        /// Say which cases' terms were over before a day, end.
        case expired(before: LocalDate)
        /// Carry out the order in a file, end.
        case destroy(order: String)
    }

    var home: String
    var contracts: String
    var mode: Mode

    init(_ words: [String]) throws {
        func value(_ option: String) -> String? {
            guard let index = words.firstIndex(of: option), index + 1 < words.count else { return nil }
            return words[index + 1]
        }
        guard let home = value("--home"), let contracts = value("--contracts") else { throw ArgumentsMissing() }
        self.home = home
        self.contracts = contracts
        let backup = value("--from")
        let rebuild = Mode.rebuild(
            backup: backup,
            isTrial: words.contains("--dry-run"),
            progress: value("--progress").flatMap(Language.init(rawValue:))
        )
        if let day = value("--expired").flatMap({ LocalDate($0) }) {
            mode = .expired(before: day)
        } else if let order = value("--destroy") {
            mode = .destroy(order: order)
        } else {
            let others: [(String, Mode)] = [
                ("--refold", .refold(backup: backup)), ("--rebuild", rebuild), ("--standby", .standby),
            ]
            mode = others.first { words.contains($0.0) }?.1 ?? .serve
        }
    }
}

/// The process was started by hand without what it needs.
struct ArgumentsMissing: Error, CustomStringConvertible {
    var description: String {
        """
        用法：--home 目录 --contracts 目录（通常由 huiban up 启动）
        usage: --home DIR --contracts DIR (usually started by huiban up)
        """
    }
}
