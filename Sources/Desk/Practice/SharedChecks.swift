package import Casework

/// Checks that a workflow may ask for at any agency (`check:` in the workflow language).
package enum SharedChecks {
    /// What speaks against the answer by the check called `name`; nil when there is no such check.
    package static func objections(
        _ name: String,
        to answer: Deed.Answer,
        on task: DeskTask,
        names: Set<String>
    ) -> [Problem]? {
        switch name {
        case "lead-is-not-co-handler": leadIsNotCoHandler(answer, task)
        case "late-opinions-named": lateOpinionsNamed(answer, task)
        case "every-signatory-answered": everySignatoryAnswered(answer, task)
        case "no-names-in-public-text": noNamesInPublicText(answer, task, names)
        case "roster-complete": rosterComplete(answer, task)
        default: nil
        }
    }

    private static func leadIsNotCoHandler(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let lead = answer.fields["leadUnit"] ?? task.content.fields["leadUnit"]
        let coHandlers = answer.fields["coHandlers"] ?? task.content.fields["coHandlers"] ?? .null
        guard let lead = lead?.text, coHandlers.texts.contains(lead) else { return [] }
        return [
            Problem(
                "LEAD_IN_COHANDLERS",
                at: "/fields/coHandlers",
                zh: "主办单位不得同时为会办单位",
                en: "The lead cannot be a co-handler as well"
            )
        ]
    }

    /// What the reply says when a co-handler's term ran out (domain.md 2.1, step 5).
    package static let lateOpinionWords = "未按期提出会办意见"

    /// True when a co-handler's term ran out without an opinion.
    package static func lacksOpinions(_ task: DeskTask) -> Bool {
        task.content.fields.contains { name, value in
            name.hasPrefix("opinions.") && name.hasSuffix(".outcome") && value == "expired"
        }
    }

    /// The lead goes on without a late co-handler, and the reply says so (domain.md 2.1, step 5).
    private static func lateOpinionsNamed(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let reply = answer.fields["reply"]?.text ?? ""
        guard lacksOpinions(task), !reply.contains(lateOpinionWords) else { return [] }
        return [
            Problem(
                "LATE_OPINION_UNNAMED",
                at: "/fields/reply",
                zh: "有会办单位逾期，答复中须写明“\(lateOpinionWords)”",
                en: "A co-handler did not answer in time; the reply must say so (\(lateOpinionWords))"
            )
        ]
    }

    /// Each deputy who signed the suggestion is answered separately, so each has a receipt (domain.md 2.1, F1).
    private static func everySignatoryAnswered(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let signatories = DeskTask.signatories(in: task.content.fields).count
        let receipts = answer.fields["receipts"]?.list?.count ?? 0
        guard receipts < signatories else { return [] }
        return [
            Problem(
                "SIGNATORY_NOT_ANSWERED",
                at: "/fields/receipts",
                zh: "领衔和附议代表共\(signatories)人，送达回执只有\(receipts)份",
                en: "\(signatories) deputies signed, but there are only \(receipts) receipts"
            )
        ]
    }

    /// Whom a conference has to invite: those whom its caller names, and the standing members that the workflow gives in
    /// `with: {roster: PARTY PARTY …}` (domain.md 1, row 18).
    package static func roster(_ content: Assignment.Content) -> [String] {
        let standing = content.with?["roster"]?.text?.split(separator: " ").map(String.init) ?? []
        var seen: Set<String> = []
        return ((content.fields["attendees"]?.texts ?? []) + standing).filter { seen.insert($0).inserted }
    }

    private static func rosterComplete(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let invited = answer.fields["attendees"]?.texts ?? []
        let missing = roster(task.content).filter { !invited.contains($0) }
        guard !missing.isEmpty else { return [] }
        return [
            Problem(
                "ATTENDEE_MISSING",
                at: "/fields/attendees",
                zh: "应参会单位未列全，缺：\(missing.joined(separator: "、"))",
                en: "Not everybody who belongs to it is invited; missing: \(missing.joined(separator: ", "))"
            )
        ]
    }

    /// Published texts name nobody; where the reply itself does, somebody must say what was taken out (domain.md 5.5).
    private static func noNamesInPublicText(
        _ answer: Deed.Answer,
        _ task: DeskTask,
        _ names: Set<String>
    ) -> [Problem] {
        guard answer.outcome != "not-for-publication" else { return [] }
        var problems: [Problem] = []
        for (field, value) in answer.fields.sorted(by: { $0.key < $1.key }) {
            guard value.texts.contains(where: { PersonalData.isIn($0, names: names) }) else { continue }
            problems.append(
                Problem(
                    "NAMES_IN_PUBLIC_TEXT",
                    at: "/fields/\(field)",
                    zh: "公开内容含姓名、电话或证件号",
                    en: "The public text holds a name, a phone or an id number"
                )
            )
        }
        let reply = task.content.fields["reply"]?.text ?? ""
        let isRedacted = answer.fields["redactions"]?.text.map { !$0.isBlank } ?? false
        if PersonalData.isIn(reply, names: names), !isRedacted {
            problems.append(
                Problem(
                    "NAMES_IN_PUBLIC_TEXT",
                    at: "/fields/redactions",
                    zh: "答复中有姓名、电话或证件号，须说明已作何处理",
                    en: "The reply holds a name, a phone or an id number; say what was taken out"
                )
            )
        }
        return problems
    }
}

extension DeskTask {
    /// The deputies who signed a suggestion, the lead deputy first.
    static func signatories(in fields: [String: Value]) -> [String] {
        (fields["leadDeputy"]?.texts ?? []) + (fields["coSigners"]?.texts ?? [])
    }
}

extension String {
    /// True when nothing but white space stands in it.
    package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
