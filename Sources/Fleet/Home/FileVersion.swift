import Foundation

/// What tells one version of a replaced file from another.
package struct FileVersion: Equatable, Sendable {
    private let node: UInt64
    private let changedAt: Date

    /// The present version of a file; nil when there is none.
    package init?(path: String) {
        // A file that is not there has no version; any other fault shows when it is read.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let node = attributes[.systemFileNumber] as? NSNumber,
            let changedAt = attributes[.modificationDate] as? Date
        else { return nil }
        self.node = node.uint64Value
        self.changedAt = changedAt
    }
}
