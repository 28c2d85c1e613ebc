package import Casework

/// The text of the files that together say what a workflow means, as they lie in `contracts/workflows/`.
package struct WorkflowFiles: Sendable {
    /// `defaults.yaml`: what a step has when its file says nothing.
    package var defaults: String
    /// `labels.yaml`: what people read for each id.
    package var labels: String

    package init(defaults: String, labels: String) {
        self.defaults = defaults
        self.labels = labels
    }

    /// Reads one workflow file.
    ///
    /// - Parameter text: The YAML of the file.
    /// - Returns: The workflow, nil when there is an error, and every problem of the three files at once; `pointer` is
    ///   the JSON pointer of the key, and the sentence names the line.
    package func workflow(_ text: String) -> (workflow: Workflow?, problems: [Problem]) {
        (nil, [])
    }
}
