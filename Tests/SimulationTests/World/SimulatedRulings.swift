import Casework
import CaseworkTesting
import EventStore
import GRDB

@testable import Coordinator
@testable import Fleet

/// The supervision office: rules on what agencies ask, and sometimes on what nobody asked.
struct SimulatedRulings {
    let world: World
    private var count = 0

    init(world: World) { self.world = world }

    /// One ruling; false when there is nothing to rule on.
    ///
    /// Somebody diligent only answers what was asked.
    mutating func act(
        at coordinator: SimulatedProcess,
        isDiligent: Bool,
        by chance: inout SeededGenerator
    ) throws -> Bool {
        guard let life = coordinator.life, let office = life.engine.office as? CoordinatorOffice else { return false }
        let cases = try life.store.read { db in
            try Row.fetchAll(db, sql: "SELECT id, body FROM cases ORDER BY seq").map {
                try CaseBook.decode($0["body"], of: $0["id"])
            }
        }
        let asked = cases.flatMap { state in
            state.openTasks.flatMap { task in
                task.requests.filter { $0.granted == nil }.map { (state.id, task.ref, $0.request) }
            }
        }
        count += 1
        let decision: Ruling.Decision
        let caseID: String
        // Whoever asked does not rule.
        var ruler = "coordinator-fang"
        if let (id, ref, request) = asked.randomElement(using: &chance), isDiligent || chance.next() % 4 > 0 {
            let agency = chance.next() % 2 == 0 ? World.agencies.randomElement(using: &chance) : nil
            decision =
                chance.next() % 2 == 0
                ? .grant(ref, request: request.id, agency: agency) : .deny(ref, request: request.id)
            caseID = id
            if request.act.by == ruler { ruler = "coordinator-luo" }
        } else if !isDiligent, let (id, task) = surprised(in: cases, by: &chance) {
            decision = unasked(task.ref, isUnread: task.seen == 0, by: &chance)
            caseID = id
        } else {
            return false
        }
        put(decision, by: ruler, to: caseID, office, at: coordinator)
        return true
    }

    /// Some day of work more or less: from now on another calendar holds.
    mutating func loadCalendar(at coordinator: SimulatedProcess, by chance: inout SeededGenerator) {
        guard let office = coordinator.life?.engine.office as? CoordinatorOffice else { return }
        let day = LocalDate(coordinator.time.now()).adding(days: Int(chance.next() % 60))
        coordinator.post(
            Engine.Work(
                run: { transaction in
                    let calendar = try office.calendars.current(in: transaction.db)
                    guard var year = calendar.years.first(where: { $0.year == day.year }) else { return }
                    if calendar.isWorkingDay(day) {
                        year.makeupWorkdays.removeAll { $0 == day }
                        year.holidays.append(WorkingCalendar.Holiday(name: "临时放假", first: day, last: day))
                    } else {
                        year.makeupWorkdays.append(day)
                    }
                    let other = Calendars.merged(calendar, with: year)
                    try office.calendars.record(other, by: "coordinator-luo", reason: "通知", transaction)
                },
                tell: { _ in }
            )
        )
    }

    /// Ends a task with an outcome that its step knows.
    mutating func end(_ ref: TaskRef, _ outcome: String, of caseID: String, at coordinator: SimulatedProcess) {
        guard let office = coordinator.life?.engine.office as? CoordinatorOffice else { return }
        count += 1
        put(.end(ref, outcome: outcome, fields: [:]), by: "coordinator-fang", to: caseID, office, at: coordinator)
    }

    /// Takes a case back to one of its steps.
    mutating func back(to step: String, of caseID: String, at coordinator: SimulatedProcess) {
        guard let office = coordinator.life?.engine.office as? CoordinatorOffice else { return }
        count += 1
        put(.back(to: step), by: "coordinator-fang", to: caseID, office, at: coordinator)
    }

    private func put(
        _ decision: Ruling.Decision,
        by person: String,
        to caseID: String,
        _ office: CoordinatorOffice,
        at coordinator: SimulatedProcess
    ) {
        let ruling = Ruling(
            id: "ruling-\(count)",
            by: person,
            reason: "按职责分工",
            decision: decision,
            consent: "已复函同意"
        )
        coordinator.post(
            Engine.Work(
                run: { _ = try office.decisions.put(.rule(ruling), to: caseID, cause: ruling.id, $0) },
                tell: { _ in }
            )
        )
    }

    /// A task that is ruled on unasked: mostly one that its agency has not read yet, where there is one, for then two
    /// attempts are on the way at once.
    private func surprised(in cases: [Case], by chance: inout SeededGenerator) -> (caseID: String, task: CaseTask)? {
        let open = cases.flatMap { state in state.openTasks.map { (state.id, $0) } }
        let unread = open.filter { $0.1.seen == 0 && $0.1.holder.agency != "coordinator" }
        return (unread.isEmpty || chance.next() % 4 == 0 ? open : unread).randomElement(using: &chance)
    }

    private func unasked(_ ref: TaskRef, isUnread: Bool, by chance: inout SeededGenerator) -> Ruling.Decision {
        let agency = World.agencies.randomElement(using: &chance) ?? "housing"
        if isUnread, chance.next() % 2 == 0 { return .back(to: ref.step) }
        switch chance.next() % 7 {
        case 0: return .reassign(ref, agency: agency)
        case 1: return .extend(ref, by: .workingDays(2))
        case 2: return .pause(ref, reason: "force-majeure")
        case 3: return .resume(ref)
        case 4: return .waive(ref)
        case 5: return .back(to: ref.step)
        default: return .lead(agency: agency)
        }
    }
}
