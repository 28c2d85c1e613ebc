package import Casework

/// What a workflow needs to know of another one whose cases it opens.
package struct CaseOutline: Hashable, Sendable {
    package var title: Words
    /// What its intake brings, common fields included.
    package var form: Form
    package var ends: [String]
    /// Whether somebody who called for it can ask it to withdraw.
    package var canWithdraw: Bool
    /// The workflows for whose cases its steps wait.
    package var waitsFor: [String]
}

extension CaseOutline {
    /// The outline of a file, nil for one that is no workflow; what is wrong with it is told when it is read itself.
    init?(_ root: Place, _ shared: SharedFile) {
        let silent = Reader(findings: Findings())
        guard let name = root["case"]?.text, let ends = root["ends"].map({ silent.entries($0).map(\.key) }) else {
            return nil
        }
        let reader = WorkflowReader(reader: silent, shared: shared, labels: Vocabulary())
        let steps = root["steps"].map(silent.entries) ?? []
        title = root["title"].flatMap { reader.title($0, name) } ?? Vocabulary.asWords(name)
        form = reader.form(root["form"])
        self.ends = ends
        canWithdraw = steps.contains { $0.key == "withdraw" }
        waitsFor = steps.compactMap { $0.place["wait"]?.text == "false" ? nil : $0.place["case"]?.text }
    }
}
