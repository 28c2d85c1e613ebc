import Casework
import Contracts
import Fleet
import Foundation
import RabbitMQ

/// Looks at a fleet that has come to rest, through the doors that everybody has.
struct Inspection: Sendable {
    /// A question that was not answered although nothing breaks any more.
    struct NoAnswer: Error, CustomStringConvertible {
        let what: String
        let reply: Door.Reply
        var description: String { "\(what): \(reply)" }
    }

    let run: ChaosRun

    /// An auditor of the coordinator: sees everything and can do nothing.
    private static let auditor = "coordinator-ding"
    /// So many questions are asked at a time.
    private static let width = 12

    /// Everything that is compared, but for what needs the fleet to be down.
    func outside(_ ledger: ChaosLedger) async throws -> Outside {
        var outside = Outside()
        outside.cases = try await cases()
        for index in outside.cases.indices where outside.cases[index].isOpen {
            outside.cases[index].waits = try await waits(outside.cases[index].id)
        }
        let quiet = try await quiet()
        outside.isQuiet = quiet["isQuiet"] == true
        outside.openTasks = quiet["open"]?.texts ?? []
        outside.conditions = try await conditions()
        outside.numbers = try await numbers()
        outside.acts = try await acts(ledger)
        outside.rulings = try await rulings(ledger)
        outside.events = try await events()
        return outside
    }

    /// Every case, oldest last.
    func cases(isOpenOnly: Bool = false) async throws -> [Outside.Case] {
        let filter = isOpenOnly ? "&state=open" : ""
        let lines = try await get("coordinator", "/cases?limit=100000000\(filter)").list ?? []
        return lines.map { line in
            Outside.Case(
                id: line["id"]?.text ?? "",
                externalID: line["externalId"]?.text ?? "",
                isOpen: line["isOpen"] == true,
                clockStopped: line["clockStopped"]?.text
            )
        }
    }

    /// Whether a machine or a person has anything left to do.
    func quiet() async throws -> Value { try await get("coordinator", "/quiet") }

    /// What each process says of itself.
    func conditions() async throws -> [Outside.Condition] {
        var all: [Outside.Condition] = []
        for process in Cast.desks {
            let status = try await get(process, "/status")
            func number(_ name: String) -> Int { Int(status[name]?.integer ?? 0) }
            all.append(
                Outside.Condition(
                    process: process,
                    unsent: number("unsent") + number("inFlight"),
                    stuck: number("stuck"),
                    dead: number("dead"),
                    parked: number("parked")
                )
            )
        }
        return all
    }

    private func waits(_ caseID: String) async throws -> [String] {
        try await get("coordinator", "/cases/\(caseID)/explain").list?.compactMap { wait in
            wait["sentence"]?["en"]?.text.map { "\(wait["kind"]?.text ?? ""): \($0)" }
        } ?? []
    }

    private func numbers() async throws -> [Outside.Number] {
        var all: [Outside.Number] = []
        for owner in Cast.desks {
            for line in try await get(owner, "/numbers")["numbers"]?.list ?? [] {
                all.append(
                    Outside.Number(
                        owner: owner,
                        document: line["document"]?.text ?? "",
                        year: Int(line["year"]?.integer ?? 0),
                        n: Int(line["n"]?.integer ?? 0),
                        number: line["number"]?.text ?? "",
                        task: line["task"]?.text ?? ""
                    )
                )
            }
        }
        return all
    }

    /// The history of every task at which anything was tried.
    private func acts(_ ledger: ChaosLedger) async throws -> [ChaosLedger.Act: Int] {
        struct Place: Hashable { let desk: String, task: String }
        let places = Array(Set(ledger.acts.keys.map { Place(desk: $0.desk, task: $0.task) }))
        return try await each(places) { place in
            let lines = try await get(place.desk, "/tasks/\(place.task)")["history"]?.list ?? []
            return lines.map { line in
                let word = line["act"]?.text ?? ""
                return ChaosLedger.Act(
                    desk: place.desk,
                    task: place.task,
                    word: word,
                    by: line["by"]?.text ?? "",
                    // The reason of another deed stands there as well; only a note is told from others by its text.
                    note: word == "note" ? line["note"]?.text : nil
                )
            }
        }
    }

    private func rulings(_ ledger: ChaosLedger) async throws -> [String: Int] {
        try await each(Array(Set(ledger.rulings.values.map(\.caseID)))) { caseID in
            let lines = try await get("coordinator", "/cases/\(caseID)/history").list ?? []
            return lines.filter { $0["fact"] == "ruled" }.compactMap { $0["zh"]?.text.flatMap(ChaosRulings.name) }
        }
    }

    /// The stream of the world from its first message.
    private func events() async throws -> [Outside.Event] {
        let endpoint = try Endpoint(Credentials(home: run.fleet.home).brokerURL(of: ChaosPublisher.user))
        let messages = try await Session.with(ConnectionOptions(endpoints: [endpoint], name: "chaos reader")) {
            try await $0.collect("case-events", offset: .first, atMost: .seconds(300), idle: .seconds(3))
        }
        return messages.flatMap { message in
            (JSONText.value(message.body).subject?["data"]?["events"]?.list ?? []).map { event in
                Outside.Event(
                    caseID: event["caseId"]?.text ?? "",
                    number: Int(event["number"]?.integer ?? 0),
                    kind: event["kind"]?.text ?? "",
                    externalID: event["externalId"]?.text ?? "",
                    words: String(decoding: JSONText.write(event), as: UTF8.self)
                )
            }
        }
    }

    /// Counts what is found at many places, several at a time.
    private func each<Place: Sendable, Found: Hashable & Sendable>(
        _ places: [Place],
        _ look: @escaping @Sendable (Place) async throws -> [Found]
    ) async throws -> [Found: Int] {
        try await withThrowingTaskGroup(of: [Found].self) { group in
            var counts: [Found: Int] = [:]
            func add(_ found: [Found]) { for one in found { counts[one, default: 0] += 1 } }
            for (index, place) in places.enumerated() {
                if index >= Inspection.width, let found = try await group.next() { add(found) }
                group.addTask { try await look(place) }
            }
            for try await found in group { add(found) }
            return counts
        }
    }

    private func get(_ process: String, _ path: String) async throws -> Value {
        let colleagues = run.cast.people.filter { $0.agency == process }.map(\.id)
        let reader = process == "coordinator" ? Inspection.auditor : colleagues.first
        var reply = Door.Reply.silent
        for _ in 0..<100 {
            reply = await run.door.get(process, path, as: reader)
            if case .answered(200, let body) = reply { return body }
            await run.pause(.milliseconds(200))
        }
        throw NoAnswer(what: "\(process) \(path)", reply: reply)
    }
}
