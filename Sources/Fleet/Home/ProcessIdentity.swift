import Foundation

/// One running process of this machine: a pid alone may be used again, a pid with its start time is unique.
package struct ProcessIdentity: Hashable, Codable, Sendable {
    package var pid: Int32
    /// Field 22 of `/proc/PID/stat`: clock ticks from the machine's boot to the start of the process.
    package var startTicks: UInt64
    /// The kernel's id of this boot; ticks of different boots cannot be compared.
    package var boot: String

    /// The identity of a process that runs now, or nil.
    package init?(pid: Int32) {
        guard let stat = ProcessStat(pid: pid) else { return nil }
        self.pid = pid
        startTicks = stat.startTicks
        boot = Self.currentBoot
    }

    /// Whether this very process still runs; one that has died and waits to be reaped does not.
    package var isRunning: Bool {
        guard boot == Self.currentBoot, let stat = ProcessStat(pid: pid) else { return false }
        return stat.startTicks == startTicks && !stat.isDead
    }

    /// Seconds since it started.
    package var age: Double {
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 - Double(startTicks) / ticks
    }

    /// Sends a signal if this very process still runs.
    @discardableResult
    package func signal(_ number: Int32) -> Bool { isRunning && kill(pid, number) == 0 }

    /// The kernel's id of this boot, empty where there is none.
    package static let currentBoot: String = {
        let text = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }()

    /// Every process whose environment says `name=value`, as far as this user may look.
    package static func withEnvironment(_ name: String, _ value: String) -> [ProcessIdentity] {
        let wanted = Data("\(name)=\(value)".utf8)
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { entry in
            guard let pid = Int32(entry), pid != getpid(),
                let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ"),
                environment.split(separator: 0).contains(wanted[...]),
                let identity = ProcessIdentity(pid: pid), identity.isRunning
            else { return nil }
            return identity
        }
    }
}

/// What `/proc/PID/stat` says, as far as it is needed.
private struct ProcessStat {
    let startTicks: UInt64
    let isDead: Bool

    init?(pid: Int32) {
        guard pid > 0, let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        // The name in brackets may hold blanks, so fields are counted after the last bracket; the first one is the state.
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, let ticks = UInt64(fields[19]) else { return nil }
        startTicks = ticks
        isDead = fields[0] == "Z" || fields[0] == "X"
    }
}
