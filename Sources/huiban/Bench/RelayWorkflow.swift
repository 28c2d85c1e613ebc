import Foundation

/// The contracts of a fleet that is measured: the city's, and one case type more that goes through the four agencies by
/// itself.
struct RelayWorkflow {
    /// The folder that takes the place of the project's own.
    let root: String

    static let caseType = "relay"
    static let agencies = ["police", "justice", "civil-affairs", "housing"]

    /// Four steps in order, one an agency, each ended by rule as soon as it arrives.
    private static let text = """
        case: relay
        title: {zh: 接力测量, en: Relay}
        version: 1
        lead: housing
        form: {text: text}
        steps:
        \(agencies.enumerated().map(step).joined(separator: "\n"))
        ends:
          resolved: \(agencies[agencies.count - 1])

        """

    private static let retention = "  relay: {proposal: 10y, source: 测量}"

    private static func step(_ index: Int, _ agency: String) -> String {
        """
          \(agency):
            title: {zh: 第\(index + 1)步, en: Step \(index + 1)}
            by: \(agency)
        \(index > 0 ? "    needs: \(agencies[index - 1])\n" : "")    rule: as-given
            within: 5wd
            undo: never
        """
    }

    /// Writes the folder anew; throws what the file system says.
    func write(from installation: Installation) throws {
        let files = FileManager.default
        if files.fileExists(atPath: root) { try files.removeItem(atPath: root) }
        try files.createDirectory(atPath: "\(root)/ops", withIntermediateDirectories: true)
        try files.copyItem(atPath: installation.contracts, toPath: "\(root)/contracts")
        try files.copyItem(atPath: "\(installation.root)/ops/rabbitmq", toPath: "\(root)/ops/rabbitmq")
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: "\(root)/contracts/workflows/relay.yaml"))
        let terms = URL(fileURLWithPath: "\(root)/contracts/retention.yaml")
        let kept = try String(contentsOf: terms, encoding: .utf8)
        try Data(kept.replacing("\ncases:\n", with: "\ncases:\n\(Self.retention)\n").utf8).write(to: terms)
    }

    /// Takes it away again; what is left of it in a temporary place harms nobody.
    func remove() { _ = try? FileManager.default.removeItem(atPath: root) }
}
