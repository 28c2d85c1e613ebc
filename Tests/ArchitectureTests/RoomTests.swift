import Foundation
import Testing

/// The rooms of the design and the arrows between them, read from the sources themselves.
@Suite struct RoomTests {
    /// What each room may import of the project; arrows go down this list only.
    static let arrows: [String: Set<String>] = [
        "Casework": [],
        "Contracts": ["Casework"],
        "CRabbitMQ": [],
        "BareRelay": ["CRabbitMQ"],
        "RabbitMQ": ["CRabbitMQ"],
        "EventStore": ["Casework", "Contracts"],
        "Fleet": ["Casework", "Contracts", "RabbitMQ", "EventStore"],
        "Desk": ["Casework", "Contracts", "EventStore", "Fleet"],
        "PoliceWorker": ["Casework", "Contracts", "EventStore", "Fleet", "Desk"],
        "JusticeWorker": ["Casework", "Contracts", "EventStore", "Fleet", "Desk"],
        "CivilAffairsWorker": ["Casework", "Contracts", "EventStore", "Fleet", "Desk"],
        "HousingWorker": ["Casework", "Contracts", "EventStore", "Fleet", "Desk"],
        "Coordinator": ["Casework", "Contracts", "EventStore", "Fleet", "Desk"],
        "huiban": ["Casework", "Contracts", "RabbitMQ", "EventStore", "Fleet"],
        "CaseworkTesting": ["Casework", "Contracts"],
    ]

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func files(of room: String) throws -> [URL] {
        let folder = root.appending(path: "Sources/\(room)")
        let paths = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        return paths.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
    }

    static func imports(in file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").filter { $0 != "package" && $0 != "@testable" }
            guard words.count == 2, words[0] == "import" else { return nil }
            return String(words[1])
        }
    }

    @Test func everyRoomIsOnTheMap() throws {
        let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        #expect(Set(rooms) == Set(Self.arrows.keys))
    }

    @Test(arguments: arrows.keys.sorted())
    func roomImportsOnlyWhatItsArrowsAllow(room: String) throws {
        let allowed = try #require(Self.arrows[room])
        for file in try Self.files(of: room) {
            let foreign = try Self.imports(in: file).filter { Self.arrows.keys.contains($0) && $0 != room }
            #expect(Set(foreign).subtracting(allowed) == [], "\(file.lastPathComponent)")
        }
    }

    @Test func theCoreImportsNothingAtAll() throws {
        for file in try Self.files(of: "Casework") {
            #expect(try Self.imports(in: file) == [], "\(file.lastPathComponent)")
        }
    }

    @Test func theCoreHasNoDefaultArmsNoClockAndNoChance() throws {
        for file in try Self.files(of: "Casework") {
            let text = try String(contentsOf: file, encoding: .utf8)
            let words = ["Date()", ".now()", ".random("].filter { text.contains($0) }
            let arms = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("default:") }
            #expect(words.isEmpty && arms.isEmpty, "\(file.lastPathComponent): \(words) \(arms)")
        }
    }

    @Test func theTopLevelHoldsOnlyWhatTheDesignNames() throws {
        let visible = try FileManager.default.contentsOfDirectory(atPath: Self.root.path).filter { !$0.hasPrefix(".") }
        let allowed: Set<String> = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "README.md", "ops", "contracts",
        ]
        #expect(Set(visible).subtracting(allowed) == [])
    }
}
