import Casework
import Contracts
import Fleet

/// The people of the four agencies: every task that lies open is signed for, claimed and completed over HTTP.
struct RelayHands: Sendable {
    /// What was asked of the desks.
    struct Work: Sendable {
        /// Seconds from each request to its answer, which means that the act is in file and journal.
        var acts: [Double] = []
        /// What was not answered with yes.
        var refusals: [String] = []

        mutating func add(_ other: Work) {
            acts += other.acts
            refusals += other.refusals
        }
    }

    let door: Door
    let cast: Cast

    /// So many work at a time at one desk.
    private static let hands = 8
    private static let page = 300

    /// Works until it is cancelled.
    func work() async -> Work {
        await withTaskGroup(of: Work.self) { desks in
            for agency in RelayWorkflow.agencies { desks.addTask { await work(at: agency) } }
            return await desks.reduce(into: Work()) { $0.add($1) }
        }
    }

    private func work(at agency: String) async -> Work {
        var work = Work()
        guard let reader = cast.people.first(where: { $0.agency == agency })?.id else { return work }
        while !Task.isCancelled {
            let tasks = await open(agency, reader)
            do { if tasks.isEmpty { try await Task.sleep(for: .milliseconds(20)) } } catch { return work }
            await withTaskGroup(of: Work.self) { group in
                for (index, task) in tasks.enumerated() {
                    if index >= Self.hands, let done = await group.next() { work.add(done) }
                    group.addTask { await finish(task, agency) }
                }
                for await done in group { work.add(done) }
            }
        }
        return work
    }

    private func open(_ agency: String, _ reader: String) async -> [Value] {
        let reply = await door.get(agency, "/tasks?state=open&limit=\(Self.page)", as: reader)
        guard case .answered(200, let body) = reply else { return [] }
        return body["tasks"]?.list ?? []
    }

    private func finish(_ task: Value, _ agency: String) async -> Work {
        var work = Work()
        guard let id = task["id"]?.text, let person = cast.somebody(for: task, not: [])?.id,
            case .answered(200, let detail) = await door.get(agency, "/tasks/\(id)", as: person)
        else { return Work(refusals: ["\(agency): a task that nobody can read"]) }
        let answer = detail["schema"]?["examples"]?.list?.first ?? [:]
        for (word, body) in [("sign", [:]), ("claim", [:]), ("complete", answer)] as [(String, Value)] {
            let begun = ContinuousClock.now
            let reply = await door.post(agency, "/tasks/\(id)/\(word)", as: person, body)
            guard case .answered(200, _) = reply else {
                work.refusals.append("\(word) \(id): \(reply)")
                return work
            }
            work.acts.append(ContinuousClock.now.seconds(since: begun))
        }
        return work
    }
}
