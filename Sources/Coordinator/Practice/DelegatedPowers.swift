import Casework
import Desk

/// Who may penalise what (赋权清单): the step's constants name for a body the kinds of matter that were delegated to it.
enum DelegatedPowers {
    static func decide(_ task: DeskTask) -> Deed.Answer? {
        let kind = task.content.fields["category"]?.text?.split(separator: ".").last.map(String.init) ?? ""
        let lists = task.content.with ?? [:]
        let body = lists.filter { $0.key != "else" }.sorted { $0.key < $1.key }.first { _, kinds in
            kinds.text?.split(separator: " ").contains { $0 == kind } ?? false
        }
        guard let name = body?.key ?? lists["else"]?.text else { return nil }
        return Deed.Answer(outcome: "done", fields: ["penaltyBody": .text(name)])
    }
}
