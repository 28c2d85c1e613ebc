import Casework
import Contracts
import Foundation
package import Logging
import Synchronization

/// One JSON object a line on standard error, where the supervisor collects it.
///
/// Hand-written: swift-log ships no JSON handler, and the two that exist are not among the pinned packages.
package struct JSONLogHandler: LogHandler {
    private let label: String
    package var logLevel: Logger.Level = .info
    package var metadata: Logger.Metadata = [:]

    package init(label: String) { self.label = label }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues { "\($0)" }
        fields["at"] = Date.now.ISO8601Format()
        fields["level"] = event.level.rawValue
        fields["process"] = label
        fields["message"] = "\(event.message)"
        let line = JSONText.write(.object(fields.mapValues { .text($0) })) + [10]
        JSONLogHandler.output.withLock { $0.write(Data(line)) }
    }

    private static let output = Mutex(FileHandle.standardError)
}
