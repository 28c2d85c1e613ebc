import Casework
import Fleet
import Foundation
import RabbitMQ
import Synchronization

/// Does to a fleet what a plan says, and heals every fault itself.
final class FaultInjector: Sendable {
    private let run: ChaosRun
    private let disk: SmallDisk?
    /// Faults of the broker come one after the other.
    private let brokerTurn = Turn()
    private let diskTurn = Turn()
    private let lastDeletion = Mutex<ContinuousClock.Instant?>(nil)
    private let counts = Mutex<[String: Int]>([:])

    init(run: ChaosRun, disk: SmallDisk?) {
        self.run = run
        self.disk = disk
    }

    /// Faults that really befell the fleet, by kind.
    var happened: [String: Int] { counts.withLock { $0 } }

    /// Carries a plan out; returns when the last fault is healed.
    func carryOut(_ plan: FaultPlan) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, entry) in plan.entries.enumerated() {
                let wait = entry.at - run.seconds
                if wait > 0 { await run.pause(.seconds(wait)) }
                guard StopSignals.stopCount == 0 else { break }
                group.addTask { await self.befall(entry.fault, "\(index + 1)/\(plan.entries.count)") }
            }
        }
    }

    private func befall(_ fault: Fault, _ number: String) async {
        guard fault.isOfBroker else {
            if case .fullDisk = fault { return await diskTurn.take { await self.attempt(fault, number) } }
            return await attempt(fault, number)
        }
        await brokerTurn.take {
            await self.attempt(fault, number)
            // The next one finds a broker that serves again.
            _ = await self.until(60) { try await self.serves() }
        }
    }

    private func attempt(_ fault: Fault, _ number: String) async {
        do {
            guard try await perform(fault, number) else {
                return run.say("fault \(number): \(fault.text): not possible here")
            }
            counts.withLock { $0[fault.kind, default: 0] += 1 }
        } catch {
            run.say("fault \(number): \(fault.text): \(error)")
        }
    }

    private func perform(_ fault: Fault, _ number: String) async throws -> Bool {
        func say(_ more: String = "") { run.say("fault \(number): \(fault.text)\(more)") }
        switch fault {
        case .kill(let name):
            guard let victim = try await process(name) else { return false }
            say(" (pid \(victim.pid))")
            return victim.signal(SIGKILL)
        case .freeze(let name, let seconds):
            guard let victim = try await process(name) else { return false }
            say(" (pid \(victim.pid))")
            return await freeze(victim, seconds)
        case .killBroker:
            guard let node = try await oldNode() else { return false }
            say(" (pid \(node.pid))")
            return node.signal(SIGKILL)
        case .restartBroker:
            guard let node = try await oldNode() else { return false }
            say(" (pid \(node.pid))")
            return node.signal(SIGTERM)
        case .freezeBroker(let seconds):
            guard let node = try await oldNode() else { return false }
            say(" (pid \(node.pid))")
            return await freeze(node, seconds)
        case .cutConnections:
            say()
            return try await run.fleet.control(["close_all_connections", "chaos"])
        case .deleteQueue(let queue):
            say()
            let endpoint = try Endpoint(Credentials(home: run.fleet.home).brokerURL(of: "operator"))
            let messages = try await Session.with(ConnectionOptions(endpoints: [endpoint], name: "chaos operator")) {
                try await $0.deleteQueue(queue)
            }
            lastDeletion.withLock { $0 = .now }
            if messages > 0 { run.say("  \(queue) had \(messages) messages") }
            return true
        case .memoryAlarm(let seconds):
            say()
            guard try await run.fleet.control(["set_vm_memory_high_watermark", "absolute", "1MB"]) else { return false }
            await run.pause(.seconds(seconds))
            return try await run.fleet.control(["set_vm_memory_high_watermark", "absolute", "1500MB"])
        case .fullDisk(let seconds):
            guard let disk else { return false }
            say()
            let isFull = disk.fill()
            await run.pause(.seconds(seconds))
            disk.empty()
            return isFull
        }
    }

    private func freeze(_ victim: ProcessIdentity, _ seconds: Double) async -> Bool {
        guard victim.signal(SIGSTOP) else { return false }
        await run.pause(.seconds(seconds))
        // Another fault may have ended it meanwhile.
        victim.signal(SIGCONT)
        return true
    }

    private func process(_ name: String) async throws -> ProcessIdentity? {
        await until(30) {
            let process = try FleetFile.read(from: self.run.fleet.home)?.process(name)
            return process?.state == .ready ? process?.identity : nil
        }
    }

    /// The broker's node once no queue of it is so young that a killed node would not find it again.
    private func oldNode() async throws -> ProcessIdentity? {
        // Somebody who declares it again looks every three seconds; a young one needs three more.
        if let deleted = lastDeletion.withLock({ $0 }) {
            let rest = Duration.seconds(10) - (ContinuousClock.now - deleted)
            if rest > .zero { await run.pause(rest) }
        }
        return await until(30) { try FleetFile.read(from: self.run.fleet.home)?.broker.node }
    }

    private func serves() async throws -> Bool? {
        let endpoint = try Endpoint(Credentials(home: run.fleet.home).brokerURL(of: "operator"))
        return try await Session.with(ConnectionOptions(endpoints: [endpoint], name: "chaos operator")) {
            _ = try await $0.inspectQueue("case-events")
            return true
        }
    }

    private func until<Found: Sendable>(_ seconds: Double, _ look: () async throws -> Found?) async -> Found? {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            do {
                if let found = try await look() { return found }
            } catch {
                // Not there yet.
                await run.pause(.milliseconds(200))
                continue
            }
            await run.pause(.milliseconds(50))
        }
        return nil
    }
}

/// Lets one at a time have its turn, in the order of asking.
private actor Turn {
    private var last: Task<Void, Never>?

    nonisolated func take(_ work: @escaping @Sendable () async -> Void) async { await queue(work).value }

    private func queue(_ work: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        let before = last
        let mine = Task {
            await before?.value
            await work()
        }
        last = mine
        return mine
    }
}
