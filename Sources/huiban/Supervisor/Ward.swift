import Fleet
import Foundation

/// One supervised process: started, watched, started again.
struct Ward {
    /// What happened to a process.
    enum Event {
        case started(ProcessIdentity?)
        case ended(Child.End, RestartPolicy.Decision)
        case couldNotStart(String)
    }

    let name: String
    private(set) var state = FleetFile.Process.State.stopped
    private(set) var identity: ProcessIdentity?
    private(set) var restarts = 0
    private(set) var lastEnd: String?
    private var child: Child?
    private var policy = RestartPolicy()
    private var startedAt = 0.0
    private var nextStart = 0.0
    private var wasStarted = false
    /// Until when a process that was asked to start again may take to end.
    private var mustEndBy: Double?

    /// Seconds that a process has to end in peace before it is killed, which loses nothing either.
    static let patience = 10.0

    init(name: String) { self.name = name }

    var isRunning: Bool { child != nil }
    var isReady: Bool { state == .ready }
    /// Whether nothing more will happen to it by itself.
    var isGivenUp: Bool { state == .givenUp }

    /// Looks whether the process ended, and starts it if it is due and `mayStart`.
    ///
    /// - Parameters:
    ///   - now: seconds of a clock that never steps.
    ///   - chance: a random number in 0..<1 for the back-off.
    ///   - mayStart: whether what it needs is there.
    ///   - plan: what to start.
    /// - Returns: what happened, if anything did.
    mutating func tick(now: Double, chance: Double, mayStart: Bool, plan: () throws -> Child.Plan) -> Event? {
        if let child {
            guard let end = child.reap() else {
                if let mustEndBy, now > mustEndBy { signal(SIGKILL) }
                return nil
            }
            return ended(end, now: now, chance: chance)
        }
        guard mayStart, !isGivenUp, now >= nextStart else { return nil }
        do {
            let child = try Child(plan())
            self.child = child
            identity = ProcessIdentity(pid: child.pid)
            startedAt = now
            state = .starting
            if wasStarted { restarts += 1 }
            wasStarted = true
            return .started(identity)
        } catch {
            // A missing executable does not appear by trying again.
            state = .givenUp
            lastEnd = "\(error)"
            return .couldNotStart("\(error)")
        }
    }

    /// Notes that the process answers.
    mutating func becameReady() { if state == .starting { state = .ready } }

    /// Tries again what was given up.
    mutating func forgive() {
        guard isGivenUp else { return }
        policy = RestartPolicy()
        state = .stopped
        nextStart = 0
    }

    /// Ends the process so that it begins anew; an end that was asked for says nothing against it.
    ///
    /// - Parameter now: seconds of a clock that never steps.
    mutating func startAgain(now: Double) {
        guard isRunning, mustEndBy == nil else { return }
        mustEndBy = now + Self.patience
        signal(SIGTERM)
    }

    /// Sends a signal to the process if it runs.
    func signal(_ number: Int32) { identity?.signal(number) }

    /// Looks whether a process that was told to stop has ended.
    mutating func hasStopped() -> Bool {
        guard let child else { return true }
        guard let end = child.reap() else { return false }
        self.child = nil
        identity = nil
        lastEnd = end.text
        state = .stopped
        return true
    }

    private mutating func ended(_ end: Child.End, now: Double, chance: Double) -> Event {
        child = nil
        identity = nil
        lastEnd = end.text
        let decision =
            mustEndBy == nil
            ? policy.ended(end, after: now - startedAt, wasReady: state == .ready, chance: chance) : .again(after: 0)
        mustEndBy = nil
        switch decision {
        case .again(let delay):
            state = .waiting
            nextStart = now + delay
        case .giveUp:
            state = .givenUp
        }
        return .ended(end, decision)
    }
}
