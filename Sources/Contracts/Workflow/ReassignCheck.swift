import Casework

/// Refuses a change of hands at the deadline that could not happen, would change nothing, or would show somebody what
/// he may not see.
struct ReassignCheck {
    let reader: Reader
    let step: Step
    let place: Place

    func run() {
        guard case .reassign(let owner, _) = step.overdue else { return }
        guard case .one(let first) = step.owners else {
            return note(
                "REASSIGN_SEVERAL",
                "步骤“\(step.id)”由多家办理,一家的意见他人不能代提,逾期不能改交",
                "the step \(step.id) is done by several, each for itself: nobody else can give what one of them has not"
            )
        }
        if owner == first {
            note("REASSIGN_SAME", "逾期改交的仍是原承办者", "it would go to whoever has it already")
        }
        if step.within == nil {
            note("REASSIGN_NEVER", "步骤没有期限,不会逾期", "the step has no time that could run out")
        }
        switch owner.party {
        case .outside:
            note("REASSIGN_OUTSIDE", "不能改交没有工作台的主体", "a party without a worker cannot take over")
        case .agency, .lead, .field: break
        }
    }

    private func note(_ code: String, _ zh: String, _ en: String) {
        reader.findings.note(code, at: place, zh: zh, en: en)
    }
}
