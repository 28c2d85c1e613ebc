import Casework
import Contracts

/// Messages of every type, read as today's code reads them.
enum GoldenMessages {
    /// What is wrong with a message, or lost when it is read and written again; nil when it is whole.
    static func fault(in body: [UInt8]) throws -> String? {
        guard let before = JSONText.value(body).subject else { return "(no JSON)" }
        switch Wire.read(body: body, properties: Wire.Properties(contentType: Envelope.contentType)) {
        case .bad(let problems): return problems.map { "\($0.code) \($0.pointer)" }.joined(separator: ", ")
        case .good(let envelope, _):
            if let path = GoldenLoss.path(from: before, to: envelope.value) { return "\(path) is lost" }
            switch payload(of: envelope) {
            case .bad(let problems): return problems.map { "\($0.code) \($0.pointer)" }.joined(separator: ", ")
            case .good(let data, _):
                return GoldenLoss.path(from: envelope.data, to: data).map { "/data\($0) is lost" }
            }
        }
    }

    /// The payload, read into its type and written again.
    private static func payload(of envelope: Envelope) -> Reading<Value> {
        switch envelope.type {
        case .caseSubmit: again(CaseSubmit.self, envelope)
        case .caseSupplement: again(CaseSupplement.self, envelope)
        case .caseWithdraw: again(CaseWithdraw.self, envelope)
        case .caseRate: again(CaseRate.self, envelope)
        case .stepAnswer: again(StepAnswer.self, envelope)
        case .ballotCast:
            switch BallotCast.read(envelope.data) {
            case .good(let ballot, let warnings): .good(ballot.data, warnings: warnings)
            case .bad(let problems): .bad(problems)
            }
        case .receipt: again(Receipt.self, envelope)
        case .stepAssigned, .stepStanding, .stepRevoked, .stepUndo: again(Assignment.self, envelope)
        case .stepReport: again(StepReport.self, envelope)
        case .stepHeld: again(StepHeld.self, envelope)
        case .caseEvents: again(CaseEvents.self, envelope)
        case .fence: again(Fence.self, envelope)
        }
    }

    private static func again<Payload: Codable & Sendable>(_ type: Payload.Type, _ envelope: Envelope) -> Reading<Value>
    {
        switch envelope.payload(type) {
        case .bad(let problems): return .bad(problems)
        case .good(let payload, let warnings):
            switch Result(catching: { try ValueEncoding.value(payload) }) {
            case .success(let value): return .good(value, warnings: warnings)
            case .failure(let error): return .bad([Problem("ENCODING", zh: "\(error)", en: "\(error)")])
            }
        }
    }

    /// The members a value has, down to the fourth; what a form holds is not gone into, because every workflow has its own.
    static func shape(of value: Value, depth: Int = 4, at path: String = "") -> Set<String> {
        switch value {
        case .object(let members) where depth > 0 && !path.hasSuffix("/fields"):
            members.reduce(into: [path]) { shape, member in
                shape.formUnion(Self.shape(of: member.value, depth: depth - 1, at: "\(path)/\(member.key)"))
            }
        case .list(let items) where depth > 0:
            items.reduce(into: [path]) { shape, item in
                shape.formUnion(Self.shape(of: item, depth: depth - 1, at: "\(path)/0"))
            }
        case .null, .bool, .integer, .decimal, .text, .list, .object: [path]
        }
    }

    /// One of every type and shape, in order.
    static func distinct(_ bodies: [[UInt8]]) -> [[UInt8]] {
        var seen: Set<Set<String>> = []
        return bodies.filter { body in
            guard let value = JSONText.value(body).subject, let type = value["type"]?.text else { return false }
            return seen.insert(shape(of: value).union([type])).inserted
        }
    }
}
