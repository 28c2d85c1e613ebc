import Foundation

/// What the measurement of the whole fleet has come to.
struct FleetBenchReport: Codable {
    /// The same broker with a relay of a few lines of C on it.
    struct Relay: Codable {
        var hopsPerSecond = 0.0
        /// Before and after the fleet's turn.
        var each: [Double] = []

        private enum CodingKeys: String, CodingKey {
            case hopsPerSecond = "hops_per_s"
            case each
        }
    }

    struct Fleet: Codable {
        var seconds = 0.0
        var casesPerSecond = 0.0
        /// Messages that the broker routed, journals, events and fences included.
        var hopsPerCase = 0.0
        /// Commits of the five files together; each is one sync of a write-ahead log, a checkpoint adds two now and then.
        var syncsPerCase = 0.0
        /// Of the bare relay's speed over the ten hops that a case of four steps needs.
        var ratio = 0.0

        private enum CodingKeys: String, CodingKey {
            case seconds
            case casesPerSecond = "cases_per_s"
            case hopsPerCase = "hops_per_case"
            case syncsPerCase = "fsyncs_per_case"
            case ratio
        }
    }

    /// From the message being handed to the broker to the world being told of the case's end, milliseconds.
    struct Latency: Codable {
        var p50: Double
        var p99: Double
        var max: Double

        init(_ seconds: [Double]) {
            let lateness = TimeBenchReport.Lateness(seconds)
            (p50, p99, max) = (lateness.p50 * 1000, lateness.p99 * 1000, lateness.max * 1000)
        }

        private enum CodingKeys: String, CodingKey {
            case p50 = "p50_ms"
            case p99 = "p99_ms"
            case max = "max_ms"
        }
    }

    /// Microseconds of processor time a case.
    struct Processor: Codable {
        var broker = 0.0
        var fleet = 0.0
        var each: [String: Double] = [:]

        private enum CodingKeys: String, CodingKey {
            case broker = "broker_us_per_case"
            case fleet = "fleet_us_per_case"
            case each
        }
    }

    struct Idle: Codable {
        var processorPercent: Double
        var residentMegabytes: Double

        private enum CodingKeys: String, CodingKey {
            case processorPercent = "cpu_percent"
            case residentMegabytes = "rss_mb"
        }
    }

    /// The way over HTTP.
    struct ByHand: Codable {
        var cases: Int
        var casesPerSecond: Double
        /// Signings, claims and completions that were answered with yes.
        var acts: Int
        /// From a request to its answer.
        var answer: Latency

        init(cases: Int, seconds: Double, acts: [Double]) {
            self.cases = cases
            casesPerSecond = Double(cases) / max(seconds, 0.001)
            self.acts = acts.count
            answer = Latency(acts)
        }

        private enum CodingKeys: String, CodingKey {
            case cases
            case casesPerSecond = "cases_per_s"
            case acts
            case answer
        }
    }

    struct Growth: Codable {
        var microsecondsPerCase: Double

        private enum CodingKeys: String, CodingKey {
            case microsecondsPerCase = "us_per_case"
        }
    }

    var relay = Relay()
    var fleet = Fleet()
    /// By cases a second.
    var latency: [String: Latency] = [:]
    var cpu = Processor()
    /// By process, with nothing to do.
    var idle: [String: Idle] = [:]
    /// By the number of cases in the files.
    var growth: [String: Growth] = [:]
    var byHand: ByHand?
    /// With all cases in the files.
    var pages: [PageMeter.Page] = []
    /// Seconds from a process's start to its being ready, with all cases in the files.
    var startUp: [String: Double] = [:]
    var parts = PartsBench.Costs()
    /// Cases that were looked up in the five files, and what is wrong there.
    var cases = 0
    var complaints: [String] = []

    private enum CodingKeys: String, CodingKey {
        case relay, fleet, latency, cpu, idle, growth, pages, parts, cases, complaints
        case byHand = "by_hand"
        case startUp = "start_up"
    }

    /// Takes in what lies between two readings.
    mutating func take(from before: FleetMeter.Reading, to after: FleetMeter.Reading, cases: Int) {
        let count = Double(cases)
        fleet.casesPerSecond = count / max(fleet.seconds, 0.001)
        fleet.hopsPerCase = Double(after.published - before.published) / count
        fleet.syncsPerCase = Double(after.commits - before.commits) / count
        for (name, used) in after.processor {
            cpu.each[name] = (used - (before.processor[name] ?? 0)) * 1e6 / count
        }
        cpu.broker = cpu.each["broker"] ?? 0
        cpu.fleet = cpu.each.filter { $0.key != "broker" }.values.reduce(0, +)
    }
}
