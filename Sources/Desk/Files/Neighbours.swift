package import Casework
package import Fleet
import Foundation

/// What one process asks of another: attachments, and why a deadline is what it is.
package protocol Neighbours: Sendable {
    /// Who may see a file, as the coordinator knows from its assignments and reports.
    func readers(of sha256: String) async -> NeighbourReply<FileReaders>
    /// The bytes of a file, from an agency that has them.
    func file(_ sha256: String, from agency: String) async -> NeighbourReply<[UInt8]>
    /// The clock of a task of ours, explained by the coordinator, which alone keeps its ledger.
    func clocks(of task: TaskKey) async -> NeighbourReply<[ClockExplanation]>
    /// Whether contact data of a case may still be shown, which the coordinator alone knows.
    func closure(of caseID: String) async -> NeighbourReply<DataClosure>
}

/// How another process answers.
package enum NeighbourReply<Content: Sendable>: Sendable {
    case answered(Content)
    /// It has no such thing for us.
    case refused
    /// It is not there, or not well.
    case unreachable
}

/// Who may see a file and who has it.
package struct FileReaders: Hashable, Codable, Sendable {
    /// Agencies to which a task was sent whose fields list it.
    package var agencies: [String]
    /// Agencies whose answers named it.
    package var holders: [String]

    package init(agencies: [String], holders: [String]) {
        self.agencies = agencies
        self.holders = holders
    }
}

/// The processes of this home over HTTP on loopback, each found through `fleet.json`, asked as one owner's process.
package struct HomeNeighbours: Neighbours {
    private let home: Home
    private let owner: String

    package init(home: Home, owner: String) {
        self.home = home
        self.owner = owner
    }

    package func readers(of sha256: String) async -> NeighbourReply<FileReaders> {
        await get("files/\(sha256)/readers", from: "coordinator") {
            try JSONDecoder().decode(FileReaders.self, from: $0)
        }
    }

    package func file(_ sha256: String, from agency: String) async -> NeighbourReply<[UInt8]> {
        await get("services/files/\(sha256)", from: agency) { Array($0) }
    }

    package func clocks(of task: TaskKey) async -> NeighbourReply<[ClockExplanation]> {
        await get("services/clocks/\(task.caseID)?task=\(task.id)", from: "coordinator") {
            try JSONDecoder().decode([ClockExplanation].self, from: $0)
        }
    }

    package func closure(of caseID: String) async -> NeighbourReply<DataClosure> {
        await get("services/retention/\(caseID)", from: "coordinator") {
            try JSONDecoder().decode([String: DataClosure].self, from: $0)["closure"] ?? .none
        }
    }

    private func get<Content: Sendable>(
        _ path: String,
        from process: String,
        read: (Data) throws -> Content
    ) async -> NeighbourReply<Content> {
        do {
            guard let base = try FleetFile.read(from: home)?.process(process)?.url else { return .unreachable }
            let token = try Credentials(home: home).serviceToken(of: owner)
            let question = HTTPQuestion("\(base)/\(path)", headers: ["Authorization": "Bearer \(token)"])
            let answer = try await question.ask(patience: 10)
            switch answer.status {
            case 200: return .answered(try read(Data(answer.body)))
            case 404: return .refused
            default: return .unreachable
            }
        } catch {
            // Whoever waits for the file is told that it cannot be fetched now.
            return .unreachable
        }
    }
}

/// A process that nobody stands beside.
package struct NoNeighbours: Neighbours {
    package init() {}

    package func readers(of sha256: String) async -> NeighbourReply<FileReaders> { .refused }
    package func file(_ sha256: String, from agency: String) async -> NeighbourReply<[UInt8]> { .refused }
    package func clocks(of task: TaskKey) async -> NeighbourReply<[ClockExplanation]> { .refused }
    package func closure(of caseID: String) async -> NeighbourReply<DataClosure> { .answered(.none) }
}
