/// A workflow made by chance that the checker accepts.
///
/// It holds by construction, not by asking the checker: each step gets needs that some run of `SketchRun` meets, each end
/// is one that some run comes to, and the last end fits every run. Ids are those of `labels.yaml`, so that the text can
/// lie beside the shipped workflows.
package enum RandomWorkflow {
    /// The YAML text of the workflow that this seed makes, `name` being its case type (kebab-case, no digits).
    ///
    /// With `calls` one of its steps opens a `joint-conference`, where one can; everything else stays as it is without.
    package static func text(seed: UInt64, name: String, calls: Bool = false) -> String {
        var sketch = WorkflowSketch(seed: seed)
        sketch.makeSteps()
        sketch.makeEnds()
        sketch.makeTrackingSteps()
        sketch.makeClock()
        if calls { sketch.makeCall(seed: seed) }
        sketch.makeFourEyes()
        return sketch.yaml(name: name)
    }
}
