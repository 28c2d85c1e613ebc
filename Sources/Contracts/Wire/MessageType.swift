/// What a message is about; the raw value is its CloudEvents type, version included.
package enum MessageType: String, CaseIterable, Codable, Sendable {
    case caseSubmit = "huiban.case.submit.v1"
    case caseSupplement = "huiban.case.supplement.v1"
    case caseWithdraw = "huiban.case.withdraw.v1"
    case caseRate = "huiban.case.rate.v1"
    case stepAnswer = "huiban.step.answer.v1"
    /// A ballot in a vote of the owners, to the agency that keeps the roll (`BallotCast`).
    case ballotCast = "huiban.ballot.cast.v1"
    case receipt = "huiban.receipt.v1"
    case stepAssigned = "huiban.step.assigned.v1"
    case stepStanding = "huiban.step.standing.v1"
    case stepRevoked = "huiban.step.revoked.v1"
    case stepUndo = "huiban.step.undo.v1"
    case stepReport = "huiban.step.report.v1"
    case stepHeld = "huiban.step.held.v1"
    /// Case events for the world, several in one message (`CaseEvents`).
    case caseEvents = "huiban.case.events.v1"
    /// A message an owner sends to itself, to know that what arrived before it has been read (design section 3, 6).
    case fence = "huiban.fence.v1"

    /// The type without prefix and version, as in `case.submit`; also the kind word in message ids.
    package var name: String { String(rawValue.dropFirst("huiban.".count).dropLast(".v1".count)) }

    /// The name of the schema file of its data: `case-submit` for contracts/schemas/case-submit.schema.json.
    package var schemaName: String {
        switch self {
        case .stepAssigned, .stepStanding, .stepRevoked, .stepUndo: "assignment"
        case .caseSubmit, .caseSupplement, .caseWithdraw, .caseRate, .stepAnswer, .receipt, .stepReport, .stepHeld,
            .caseEvents, .fence, .ballotCast:
            name.split(separator: ".").joined(separator: "-")
        }
    }

    /// The messages an integrator or an outside party may send.
    package static let intake: Set<MessageType> = [.caseSubmit, .caseSupplement, .caseWithdraw, .caseRate, .stepAnswer]
}
