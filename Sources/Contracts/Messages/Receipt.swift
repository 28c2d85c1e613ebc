package import Casework

/// The answer to an intake message: what became of it.
package struct Receipt: Hashable, Codable, Sendable {
    package enum Disposition: String, Codable, CaseIterable, Sendable {
        /// Taken; `caseID` names the case.
        case accepted
        /// Said before with the same content; `caseID` is the one from then.
        case duplicate
        /// The same external id was used before with other content; nothing was changed.
        case conflict
        /// A case exists but waits for what `problems` name (补正).
        case held
        /// Refused; `problems` names everything that is wrong.
        case rejected
        /// Kept aside because an earlier message of the case could not be worked; a person looks at it.
        case parked

        /// What a person reads.
        package var words: Words {
            switch self {
            case .accepted: Words(zh: "已受理", en: "Accepted")
            case .duplicate: Words(zh: "重复提交(此前已受理)", en: "Duplicate, accepted before")
            case .conflict: Words(zh: "编号冲突(同一编号内容不同)", en: "Conflict: same number, other content")
            case .held: Words(zh: "待补正", en: "Held until completed")
            case .rejected: Words(zh: "未受理", en: "Rejected")
            case .parked: Words(zh: "暂存待人工处理", en: "Parked for a person to look at")
            }
        }
    }

    package var disposition: Disposition
    package var caseID: String?
    package var externalID: String?
    /// The id of the message that is answered; empty when the message was too damaged to have one.
    package var messageID: String
    package var problems: [Problem]
    /// In how many seconds the same may be sent again, when nothing is wrong but that too much is waiting.
    package var retryAfter: Int?
    /// When it was decided.
    package var at: Instant

    package init(
        disposition: Disposition,
        caseID: String? = nil,
        externalID: String? = nil,
        messageID: String = "",
        problems: [Problem] = [],
        at: Instant
    ) {
        self.disposition = disposition
        self.caseID = caseID
        self.externalID = externalID
        self.messageID = messageID
        self.problems = problems
        self.at = at
    }

    private enum CodingKeys: String, CodingKey {
        case disposition, caseID = "caseId", externalID = "externalId", messageID = "messageId", problems, retryAfter,
            at
    }
}
