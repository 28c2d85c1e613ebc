/// One thing a case waits for: what, on whom, until when and by which rule.
package struct Waiting: Hashable, Codable, Sendable {
    /// The task or nil for the case as a whole.
    package var ref: TaskRef?
    /// The agency that has to act, nil when only time or another step can.
    package var agency: String?
    package var until: Instant?
    package var isBreached: Bool
    /// The whole explanation, one sentence, no raw id in it.
    package var sentence: Words

    package init(ref: TaskRef?, agency: String?, until: Instant?, isBreached: Bool, sentence: Words) {
        self.ref = ref
        self.agency = agency
        self.until = until
        self.isBreached = isBreached
        self.sentence = sentence
    }
}

extension Case {
    /// What the case waits for now.
    package func waiting(by workflow: Workflow, at now: Instant) -> [Waiting] { [] }
}
