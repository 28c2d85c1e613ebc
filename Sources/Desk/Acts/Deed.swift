package import Casework

/// What a person, or a rule of practice, did to a task.
package enum Deed: Hashable, Codable, Sendable {
    /// 签收.
    case sign
    case claim
    case assign(to: String)
    case complete(Answer)
    /// A return, an extension or a pause was asked for.
    case request(StepReport.Request)
    case note(String)
    case draft([String: Value])
    /// An offer was taken up.
    case raise
    /// Contact data was looked at, for a reason.
    case reveal(String)

    /// A step's end as it leaves: fields screened, number given.
    package struct Answer: Hashable, Codable, Sendable {
        package var outcome: String
        package var fields: [String: Value]
        /// The outside party for whom the sponsor entered it.
        package var onBehalfOf: String?
        package var document: String?
        package var voided: [String]

        package init(
            outcome: String,
            fields: [String: Value] = [:],
            onBehalfOf: String? = nil,
            document: String? = nil,
            voided: [String] = []
        ) {
            self.outcome = outcome
            self.fields = fields
            self.onBehalfOf = onBehalfOf
            self.document = document
            self.voided = voided
        }
    }

    /// The word under which it stands in a task's history.
    package var word: String {
        switch self {
        case .sign: "sign"
        case .claim: "claim"
        case .assign: "assign"
        case .complete: "complete"
        case .request(let request): request.kind.rawValue
        case .note: "note"
        case .draft: "draft"
        case .raise: "raise"
        case .reveal: "reveal"
        }
    }

    /// What a history line reads, without the words people typed.
    package var words: Words {
        switch self {
        case .sign: Words(zh: "签收", en: "Signed for")
        case .claim: Words(zh: "领办", en: "Claimed")
        case .assign: Words(zh: "交由同事办理", en: "Handed to a colleague")
        case .complete: Words(zh: "办结", en: "Completed")
        case .request(let request):
            switch request.kind {
            case .return: Words(zh: "申请退回", en: "Asked to return it")
            case .extend: Words(zh: "申请延期", en: "Asked for more time")
            case .pause: Words(zh: "申请挂起", en: "Asked for a pause")
            case .explain: Words(zh: "说明情况", en: "Explained")
            }
        case .note: Words(zh: "备注", en: "Note")
        case .draft: Words(zh: "保存草稿", en: "Saved a draft")
        case .raise: Words(zh: "启动", en: "Raised")
        case .reveal: Words(zh: "查看联系方式", en: "Looked at contact data")
        }
    }

    /// True when the coordinator must hear of it: notes and drafts stay in the agency.
    package var isReported: Bool {
        switch self {
        case .sign, .claim, .assign, .complete, .request, .raise: true
        case .note, .draft, .reveal: false
        }
    }
}

extension DeskTask {
    /// Takes a deed in; claiming or completing signs for the task if nobody has.
    package mutating func apply(_ deed: Deed, _ act: StepReport.Act) {
        switch deed {
        case .sign:
            report.signed = report.signed ?? act
        case .claim:
            report.signed = report.signed ?? act
            report.holder = act.by
        case .assign(let colleague):
            report.signed = report.signed ?? act
            report.holder = colleague
        case .complete(let answer):
            report.signed = report.signed ?? act
            report.holder = report.holder ?? act.by
            report.completed = StepReport.Completion(
                act: act,
                outcome: answer.outcome,
                fields: answer.fields,
                document: answer.document,
                voided: answer.voided
            )
            draft = nil
        case .request(let request):
            report.requests.append(request)
        case .raise:
            report.isRaised = true
        case .draft(let fields):
            draft = Draft(act: act, fields: fields)
        case .note, .reveal:
            break
        }
        if deed.isReported { report.sequence += 1 }
    }
}
