package import Casework
import Yams

/// The text of the files that together say what a workflow means, as they lie in `contracts/workflows/`.
package struct WorkflowFiles: Sendable {
    /// `defaults.yaml`: what a step has when its file says nothing.
    private let defaults: String
    /// `labels.yaml`: what people read for each id, read once for all workflows; nil when that or `defaults.yaml` cannot be read.
    private let vocabulary: Vocabulary?
    private let vocabularyProblems: [Problem]
    /// The workflows whose cases others can open, by name.
    package let cases: [String: CaseOutline]
    /// The field classes that tell of a person.
    package let personalClasses: Set<String>

    /// - Parameters:
    ///   - defaults: The text of `defaults.yaml`.
    ///   - labels: The text of `labels.yaml`.
    ///   - workflows: The texts of all workflows, so that one can open cases of another.
    package init(defaults: String, labels: String, workflows: [String] = []) {
        self.defaults = defaults
        let silent = Findings()
        guard let root = WorkflowFiles.parse(defaults, "", silent) else {
            cases = [:]
            personalClasses = []
            vocabulary = nil
            vocabularyProblems = []
            return
        }
        let shared = SharedFile(root, Reader(findings: silent))
        cases = workflows.reduce(into: [:]) { cases, text in
            guard let root = WorkflowFiles.parse(text, "", silent), let name = root["case"]?.text else { return }
            cases[name] = CaseOutline(root, shared)
        }
        personalClasses = shared.personal
        let own = SharedFile(root, Reader(findings: silent), cases: cases).vocabulary
        let told = Findings()
        vocabulary = WorkflowFiles.parse(labels, "labels.yaml", told).map {
            LabelsFile.vocabulary($0, Reader(findings: told), on: own)
        }
        vocabularyProblems = told.problems
    }

    /// Reads one workflow file and checks its names and its graph; `WorkflowCheck.run` explores it besides.
    ///
    /// - Parameters:
    ///   - text: The YAML of the file.
    ///   - file: Its name, for the sentences of the problems.
    ///   - labelled: Whether an id without words is an error.
    /// - Returns: The workflow, nil when there is an error, and every problem of the three files at once; `pointer` is
    ///   the JSON pointer of the key, and the sentence names file and line.
    package func workflow(
        _ text: String,
        file: String = "",
        labelled: Bool = true
    ) -> (workflow: Workflow?, problems: [Problem]) {
        let findings = Findings()
        let reader = Reader(findings: findings)
        let shared = WorkflowFiles.parse(defaults, "defaults.yaml", findings).map {
            SharedFile($0, reader, cases: cases)
        }
        vocabularyProblems.forEach(findings.note)
        guard let shared, let vocabulary else { return (nil, findings.problems) }
        guard let root = WorkflowFiles.parse(text, file, findings) else { return (nil, findings.problems) }
        let workflow = WorkflowReader(reader: reader, shared: shared, labels: vocabulary).workflow(root)
        if let workflow {
            NameCheck(workflow: workflow, shared: shared, findings: findings, root: root).run()
            ChildCheck(workflow: workflow, shared: shared, reader: reader, root: root).run()
            HelperCheck(workflow: workflow, shared: shared, findings: findings, root: root).run()
            WeightCheck(workflow: workflow, findings: findings, root: root).run()
            if labelled { LabelCheck(workflow: workflow, findings: findings, root: root).run() }
            // The graph follows names, so it only makes sense once they all lead somewhere. The exploration takes seconds
            // and is left to `workflow check`.
            if !findings.hasErrors { WorkflowCheck.structure(workflow).forEach(findings.note) }
        }
        return (findings.hasErrors ? nil : workflow, findings.problems)
    }

    private static func parse(_ text: String, _ file: String, _ findings: Findings) -> Place? {
        findings.file = file
        do {
            guard let node = try YAMLText.compose(text), node.mapping != nil else {
                findings.note(
                    Problem("YAML_EMPTY", zh: "\(file) 没有内容", en: "\(file) is not a mapping of keys to values")
                )
                return nil
            }
            return Place(node: node, pointer: "")
        } catch {
            findings.note(
                Problem("YAML_UNREADABLE", zh: "\(file) 不是有效的 YAML:\(error)", en: "\(file) is not valid YAML: \(error)")
            )
            return nil
        }
    }
}
