import Fleet
import Foundation

/// What a process has used so far, as the kernel counts it.
struct ProcessMeter {
    let pid: Int32

    /// Seconds of processor time in all its threads.
    func processor() throws -> Double {
        // Behind the name, which stands in brackets: the fields from the third on.
        let fields = try read("stat").split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// Resident memory in kilobytes.
    func memory() throws -> Int {
        let line = try read("status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }

    private func read(_ file: String) throws -> String {
        try String(contentsOfFile: "/proc/\(pid)/\(file)", encoding: .utf8)
    }
}

extension ContinuousClock.Instant {
    /// Seconds since an earlier moment.
    func seconds(since start: ContinuousClock.Instant) -> Double {
        let passed = (self - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
}
