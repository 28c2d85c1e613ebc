import Casework
import Contracts
import EventStore
import Foundation
import GRDB
import Synchronization

/// Workflows by name and version as the log has them: a running case keeps the version it started with.
final class Library: Fold {
    static let kind = "workflow"
    private let cache = Mutex<[String: Workflow]>([:])

    /// The body of a `workflow` entry: the whole workflow, and its hash.
    struct Loaded: Codable, Sendable {
        var workflow: Workflow
        var hash: String

        init(_ workflow: Workflow) throws {
            self.workflow = workflow
            hash = ContentHash.of(try ValueEncoding.value(workflow))
        }
    }

    var kinds: Set<String> { [Library.kind] }
    var tables: [String] { ["workflows"] }

    func create(in db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS workflows (
                    name TEXT NOT NULL, version INTEGER NOT NULL, hash TEXT NOT NULL, n INTEGER NOT NULL,
                    PRIMARY KEY (name, version)
                ) WITHOUT ROWID
                """
        )
    }

    func fold(_ entry: Entry, in db: Database) throws -> [Outgoing] {
        let loaded = try entry.decode(Loaded.self)
        try db.execute(
            sql: "INSERT OR REPLACE INTO workflows VALUES (?, ?, ?, ?)",
            arguments: [loaded.workflow.name, loaded.workflow.version, loaded.hash, entry.n]
        )
        cache.withLock { $0["\(loaded.workflow.name)/\(loaded.workflow.version)"] = loaded.workflow }
        return []
    }

    func workflow(_ name: String, _ version: Int, in db: Database) throws -> Workflow? {
        let key = "\(name)/\(version)"
        if let there = cache.withLock({ $0[key] }) { return there }
        guard
            let body = try Data.fetchOne(
                db,
                sql: "SELECT body FROM log JOIN workflows USING (n) WHERE name = ? AND version = ?",
                arguments: [name, version]
            )
        else { return nil }
        let workflow = try JSONDecoder().decode(Loaded.self, from: body).workflow
        cache.withLock { $0[key] = workflow }
        return workflow
    }

    /// Records workflows that are new or changed; a file with changed rules must carry a new version once it is in use.
    ///
    /// Words are no rules: another label for something, or one for what other workflows use, is taken as it comes.
    func take(_ workflows: [Loaded], _ transaction: Transaction) throws {
        for loaded in workflows {
            let workflow = loaded.workflow
            let known = try String.fetchOne(
                transaction.db,
                sql: "SELECT hash FROM workflows WHERE name = ? AND version = ?",
                arguments: [workflow.name, workflow.version]
            )
            if known == loaded.hash { continue }
            if let there = try known.flatMap({ _ in
                try self.workflow(workflow.name, workflow.version, in: transaction.db)
            }),
                Library.wordless(there) != Library.wordless(workflow),
                try Library.isUsed(workflow, in: transaction.db)
            {
                throw LibraryError.changedWithoutNewVersion(name: workflow.name, version: workflow.version)
            }
            try transaction.record(Library.kind, case: "", loaded)
        }
    }

    private static func wordless(_ workflow: Workflow) -> Workflow {
        var rules = workflow
        rules.vocabulary = Vocabulary()
        return rules
    }

    private static func isUsed(_ workflow: Workflow, in db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM cases WHERE type = ?)", arguments: [workflow.name])
            ?? false
    }
}

/// Why a set of workflows cannot be used.
enum LibraryError: Error, CustomStringConvertible {
    case changedWithoutNewVersion(name: String, version: Int)

    var description: String {
        switch self {
        case .changedWithoutNewVersion(let name, let version):
            """
            工作流 \(name) 已有案件在用，规则改动须提高 version（现为 \(version)）
            the workflow \(name) is in use; a file with changed rules needs a new version (it is \(version))
            """
        }
    }
}
