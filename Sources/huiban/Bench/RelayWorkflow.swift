import Foundation

/// The contracts of a fleet that is measured: the city's, and two case types more that go through the four agencies, one by
/// itself and one by the hands of people.
struct RelayWorkflow {
    /// The folder that takes the place of the project's own.
    let root: String

    /// How a step of these cases ends; the raw value is the name of the case type.
    enum Way: String, CaseIterable, Sendable {
        /// By rule, as soon as it arrives.
        case byRule = "relay"
        /// By a person who signs, claims and completes it.
        case byHand = "relay-by-hand"
    }

    static let agencies = ["police", "justice", "civil-affairs", "housing"]

    /// Four steps in order, one an agency.
    private static func text(_ way: Way) -> String {
        """
        case: \(way.rawValue)
        title: {zh: 接力测量, en: Relay}
        version: 1
        lead: housing
        form: {text: text}
        steps:
        \(agencies.enumerated().map { step($0, $1, way) }.joined(separator: "\n"))
        ends:
          resolved: \(agencies[agencies.count - 1])

        """
    }

    private static let retention = Way.allCases.map { "  \($0.rawValue): {proposal: 10y, source: 测量}\n" }.joined()

    private static func step(_ index: Int, _ agency: String, _ way: Way) -> String {
        let lines = [
            "  \(agency):",
            "    title: {zh: 第\(index + 1)步, en: Step \(index + 1)}",
            "    by: \(agency)",
            index > 0 ? "    needs: \(agencies[index - 1])" : nil,
            way == .byRule ? "    rule: as-given" : nil,
            "    within: 5wd",
            "    undo: never",
        ]
        return lines.compactMap { $0 }.joined(separator: "\n")
    }

    /// Writes the folder anew; throws what the file system says.
    func write(from installation: Installation) throws {
        let files = FileManager.default
        if files.fileExists(atPath: root) { try files.removeItem(atPath: root) }
        try files.createDirectory(atPath: "\(root)/ops", withIntermediateDirectories: true)
        try files.copyItem(atPath: installation.contracts, toPath: "\(root)/contracts")
        try files.copyItem(atPath: "\(installation.root)/ops/rabbitmq", toPath: "\(root)/ops/rabbitmq")
        for way in Way.allCases {
            let file = URL(fileURLWithPath: "\(root)/contracts/workflows/\(way.rawValue).yaml")
            try Data(Self.text(way).utf8).write(to: file)
        }
        let terms = URL(fileURLWithPath: "\(root)/contracts/retention.yaml")
        let kept = try String(contentsOf: terms, encoding: .utf8)
        try Data(kept.replacing("\ncases:\n", with: "\ncases:\n\(Self.retention)").utf8).write(to: terms)
    }

    /// Takes it away again; what is left of it in a temporary place harms nobody.
    func remove() { _ = try? FileManager.default.removeItem(atPath: root) }
}
