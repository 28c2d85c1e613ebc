import Casework

/// What workflows made by chance have to show sometimes, each as a question to one of them.
enum RandomWorkflowFeatures {
    typealias Question = @Sendable (Workflow) -> Bool

    static let all: [(name: String, holds: Question)] = people + needs + times + documents + ways

    private static let people: [(String, Question)] = [
        ("lead of a field", { $0.lead == .field("leadUnit") }),
        ("fixed lead", { $0.lead != .field("leadUnit") }),
        ("police", { $0.isOwned(by: .agency("police")) }), ("justice", { $0.isOwned(by: .agency("justice")) }),
        ("civil affairs", { $0.isOwned(by: .agency("civil-affairs")) }),
        ("housing", { $0.isOwned(by: .agency("housing")) }),
        ("coordinator", { $0.isOwned(by: .agency("coordinator")) }), ("by lead", { $0.isOwned(by: .lead) }),
        ("by case.FIELD", { $0.isOwned(by: .field("leadUnit")) }),
        ("each", { $0.steps.contains { $0.owners == .each(field: "coHandlers", via: nil, role: nil) } }),
        ("a list of owners", { $0.owners.contains { if case .several = $0 { true } else { false } } }),
        ("outside party via agency", { $0.singles.contains { $0.via != nil } }),
        ("unit", { $0.singles.contains { $0.unit != nil } }),
        ("role", { $0.singles.contains { $0.role != nil } }),
        ("four eyes", { $0.steps.contains { !$0.notBy.isEmpty } }),
        ("a step that another case does", { $0.steps.contains { $0.child?.waits == true } }),
        ("a step that sends another case on its way", { $0.steps.contains { $0.child?.waits == false } }),
        ("copy", { $0.steps.contains { !$0.copy.isEmpty } }),
        ("enough K", { $0.quotas.contains { if case .count = $0.quota { true } else { false } } }),
        ("enough K/N", { $0.quotas.contains { if case .share = $0.quota { true } else { false } } }),
        ("enough of outcomes", { $0.quotas.contains { !$0.outcomes.isEmpty } }),
    ]

    private static let needs: [(String, Question)] = [
        ("needs all", { $0.needs.contains { if case .all = $0 { true } else { false } } }),
        ("needs any", { $0.needs.contains { if case .any = $0 { true } else { false } } }),
        ("needs 2 of", { $0.needs.contains { if case .atLeast(2, _) = $0 { true } else { false } } }),
        ("needs an outcome", { $0.atoms.contains { if case .outcome = $0 { true } else { false } } }),
        ("needs expired", { $0.asks(for: "expired") }), ("needs skipped", { $0.asks(for: "skipped") }),
        ("needs none", { $0.asks(for: "none") }),
        ("needs if started", { $0.atoms.contains { if case .ifStarted = $0 { true } else { false } } }),
        (
            "waits for an offer that was taken up",
            { workflow in
                workflow.steps.flatMap(\.needs.atoms).contains {
                    if case .ifStarted(let step) = $0 { workflow[step]?.isOffer == true } else { false }
                }
            }
        ),
        ("needs intake's field", { $0.needs.contains { $0.fields.contains { $0.name == "meeting" } } }),
        ("needs a step's field", { $0.needs.contains { $0.fields.contains { $0.name != "meeting" } } }),
        ("starts with the case beside another", { $0.steps.filter { $0.needs == .always && !$0.isOffer }.count > 1 }),
    ]

    private static let times: [(String, Question)] = [
        ("working days", { $0.spans.contains { if case .workingDays = $0 { true } else { false } } }),
        ("days", { $0.spans.contains { if case .days = $0 { true } else { false } } }),
        ("hours", { $0.spans.contains { if case .hours = $0 { true } else { false } } }),
        ("minutes", { $0.spans.contains { if case .minutes = $0 { true } else { false } } }),
        ("sessions", { $0.spans.contains { if case .sessions = $0 { true } else { false } } }),
        ("months", { $0.spans.contains { if case .months = $0 { true } else { false } } }),
        ("table of terms", { $0.terms.contains { if case .table = $0 { true } else { false } } }),
        ("policy and law", { $0.steps.contains { $0.within?.policy != nil && $0.within?.legal != nil } }),
        ("before", { $0.terms.contains { if case .fixed(_, .before, _) = $0 { true } else { false } } }),
        ("after a step", { $0.isAnchored { if case .step = $0 { true } else { false } } }),
        ("from a due date", { $0.isAnchored { if case .stepDue = $0 { true } else { false } } }),
        ("after acceptance", { $0.isAnchored { $0 == .acceptance } }),
        ("from a date", { $0.isAnchored { if case .field = $0 { true } else { false } } }),
        ("not-before", { $0.steps.contains { !$0.notBefore.isEmpty && !$0.isOffer } }),
        ("an offer with its own time", { $0.steps.contains { !$0.notBefore.isEmpty && $0.isOffer } }),
        ("clock", { $0.clock != nil }), ("overdue: expired", { $0.steps.contains { $0.overdueOutcome == "expired" } }),
        ("lawful silence", { $0.steps.contains { ![nil, "expired"].contains($0.overdueOutcome) } }),
        ("overdue: reassign", { $0.steps.contains { $0.isPassedOn { _ in true } } }),
        ("reassign to another agency", { $0.steps.contains { $0.isPassedOn { $0.party != .lead } } }),
        ("reassign to the lead", { $0.steps.contains { $0.isPassedOn { $0.party == .lead } } }),
        ("another ladder", { $0.steps.contains { $0.ladder.name != "standard" } }),
        ("allow nothing", { $0.steps.contains { $0.allow == Allowance() } }),
        ("allow return", { $0.steps.contains { ![nil, 2].contains($0.allow.return?.atMost) } }),
        ("allow extend", { $0.steps.contains { $0.allow.extend?.consent != nil } }),
        ("allow pause", { $0.steps.contains { $0.allow.pauses == ["court-pending"] } }),
    ]

    private static let documents: [(String, Question)] = [
        ("issues, undo nothing", { $0.steps.contains { $0.issues != nil && $0.undo == .nothing } }),
        ("issues, undo never", { $0.steps.contains { $0.issues != nil && $0.undo == .never } }),
        ("issues, undo act", { $0.steps.contains { $0.issues != nil && $0.undo.isAct } }),
        ("undo without a number", { $0.steps.contains { $0.issues == nil && $0.undo.isAct } }),
        ("undo that issues", { $0.steps.contains { if case .act(_, _, .some) = $0.undo { true } else { false } } }),
        ("check", { $0.steps.contains { !$0.checks.isEmpty } }),
        ("field text", { $0.asks(type: "text") }), ("field line", { $0.asks(type: "line") }),
        ("field date", { $0.asks(type: "date") }), ("field choice", { $0.asks(type: "choice") }),
        ("field agencies", { $0.steps.flatMap(\.form.fields).contains { $0.type == "agency" && $0.isList } }),
        ("field agency", { $0.steps.flatMap(\.form.fields).contains { $0.type == "agency" && !$0.isList } }),
        ("optional field", { $0.steps.flatMap(\.form.fields).contains { $0.need == .optional } }),
        (
            "field if OUTCOME",
            { $0.steps.flatMap(\.form.fields).contains { if case .outcome = $0.need { true } else { false } } }
        ),
        (
            "field if FIELD=VALUE",
            { $0.steps.flatMap(\.form.fields).contains { if case .field = $0.need { true } else { false } } }
        ),
    ]

    private static let ways: [(String, Question)] = [
        ("3 steps", { $0.steps.count == 3 }), ("9 steps", { $0.steps.count == 9 }),
        ("two outcomes", { $0.steps.contains { $0.outcomes.count == 2 } }),
        ("three outcomes", { $0.steps.contains { $0.outcomes.count == 3 } }),
        ("withdraw", { $0["withdraw"]?.isOffer == true }),
        ("another offer", { $0.steps.contains { $0.isOffer && $0.id != "withdraw" } }),
        ("until end", { $0.steps.contains { $0.until?.namesEnd == true } }),
        ("until a step", { $0.steps.contains { $0.until?.namesEnd == false } }),
        ("withdrawn, undo: true", { $0.ends.contains { $0.name == "withdrawn" && $0.isUndo } }),
        ("another end with undo: true", { $0.ends.contains { $0.name != "withdrawn" && $0.isUndo } }),
        (
            "an end after the end",
            { workflow in
                workflow.ends.contains { $0.isUndo && $0.needs.steps.contains { workflow[$0]?.isTracking == true } }
            }
        ),
        ("an end by another reason", { $0.ends.contains { $0.name != $0.reason.rawValue } }),
        ("one end", { $0.ends.count == 1 }), ("several ends", { $0.ends.count > 2 }),
        ("repeat", { $0.isRepeating { $0.isTracking == $1.isTracking && $0.id != $1.id } }),
        ("repeat of the step itself", { $0.isRepeating { $0.id == $1.id } }),
        ("repeat through the end", { $0.isRepeating { $0.isTracking && !$1.isTracking } }),
        ("repeat within", { $0.steps.flatMap(\.repeats).contains { $0.within != nil } }),
        ("repeat twice", { $0.steps.flatMap(\.repeats).contains { $0.atMost == 2 } }),
        ("two repeats", { $0.steps.flatMap(\.repeats).count > 1 }),
        ("tracking", { $0.steps.contains { $0.isTracking } }),
        ("tracking one end", { $0.needs.contains { if case .end(let names) = $0 { !names.isEmpty } else { false } } }),
        ("tracking a tracking step", { $0.steps.contains { $0.isTracking && !$0.needs.namesEnd } }),
    ]
}

extension Workflow {
    fileprivate var owners: [Owners] { steps.map(\.owners) }
    fileprivate var singles: [Owner] {
        owners.compactMap { if case .one(let owner) = $0 { owner } else { nil } }
    }
    fileprivate var quotas: [Step.Enough] { steps.map(\.enough) }
    fileprivate var needs: [Need] { steps.map(\.needs) + ends.map(\.needs) }
    fileprivate var atoms: [Need] { needs.flatMap(\.atoms) }
    fileprivate var terms: [Term] { steps.flatMap { [$0.within?.policy, $0.within?.legal].compactMap { $0 } } }
    fileprivate var spans: [Span] {
        terms.compactMap { if case .fixed(let span, _, _) = $0 { span } else { nil } }
    }

    fileprivate func isOwned(by party: Owner.Party) -> Bool { singles.contains { $0.party == party && $0.via == nil } }

    fileprivate func isAnchored(_ test: (Term.Anchor) -> Bool) -> Bool {
        terms.flatMap(\.anchors).contains(where: test)
    }

    fileprivate func asks(for outcome: String) -> Bool {
        atoms.contains { if case .outcome(_, let outcomes) = $0 { outcomes.contains(outcome) } else { false } }
    }

    fileprivate func asks(type: String) -> Bool { steps.flatMap(\.form.fields).contains { $0.type == type } }

    fileprivate func isRepeating(_ test: (Step, Step) -> Bool) -> Bool {
        steps.contains { step in step.repeats.contains { self[$0.from].map { test(step, $0) } ?? false } }
    }
}

extension Step {
    fileprivate func isPassedOn(_ test: (Owner) -> Bool) -> Bool {
        if case .reassign(let owner, _) = overdue { test(owner) } else { false }
    }
}

extension Need {
    /// What it asks in the end, without its groups.
    var atoms: [Need] {
        switch self {
        case .all(let needs), .any(let needs), .atLeast(_, let needs): needs.flatMap(\.atoms)
        case .always, .step, .outcome, .ifStarted, .field, .end: [self]
        }
    }
}
