package import Casework
import Foundation

/// `retention.yaml`: how long each kind of case and document is kept, and on what that rests.
package struct RetentionFile: Hashable, Sendable {
    package var schedule: RetentionSchedule
    package var problems: [Problem]

    private static let name = "retention.yaml"

    /// Reads the file at `path`.
    package static func load(_ path: String) -> RetentionFile {
        switch Result(catching: { try String(contentsOfFile: path, encoding: .utf8) }) {
        case .success(let text): return RetentionFile(text)
        case .failure:
            let problem = Problem(
                "FILE_UNREADABLE",
                at: name,
                zh: "文件\(name)无法读取",
                en: "The file \(name) cannot be read"
            )
            return RetentionFile(schedule: RetentionSchedule(), problems: [problem])
        }
    }

    private init(schedule: RetentionSchedule, problems: [Problem]) {
        self.schedule = schedule
        self.problems = problems
    }

    /// Reads its text; every fault of it at once.
    package init(_ text: String) {
        var problems: [Problem] = []
        var schedule = RetentionSchedule()
        if let top = YAMLCursor.read(text, file: Self.name, &problems) {
            _ = top.members(known: ["version", "cases", "documents"], &problems)
            if top.required("version", &problems)?.text(&problems) != "1" {
                problems.append(top.problem("VERSION_UNSUPPORTED", zh: "version应为1", en: "The version must be 1"))
            }
            schedule.cases = Self.rules(top.required("cases", &problems), &problems)
            schedule.documents = Self.rules(top.required("documents", &problems), &problems)
        }
        self.init(schedule: schedule, problems: problems)
    }

    private static func rules(_ place: YAMLCursor?, _ problems: inout [Problem]) -> [String: RetentionRule] {
        var rules: [String: RetentionRule] = [:]
        for (name, entry) in place?.members(&problems) ?? [] { rules[name] = rule(entry, &problems) }
        return rules
    }

    /// `{legal: 30y, source: …}`; `policy` or `proposal` in its place.
    private static func rule(_ entry: YAMLCursor, _ problems: inout [Problem]) -> RetentionRule? {
        let bases = RetentionRule.Basis.allCases
        _ = entry.members(known: bases.map(\.rawValue) + ["source"], &problems)
        let source = entry.required("source", &problems)?.text(&problems)
        let said = bases.compactMap { basis in entry.member(basis.rawValue).map { (basis, $0) } }
        guard said.count == 1, let (basis, place) = said.first else {
            problems.append(
                entry.problem(
                    "RETENTION_BASIS",
                    zh: "须写明legal、policy、proposal之一",
                    en: "It rests on one of legal, policy and proposal"
                )
            )
            return nil
        }
        guard let text = place.text(&problems), let term = RetentionTerm(rawValue: text) else {
            problems.append(
                place.problem(
                    "RETENTION_TERM",
                    zh: "保管期限只有permanent、30y、10y",
                    en: "The terms there are: permanent, 30y and 10y"
                )
            )
            return nil
        }
        return source.map { RetentionRule(term: term, basis: basis, source: $0) }
    }

    /// What the schedule says nothing of although the workflows need it.
    package func gaps(for workflows: some Sequence<Workflow>) -> [Problem] {
        let workflows = Array(workflows)
        let cases = Set(workflows.map(\.name)).subtracting(schedule.cases.keys).sorted()
        let documents = Set(workflows.flatMap(\.documents.keys)).subtracting(schedule.documents.keys).sorted()
        return cases.map { Self.missing($0, "cases", zh: "案件类型", en: "case type") }
            + documents.map { Self.missing($0, "documents", zh: "文书", en: "document") }
    }

    /// What it names that no workflow has.
    package func strangers(among workflows: some Sequence<Workflow>) -> [Problem] {
        let workflows = Array(workflows)
        let cases = Set(schedule.cases.keys).subtracting(workflows.map(\.name)).sorted()
        let documents = Set(schedule.documents.keys).subtracting(workflows.flatMap(\.documents.keys)).sorted()
        return cases.map { Self.unknown($0, "cases", zh: "案件类型", en: "case type") }
            + documents.map { Self.unknown($0, "documents", zh: "文书", en: "document") }
    }

    private static func missing(_ id: String, _ part: String, zh: String, en: String) -> Problem {
        Problem(
            "RETENTION_MISSING",
            at: "\(name)#/\(part)/\(id)",
            zh: "\(zh)“\(id)”没有保管期限",
            en: "The \(en) \(id) has no retention term"
        )
    }

    private static func unknown(_ id: String, _ part: String, zh: String, en: String) -> Problem {
        Problem(
            "RETENTION_UNKNOWN",
            at: "\(name)#/\(part)/\(id)",
            zh: "没有名为“\(id)”的\(zh)",
            en: "There is no \(en) called \(id)"
        )
    }
}
