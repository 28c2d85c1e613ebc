package import Casework
import Foundation

/// Reads `contracts/calendars/<year>.json`, one file for each yearly notice.
package enum CalendarFiles {
    /// The calendar of every year in a folder; its version is the highest of its files.
    ///
    /// - Throws: What the file system or the JSON decoder says of the first file that cannot be read.
    package static func load(directory: String) throws -> WorkingCalendar {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".json") }
        let files = try names.sorted().map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: directory).appendingPathComponent(name))
            let decoder = JSONDecoder()
            return (
                try decoder.decode(Stamp.self, from: data), try decoder.decode(WorkingCalendar.Year.self, from: data)
            )
        }
        return WorkingCalendar(version: files.map(\.0.version).max() ?? 0, years: files.map(\.1))
    }

    private struct Stamp: Decodable { var version: Int }
}
