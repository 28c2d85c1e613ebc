import Foundation

/// `--home DIR --contracts DIR`, as the supervisor passes them. Two options need no parser.
struct Arguments {
    var home: String
    var contracts: String

    init(_ words: [String]) throws {
        func value(_ option: String) -> String? {
            guard let index = words.firstIndex(of: option), index + 1 < words.count else { return nil }
            return words[index + 1]
        }
        guard let home = value("--home"), let contracts = value("--contracts") else { throw ArgumentsMissing() }
        self.home = home
        self.contracts = contracts
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
