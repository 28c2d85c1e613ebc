extension CaseEvent {
    /// The fact as one sentence in Chinese and in English; no raw id in it.
    ///
    /// - Parameters:
    ///   - workflow: Gives steps, outcomes and parties their words.
    ///   - people: Names by person id; a person without one is left out of the sentence.
    package func sentence(by workflow: Workflow, people: [String: String] = [:]) -> Words { Words(zh: "", en: "") }

    /// True when the fact belongs into the history people read; false for bookkeeping.
    package var isForPeople: Bool { true }
}
