/// A workflow made by chance that the checker accepts.
///
/// It holds by construction, not by asking the checker: each step gets needs that some run of `SketchRun` meets, each end
/// is one that some run comes to, and the last end fits every run. Ids are those of `labels.yaml`, so that the text can
/// lie beside the shipped workflows.
package enum RandomWorkflow {
    /// The YAML text of the workflow that this seed makes, `name` being its case type (kebab-case, no digits).
    package static func text(seed: UInt64, name: String) -> String {
        var sketch = WorkflowSketch(seed: seed)
        sketch.makeSteps()
        sketch.makeEnds()
        sketch.makeTrackingSteps()
        sketch.makeClock()
        sketch.makeFourEyes()
        return sketch.yaml(name: name)
    }
}
