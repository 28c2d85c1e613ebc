// Written by hand because the compiler's form would put every payload under "_0" in logs that are kept for years; here
// a fact is `{"<name>": {…}}`.
extension CaseEvent: Codable {
    /// The name of the fact in logs and messages.
    package enum Name: String, CaseIterable, Codable, Sendable, CodingKey {
        case opened, supplemented, stepDelayed, stepOffered, stepOpened, raised, heard, signed, held, requested, ruled
        case taskEnded, taskRevoked, stepEnded, stepSkipped, repeated, reassigned, deadlineChanged, breached, excused,
            noticed
        case clockChanged, clockBreached, clockStopped, rulingDue
        case paused, resumed, late, child, ignored, endingBegun, undoOpened, closed, reopened
    }

    /// The name of this fact.
    package var name: Name { parts.name }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Name.self)
        guard let name = container.allKeys.first, container.allKeys.count == 1 else {
            let context = DecodingError.Context(
                codingPath: decoder.codingPath,
                debugDescription: "one fact has one name"
            )
            throw DecodingError.dataCorrupted(context)
        }
        switch name {
        case .opened: self = .opened(try container.decode(CaseInput.Opening.self, forKey: name))
        case .supplemented: self = .supplemented(try container.decode(CaseInput.Supplement.self, forKey: name))
        case .stepDelayed: self = .stepDelayed(try container.decode(StepDelayed.self, forKey: name))
        case .stepOffered: self = .stepOffered(try container.decode(StepOpened.self, forKey: name))
        case .stepOpened: self = .stepOpened(try container.decode(StepOpened.self, forKey: name))
        case .raised: self = .raised(try container.decode(Raised.self, forKey: name))
        case .heard: self = .heard(try container.decode(Heard.self, forKey: name))
        case .signed: self = .signed(try container.decode(Signed.self, forKey: name))
        case .held: self = .held(try container.decode(Held.self, forKey: name))
        case .requested: self = .requested(try container.decode(Requested.self, forKey: name))
        case .ruled: self = .ruled(try container.decode(Ruled.self, forKey: name))
        case .taskEnded: self = .taskEnded(try container.decode(TaskEnded.self, forKey: name))
        case .taskRevoked: self = .taskRevoked(try container.decode(TaskRevoked.self, forKey: name))
        case .stepEnded: self = .stepEnded(try container.decode(StepEnded.self, forKey: name))
        case .stepSkipped: self = .stepSkipped(try container.decode(StepSkipped.self, forKey: name))
        case .repeated: self = .repeated(try container.decode(Repeated.self, forKey: name))
        case .rulingDue: self = .rulingDue(try container.decode(RulingDue.self, forKey: name))
        case .reassigned: self = .reassigned(try container.decode(Reassigned.self, forKey: name))
        case .deadlineChanged: self = .deadlineChanged(try container.decode(DeadlineChanged.self, forKey: name))
        case .breached: self = .breached(try container.decode(Breached.self, forKey: name))
        case .excused: self = .excused(try container.decode(Excused.self, forKey: name))
        case .noticed: self = .noticed(try container.decode(Noticed.self, forKey: name))
        case .clockChanged: self = .clockChanged(try container.decode(ClockChanged.self, forKey: name))
        case .clockBreached: self = .clockBreached(try container.decode(ClockBreached.self, forKey: name))
        case .clockStopped: self = .clockStopped(try container.decode(ClockStopped.self, forKey: name))
        case .paused: self = .paused(try container.decode(Paused.self, forKey: name))
        case .resumed: self = .resumed(try container.decode(Resumed.self, forKey: name))
        case .late: self = .late(try container.decode(Late.self, forKey: name))
        case .child: self = .child(try container.decode(ChildChange.self, forKey: name))
        case .ignored: self = .ignored(try container.decode(Ignored.self, forKey: name))
        case .endingBegun: self = .endingBegun(try container.decode(EndingBegun.self, forKey: name))
        case .undoOpened: self = .undoOpened(try container.decode(TaskOpened.self, forKey: name))
        case .closed: self = .closed(try container.decode(Closed.self, forKey: name))
        case .reopened: self = .reopened(try container.decode(Reopened.self, forKey: name))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Name.self)
        let parts = self.parts
        try container.encode(parts.body, forKey: parts.name)
    }

    private var parts: (name: Name, body: any Encodable) {
        switch self {
        case .opened(let body): (.opened, body)
        case .supplemented(let body): (.supplemented, body)
        case .stepDelayed(let body): (.stepDelayed, body)
        case .stepOffered(let body): (.stepOffered, body)
        case .stepOpened(let body): (.stepOpened, body)
        case .raised(let body): (.raised, body)
        case .heard(let body): (.heard, body)
        case .signed(let body): (.signed, body)
        case .held(let body): (.held, body)
        case .requested(let body): (.requested, body)
        case .ruled(let body): (.ruled, body)
        case .taskEnded(let body): (.taskEnded, body)
        case .taskRevoked(let body): (.taskRevoked, body)
        case .stepEnded(let body): (.stepEnded, body)
        case .stepSkipped(let body): (.stepSkipped, body)
        case .repeated(let body): (.repeated, body)
        case .rulingDue(let body): (.rulingDue, body)
        case .reassigned(let body): (.reassigned, body)
        case .deadlineChanged(let body): (.deadlineChanged, body)
        case .breached(let body): (.breached, body)
        case .excused(let body): (.excused, body)
        case .noticed(let body): (.noticed, body)
        case .clockChanged(let body): (.clockChanged, body)
        case .clockBreached(let body): (.clockBreached, body)
        case .clockStopped(let body): (.clockStopped, body)
        case .paused(let body): (.paused, body)
        case .resumed(let body): (.resumed, body)
        case .late(let body): (.late, body)
        case .child(let body): (.child, body)
        case .ignored(let body): (.ignored, body)
        case .endingBegun(let body): (.endingBegun, body)
        case .undoOpened(let body): (.undoOpened, body)
        case .closed(let body): (.closed, body)
        case .reopened(let body): (.reopened, body)
        }
    }
}
