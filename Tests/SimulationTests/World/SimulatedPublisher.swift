import Casework
import CaseworkTesting
import Contracts

/// An integrator: brings cases, repeats itself, contradicts itself, takes back, adds, and sends rubbish.
struct SimulatedPublisher {
    /// What it wants to be a case.
    struct Intent: Hashable {
        var externalID: String
        var caseType: String
        var fields: [String: Value]
    }

    static let user = "suggestions"
    static let replies = "reply.suggestions.simulation"

    private let world: World
    private let broker: MemoryBroker
    private let witness: Witness
    private(set) var intents: [Intent] = []
    private var messages = 0
    /// The one case type that it brings; nil for whatever comes.
    private let favoured: String?

    init(world: World, broker: MemoryBroker, witness: Witness, favoured: String? = nil) {
        self.world = world
        self.favoured = favoured
        self.broker = broker
        self.witness = witness
    }

    /// Sends something that fits what it has sent before.
    mutating func act(atMost most: Int, at now: Instant, by chance: inout SeededGenerator) {
        let roll = chance.next() % 10
        guard let intent = intents.randomElement(using: &chance), intents.count >= most || roll > 2 else {
            if intents.count < most { submit(made(by: &chance), at: now) }
            return
        }
        switch roll {
        case 0, 1, 2, 3, 4: submit(intent, at: now)
        case 5: submit(intent, title: "另一件事", at: now)
        case 6: send(.caseWithdraw, about: intent, ["reason": .text("代表撤回"), "fields": letter], at: now)
        case 7, 8:
            let number = Int64(chance.next() % 3 + 1)
            send(
                .caseSupplement,
                about: intent,
                ["number": .integer(number), "fields": .object(["text": .text("补充说明\(number)")])],
                at: now
            )
        default: publish(Array("{\"specversion\":".utf8), id: "rubbish-\(messages)", type: nil)
        }
    }

    /// The same again for everything that is not known to have been taken.
    mutating func insist(on missing: (Intent) throws -> Bool, at now: Instant) rethrows {
        for intent in intents where try missing(intent) { submit(intent, at: now) }
    }

    private var letter: Value {
        ["letter": ["name": "letter.pdf", "sha256": .text(String(repeating: "a", count: 64))]]
    }

    private mutating func made(by chance: inout SeededGenerator) -> Intent {
        let drawn = world.caseTypes.randomElement(using: &chance) ?? "deputy-suggestion"
        // Every fourth shipped fleet has votes, which would else seldom come as far as a ballot.
        let caseType = favoured ?? drawn
        let number = intents.count + 1
        let agencies = World.agencies.shuffled(using: &chance)
        let lead = agencies[0]
        let coHandlers = agencies.dropFirst().prefix(Int(chance.next() % 4))
        var fields: [String: Value] = [
            "title": .text("第\(number)件"), "text": "小区物业纠纷", "leadUnit": .text(lead),
            "coHandlers": .list(coHandlers.map(Value.text)), "districtCode": "420100", "channel": "deputy",
            "receivedAt": "2023-04-20T09:10:00+08:00",
        ]
        if caseType == "deputy-suggestion" {
            fields["suggestionNo"] = .text("2023\(number < 10 ? "000" : "00")\(number)")
            fields["leadDeputy"] = "代表甲"
            fields["coSigners"] = []
            fields["meeting"] = "recess"
        } else if let workflow = world.books.workflows[caseType] {
            fields = RandomWorkflow.example(of: workflow, seed: chance.next())
            // What is placed by the street is not taken without one.
            if world.books.registry.depth(of: caseType) == .street { fields["street"] = "示例一街道" }
            // The matter decides the majority; another one is refused, and this publisher wants nothing that is refused.
            if let matter = fields["matter"]?.text, fields["majorityClass"] != nil {
                fields["majorityClass"] = .text(MajorityClass(matter: matter).rawValue)
            }
        }
        let intent = Intent(externalID: "SIM-\(number)", caseType: caseType, fields: fields)
        intents.append(intent)
        return intent
    }

    private mutating func submit(_ intent: Intent, title: String? = nil, at now: Instant) {
        let data: Value = [
            "caseType": .text(intent.caseType), "externalId": .text(intent.externalID),
            "title": .text(title ?? "第\(intent.externalID)件"), "fields": .object(intent.fields),
        ]
        let kind = title == nil ? "case.submit" : "case.submit.other"
        send(.caseSubmit, id: "\(Self.user)/\(intent.externalID)/-/0/\(kind)/0", data, at: now)
    }

    private mutating func send(
        _ type: MessageType,
        about intent: Intent,
        _ data: [String: Value],
        at now: Instant
    ) {
        let all = data.merging(["externalId": .text(intent.externalID)]) { own, _ in own }
        let number = data["number"]?.integer ?? 0
        send(type, id: "\(Self.user)/\(intent.externalID)/-/0/\(type.name)/\(number)", .object(all), at: now)
    }

    private mutating func send(_ type: MessageType, id: String, _ data: Value, at now: Instant) {
        let envelope = Envelope(id: id, source: Self.user, type: type, time: now, data: data)
        publish(envelope.bytes, id: id, type: type.rawValue)
    }

    private mutating func publish(_ body: [UInt8], id: String, type: String?) {
        messages += 1
        let connection = broker.connect(as: Self.user)
        defer { broker.drop(connection) }
        _ = broker.publish(
            MemoryBroker.Message(
                exchange: "huiban.intake",
                routingKey: "\(Self.user).case",
                contentType: Envelope.contentType,
                messageID: id,
                type: type,
                replyTo: Self.replies,
                body: body
            ),
            isMandatory: true,
            on: connection
        )
    }
}
