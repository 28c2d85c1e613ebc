import Casework
import Contracts
import EventStore
import Fleet

/// Looks into the five files whether each case was done once by each agency and ended once.
struct RelayAudit {
    let home: Home

    /// What is wrong, a line each; empty when every case is as it should be.
    func complaints(_ cases: Set<String>) throws -> [String] {
        var complaints: [String] = []
        for agency in RelayWorkflow.agencies {
            complaints += try compare(cases, agency, "ended its step") { entry in
                entry.kind == "desk.act" && body(entry)["deed"]?["complete"] != nil ? 1 : 0
            }
        }
        return try complaints
            + compare(cases, "coordinator", "closed") { entry in
                entry.kind == "case.facts" ? (body(entry)["facts"]?.list ?? []).count { $0["closed"] != nil } : 0
            }
    }

    private func body(_ entry: Entry) -> Value { JSONText.value(entry.body).subject ?? .null }

    private func compare(
        _ cases: Set<String>,
        _ owner: String,
        _ what: String,
        _ count: (Entry) throws -> Int
    ) throws -> [String] {
        var found: [String: Int] = [:]
        try LogFile(path: home.store(owner)).walk { page in
            for entry in page where cases.contains(entry.caseID) { found[entry.caseID, default: 0] += try count(entry) }
        }
        return cases.sorted().filter { found[$0] != 1 }.map { "\(owner): \($0) \(what) \(found[$0] ?? 0) times" }
    }
}
