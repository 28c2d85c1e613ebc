package import CoreMetrics
import Synchronization

/// swift-metrics kept in memory and written as Prometheus text.
///
/// Hand-written: swift-prometheus is not among the packages that the project can pin; counters, gauges and sums are
/// all that is used.
package final class PrometheusRegistry: MetricsFactory, Sendable {
    private let series = Mutex<[Key: Series]>([:])

    package init() {}

    struct Key: Hashable, Comparable {
        var name: String
        var labels: String

        static func < (left: Key, right: Key) -> Bool { (left.name, left.labels) < (right.name, right.labels) }
    }

    /// One number that goes up or up and down; a timer has a sum and a count.
    final class Series: CounterHandler, FloatingPointCounterHandler, RecorderHandler, TimerHandler, MeterHandler {
        enum Kind: String {
            case counter
            case gauge
            case summary
        }

        let kind: Kind
        private let numbers = Mutex((sum: 0.0, count: 0))

        init(_ kind: Kind) { self.kind = kind }

        var value: Double { numbers.withLock { $0.sum } }
        var observations: Int { numbers.withLock { $0.count } }

        func increment(by amount: Int64) { increment(by: Double(amount)) }
        func increment(by amount: Double) { numbers.withLock { $0.sum += amount } }
        func decrement(by amount: Double) { numbers.withLock { $0.sum -= amount } }
        func set(_ value: Int64) { set(Double(value)) }
        func set(_ value: Double) { numbers.withLock { $0.sum = value } }
        func record(_ value: Int64) { record(Double(value)) }
        func record(_ value: Double) {
            numbers.withLock {
                $0.sum = kind == .gauge ? value : $0.sum + value
                $0.count += 1
            }
        }
        func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
        func reset() { numbers.withLock { $0 = (0, 0) } }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        get(.counter, label, dimensions)
    }

    /// Writes down how often something has happened that is counted elsewhere.
    package func setCounter(label: String, dimensions: [(String, String)], to count: Int) {
        get(.counter, label, dimensions).set(Int64(count))
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler { get(.counter, label, dimensions) }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler { get(aggregate ? .summary : .gauge, label, dimensions) }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        get(.gauge, label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        get(.summary, label, dimensions)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func get(_ kind: Series.Kind, _ label: String, _ dimensions: [(String, String)]) -> Series {
        let labels = dimensions.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
        return series.withLock { series in
            let key = Key(name: label, labels: labels)
            if let there = series[key] { return there }
            let new = Series(kind)
            series[key] = new
            return new
        }
    }

    /// Everything counted so far, in the Prometheus text format 0.0.4.
    package func text() -> String {
        var lines: [String] = []
        var last = ""
        for (key, entry) in series.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            if key.name != last { lines.append("# TYPE \(key.name) \(entry.kind.rawValue)") }
            last = key.name
            let labels = key.labels.isEmpty ? "" : "{\(key.labels)}"
            switch entry.kind {
            case .counter, .gauge:
                lines.append("\(key.name)\(labels) \(entry.value)")
            case .summary:
                lines.append("\(key.name)_sum\(labels) \(entry.value)")
                lines.append("\(key.name)_count\(labels) \(entry.observations)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
