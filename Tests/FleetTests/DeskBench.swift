import Casework
import CaseworkTesting
import Contracts
import EventStore
import Foundation
import GRDB
import Testing

@testable import Desk

/// A desk on a real store in a temporary file, with a clock that stands still until it is told.
final class DeskBench {
    let desk: Desk
    let store: Store
    private let ledger: Ledger
    private let folder: String
    var now = Instant(milliseconds: 1_682_557_200_000)  // 2023-04-27T09:00:00+08:00
    private var sent: Int64 = 0

    init(_ practice: any Practice = PlainPractice(), rules: DeskRules = DeskBench.rules) throws {
        folder = NSTemporaryDirectory() + "desk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        desk = Desk(practice: practice, rules: rules)
        let path = folder + "/\(practice.agency).sqlite"
        store = try Store(owner: practice.agency, path: path, folds: [desk, RegisterBook()])
        ledger = try Ledger(store)
    }

    /// Brings sheets of the invented register.
    func importRegister(_ sheets: [RegisterSheet], at moment: String = "2023-04-27 08:00") throws {
        var register = CityRegister()
        for sheet in sheets { register.sheets[sheet] = InventedRegister.register[sheet] }
        let brought = register
        _ = try ledger.commit(
            [{ try RegisterImport.record(brought, by: "housing-zhao", reason: "年度更新", $0) }],
            now: try Instant.city(moment)
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static let rules = DeskRules(
        short: "房",
        documents: [
            "reply-letter": DocumentSeries(
                title: Words(zh: "答复函", en: "Reply letter"),
                pattern: "武{short}函〔{year}〕{n}号"
            ),
            "correction-notice": DocumentSeries(
                title: Words(zh: "更正函", en: "Correction"),
                pattern: "武{short}更〔{year}〕{n}号"
            ),
            "meeting-notice": DocumentSeries(title: Words(zh: "会议通知", en: "Notice"), pattern: "none"),
        ],
        separated: { _, step in
            switch step {
            case "review": ["draft"]
            case "sign-off": ["draft", "review"]
            default: []
            }
        },
        fieldClass: { _, field in ["leadDeputy": "contact", "coSigners": "contact"][field] }
    )

    /// Runs one piece of work in one commit.
    func commit<T>(_ work: @escaping (Transaction) throws -> T) throws -> T {
        var result: Result<T, any Error>?
        _ = try ledger.commit(
            [
                { tx in
                    do { result = .success(try work(tx)) } catch {
                        result = .failure(error)
                        throw error
                    }
                }
            ],
            now: now
        )
        return try #require(result).get()
    }

    @discardableResult
    func receive(_ assignment: Assignment, epoch: Int64 = 1) throws -> Desk.Arrival {
        try commit { [desk] in try desk.receive(assignment, epoch: epoch, causation: "test", in: $0) }
    }

    /// The reports that left since the last call.
    func reports() throws -> [StepReport] {
        let rows = try store.read { try Outbox.next(after: sent, safe: .max >> 11, limit: 1000, in: $0) }
        sent = rows.last?.id ?? sent
        return try rows.map { row in
            guard case .good(let envelope, _) = Wire.read(body: row.message.body) else { throw BenchError.unreadable }
            guard case .good(let report, _) = envelope.payload(StepReport.self) else { throw BenchError.unreadable }
            return report
        }
    }

    func complete(
        _ key: TaskKey,
        _ outcome: String = "done",
        _ fields: [String: Value] = [:],
        by person: Person
    ) throws -> Result<Accepted, Refusal> {
        try commit { [desk] in try desk.complete(key, outcome: outcome, fields: fields, by: person, in: $0) }
    }

    enum BenchError: Error { case unreadable }
}

/// A practice without rules of its own.
struct PlainPractice: Practice {
    var agency = "housing"
}

/// Makers of what the tests are about; all people are invented.
enum Sample {
    static let caseID = "WH-420100-DS-20230427-000001-74"

    static func content(
        _ step: String,
        caseID: String = Sample.caseID,
        agency: String = "housing",
        attempt: Int = 1,
        _ change: (inout Assignment.Content) -> Void = { _ in }
    ) -> Assignment.Content {
        var content = Assignment.Content(
            caseID: caseID,
            caseType: "deputy-suggestion",
            caseVersion: 1,
            subject: "关于解决小区物业纠纷的建议",
            step: step,
            title: Words(zh: step, en: step),
            attempt: attempt,
            agency: agency,
            unit: "bureau"
        )
        change(&content)
        return content
    }

    static func assignment(
        _ content: Assignment.Content,
        sequence: Int = 1,
        state: Assignment.Standing.State = .open,
        rulings: [String] = [],
        outcome: String? = nil,
        due: Instant = Instant(milliseconds: 1_682_557_200_000 + 86_400_000 * 10)
    ) -> Assignment {
        Assignment(
            content: content,
            standing: Assignment.Standing(
                sequence: sequence,
                state: state,
                openedAt: Instant(milliseconds: 1_682_557_200_000),
                due: due,
                rulings: rulings,
                outcome: outcome
            )
        )
    }

    static func person(
        _ id: String,
        agency: String = "housing",
        unit: String = "bureau",
        roles: Set<Person.Role> = [.operator]
    ) -> Person {
        Person(id: id, name: "某人", agency: agency, unit: unit, roles: roles)
    }

    static let operatorLi = person("housing-li")
    static let reviewerQin = person("housing-qin", roles: [.reviewer])
    static let leaderGao = person("housing-gao", roles: [.leader])
}

extension Result where Failure == Refusal {
    /// The codes of a refusal, in order; empty for a success.
    var codes: [String] {
        switch self {
        case .success: []
        case .failure(let refusal): refusal.problems.map(\.code)
        }
    }
}
