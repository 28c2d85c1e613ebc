import Casework
import CaseworkTesting
import Contracts

extension Entrance {
    /// A delivery as the coordinator takes it: envelope, then what its type asks for.
    static let envelope = Entrance(name: "envelope", seeds: { try Examples.messages() }) { bytes in
        let read = Wire.read(body: bytes, properties: Wire.Properties(contentType: Envelope.contentType))
        var outcome = Outcome(read)
        guard let envelope = read.subject else { return outcome }
        let again = Wire.read(body: envelope.bytes, properties: Wire.properties(mirroring: envelope))
        outcome.expect(again == .good(envelope, warnings: []), "an envelope is not read back as it was written")
        outcome.add(try judged(envelope))
        return outcome
    }

    /// The moment at which every message here arrives: its years are loaded.
    static let moment = IntakeCheck.Moment(now: Instant(milliseconds: 1_682_557_200_000), calendarYears: 2023...2026)

    private static func judged(_ envelope: Envelope) throws -> Outcome {
        let check = try Fixture.intakeCheck()
        func follow<Payload: Codable & Hashable & Sendable>(_ payload: Payload.Type) throws -> Outcome {
            try kept(check.follow(payload, envelope.type, envelope.data))
        }
        switch envelope.type {
        case .caseSubmit:
            let reading = check.submit(envelope.data, moment)
            var outcome = try kept(reading)
            if let submit = reading.subject {
                let again = check.submit(try ValueEncoding.value(submit), moment)
                outcome.expect(again.subject == submit, "what was put right is put right differently the second time")
            }
            return outcome
        case .caseSupplement: return try follow(CaseSupplement.self)
        case .caseWithdraw: return try follow(CaseWithdraw.self)
        case .caseRate: return try follow(CaseRate.self)
        case .stepAnswer: return try follow(StepAnswer.self)
        case .ballotCast: return Outcome(BallotCast.read(envelope.data))
        case .receipt: return try follow(Receipt.self)
        case .stepAssigned, .stepStanding, .stepRevoked, .stepUndo: return try follow(Assignment.self)
        case .stepReport: return try kept(envelope.payload(StepReport.self))
        case .stepHeld: return try follow(StepHeld.self)
        case .caseEvents: return try follow(CaseEvents.self)
        case .fence: return try follow(Fence.self)
        }
    }

    /// What is taken goes into the log and is read from there after every restart.
    private static func kept<Payload: Codable & Hashable & Sendable>(_ reading: Reading<Payload>) throws -> Outcome {
        var outcome = Outcome(reading)
        guard let payload = reading.subject else { return outcome }
        let written = JSONText.write(try ValueEncoding.value(payload))
        let back = JSONText.value(written).subject.map { ValueDecoding.decode(Payload.self, from: $0) }
        outcome.expect(back?.subject == payload, "the payload is not read back as it was written")
        return outcome
    }
}
