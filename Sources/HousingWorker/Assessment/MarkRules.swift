import Casework
import Contracts
import Desk

/// Whoever confirms an estate's score is told whose mark it lacks: without it the estate gets no place (domain.md 2.8).
enum MarkRules {
    static let check = "marks-complete"

    static func objections(on task: DeskTask) -> [Problem] {
        let parties = (task.content.fields["missingParties"]?.texts ?? []).map(words)
        guard !parties.isEmpty else { return [] }
        let (zh, en) = (parties.map(\.zh).joined(separator: "、"), parties.map(\.en).joined(separator: ", "))
        return [
            Problem(
                "PARTY_SCORE_MISSING",
                zh: "缺少\(zh)评分，本年度不排名",
                en: "The mark of \(en) is missing; the estate gets no place this year",
                severity: .warning
            )
        ]
    }

    private static func words(_ party: String) -> Words {
        switch party {
        case "owners": Words(zh: "业主", en: "the owners")
        case "street": Words(zh: "街道办事处", en: "the sub-district office")
        case "community": Words(zh: "社区", en: "the community")
        case "committee": Words(zh: "业委会", en: "the owners' committee")
        case "district-housing": Words(zh: "区房管部门", en: "the district's housing department")
        case _: Words(zh: party, en: party)
        }
    }
}
