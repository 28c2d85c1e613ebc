import ArgumentParser
import Casework
import Fleet
import Foundation

/// One run: load and faults, rest, comparison.
struct ChaosPlay {
    let run: ChaosRun
    let minutes: Int
    let plan: FaultPlan
    private let publisher: ChaosPublisher
    private let rulings: ChaosRulings
    private let injector: FaultInjector
    private let inspection: Inspection

    init(fleet: PlayedFleet, dice: Dice, minutes: Int, disk: SmallDisk?) throws {
        self.minutes = minutes
        run = try ChaosRun(fleet: fleet, dice: dice)
        plan = FaultPlan(minutes: minutes, dice: dice)
        publisher = try ChaosPublisher(run: run)
        rulings = ChaosRulings(run: run)
        injector = FaultInjector(run: run, disk: disk)
        inspection = Inspection(run: run)
    }

    /// Plays until everything has come to rest, takes the fleet down and judges.
    func run() async throws -> ChaosReport {
        run.say("\(plan.entries.count) faults and at least \(wanted) cases, seed \(run.dice.seed)")
        try await publisher.start()
        // The queue for receipts is as young as any other.
        await run.pause(.seconds(Supervisor.youngQueueSeconds + 1))
        let load = try await withThrowingTaskGroup(of: Void.self) { group in
            for desk in Cast.desks {
                let people = ChaosDesk(run: run, desk: desk, rulings: rulings, publisher: publisher)
                group.addTask { await people.work() }
            }
            group.addTask { [rulings] in await rulings.work() }
            group.addTask { [publisher, minutes, run, wanted] in
                await publisher.work { publisher.published >= wanted && run.seconds >= Double(minutes) * 60 }
            }
            group.addTask { [self] in await letTimePass() }
            group.addTask { [self] in await watch() }
            // However it ends, nobody works on when it has.
            defer { run.phase = .over }
            return try await bearAndRest()
        }
        await publisher.stop()
        let (ledger, outside) = try await compare()
        let tallies = ledger.acts.values
        return ChaosReport(
            minutes: minutes,
            seed: run.dice.seed,
            verdict: Verdict(ledger, outside),
            faults: injector.happened,
            cases: outside.cases.count,
            steps: run.steps,
            told: tallies.reduce(0) { $0 + $1.yes },
            untold: tallies.reduce(0) { $0 + $1.unknown },
            loadSeconds: Int(load),
            seconds: Int(run.seconds)
        )
    }

    /// Lets the plan befall the fleet, goes on until enough was published, and waits for rest.
    ///
    /// - Returns: the seconds under load.
    private func bearAndRest() async throws -> Double {
        await injector.carryOut(plan)
        while publisher.published < wanted, StopSignals.stopCount == 0 { await run.pause(.milliseconds(200)) }
        guard StopSignals.stopCount == 0 else {
            throw run.fleet.voice.stop(.refused, zh: "已中断。", en: "Broken off.")
        }
        let load = run.seconds
        run.say("healed; \(publisher.published) cases published, everybody finishes what is there")
        run.phase = .rest
        try await comeToRest()
        return load
    }

    private var wanted: Int { minutes * Chaos.casesPerMinute }

    private func compare() async throws -> (ChaosLedger, Outside) {
        var ledger = run.ledger
        ledger.unanswered = publisher.unanswered
        run.say("at rest; comparing")
        var outside = try await inspection.outside(ledger)
        try await run.fleet.down()
        for owner in Cast.desks {
            do {
                try await run.fleet.huiban(["refold", owner, "--home", run.fleet.home.path])
            } catch is ExitCode {
                outside.differing.append(owner)
            }
        }
        for (task, why) in run.refusals.sorted(by: { $0.key < $1.key }).prefix(20) {
            run.say("refused: \(task) \(why)")
        }
        return (ledger, outside)
    }

    /// Moves the fleet's time on while people work, so that some of the work is late; a year and a bit in all.
    private func letTimePass() async {
        let days = min(4.0, 400 / (Double(minutes) * 10))
        while run.phase == .load {
            await run.pause(.seconds(6))
            do {
                let now = try FleetClock(home: run.fleet.home).now()
                try FleetClock.jump(run.fleet.home, to: now + Int64(days * 86_400_000))
            } catch {
                run.say("the clock did not move: \(error)")
            }
        }
    }

    /// Says how it goes, and tries again what the supervisor gave up.
    private func watch() async {
        while run.phase != .over {
            await run.pause(.seconds(10))
            run.say(
                "published \(publisher.published), without receipt \(publisher.unanswered.count), on the desks \(run.waiting), steps \(run.steps)"
            )
            do {
                let lost = try FleetFile.read(from: run.fleet.home)?.processes.filter { $0.state == .givenUp } ?? []
                guard !lost.isEmpty else { continue }
                run.say("given up: \(lost.map { "\($0.name) (\($0.lastEnd ?? ""))" }); tried again by hand")
                try await run.fleet.forgive()
            } catch {
                run.say("\(error)")
            }
        }
    }

    /// Returns when every case has ended and nothing is left to do, or when nothing has moved for a minute.
    private func comeToRest() async throws {
        var last = ""
        var since = run.seconds
        while StopSignals.stopCount == 0, run.seconds - since < 60 {
            let open = try await inspection.cases(isOpenOnly: true)
            let quiet = try await inspection.quiet()
            let conditions = try await inspection.conditions()
            let tasks = quiet["open"]?.texts ?? []
            if open.isEmpty, tasks.isEmpty, publisher.unanswered.isEmpty, quiet["isQuiet"] == true,
                conditions.allSatisfy({ $0.unsent == 0 })
            {
                return
            }
            let now =
                "\(open.count) \(tasks.sorted()) \(publisher.unanswered.count) \(run.steps) \(quiet["now"]?.text ?? "")"
            if now != last { (last, since) = (now, run.seconds) }
            await run.pause(.seconds(1))
        }
    }
}
