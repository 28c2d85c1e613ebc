import Casework
import CaseworkTesting
import Contracts
import Crypto
import EventStore
import GRDB

@testable import Desk
@testable import Fleet
@testable import HousingWorker

/// Owners with their voting service, and the bureau that brings their roll: ballots come twice, change, and come again
/// until there is a receipt.
struct SimulatedVoters {
    /// A ballot as it was sent.
    struct Cast: Hashable {
        var caseID: String
        /// The roll that the voter was shown, by its place in the bureau's log.
        var vote: Int64
        var ballot: BallotCast

        var messageID: String {
            "\(SimulatedVoters.user)/\(caseID)/-/0/ballot.\(ballot.voter).\(ballot.number).\(ballot.choice)/\(vote)"
        }
    }

    static let user = "evote"
    static let replies = "reply.evote.simulation"
    static let secret = SymmetricKey(data: [UInt8](repeating: 7, count: 32))

    private let world: World
    private let broker: MemoryBroker
    private let office = VoteOffice(box: BallotBox(secret: SimulatedVoters.secret))
    private(set) var cast: Set<Cast> = []
    /// What the service was told of a ballot, by the id of its message.
    private(set) var receipts: [String: Receipt] = [:]

    init(world: World, broker: MemoryBroker) {
        self.world = world
        self.broker = broker
    }

    /// The service's queue, bound under its own name; again after the broker was wiped.
    static func declare(in broker: MemoryBroker) {
        broker.declareQueue(replies, MemoryBroker.QueueOptions(kind: .quorum, deliveryLimit: 100, maxLength: 100_000))
        broker.bind(queue: replies, to: BallotBox.replies, key: replies)
    }

    /// Somebody brings a roll that is waited for, or an owner votes; false when there is nothing to do.
    mutating func act(at housing: SimulatedProcess, now: Instant, by chance: inout SeededGenerator) throws -> Bool {
        guard let life = housing.life else { return false }
        hear()
        let lines = try life.store.read { try VoteBook.lines(limit: 100, in: $0) }
        let rolls = lines.filter { $0.isRollOpen && $0.vote == nil }
        if let line = rolls.randomElement(using: &chance) {
            bring(to: line.caseID, at: housing, by: &chance)
            return true
        }
        let open = lines.filter { $0.poll?.isOpen(at: now) ?? false && $0.vote?.isFrozen ?? false }
        guard let line = open.randomElement(using: &chance), let vote = line.vote else { return false }
        let waiting = cast.filter { $0.vote == vote.id && receipts[$0.messageID] == nil }.sorted {
            $0.messageID < $1.messageID
        }
        if let again = waiting.randomElement(using: &chance), chance.next() % 2 == 0 {
            send(again, at: now)
            return true
        }
        let voter = Self.owner(Int(chance.next() % UInt64(vote.heads + 1)))
        guard let choice = BallotCast.Choice.allCases.randomElement(using: &chance) else { return false }
        let hash = chance.next() % 16 == 0 ? "another" : vote.hash
        send(
            Cast(
                caseID: line.caseID,
                vote: vote.id,
                ballot: BallotCast(
                    caseID: line.caseID,
                    rollHash: hash,
                    voter: voter,
                    choice: choice,
                    number: chance.next() % 4 == 0 ? 2 : 1,
                    replyTo: Self.replies
                )
            ),
            at: now
        )
        return true
    }

    private static func owner(_ number: Int) -> String { "owner-\(number)" }

    private func bring(to caseID: String, at housing: SimulatedProcess, by chance: inout SeededGenerator) {
        let people = world.people(of: housing.owner).filter(\.mayAct)
        guard let person = people.randomElement(using: &chance) else { return }
        let units = (0..<(3 + Int(chance.next() % 5))).map { unit in
            "1-\(unit),\(Self.owner(unit / 2)),\(9000 + unit)"
        }
        let sheet = (["unit,owner,area"] + units).joined(separator: "\n")
        guard let roll = VoteRoll.read(Array(sheet.utf8)).subject else { return }
        let office = office
        housing.post(
            Engine.Work(
                run: { _ = try office.bring(roll, to: caseID, by: person, reason: "名册", in: $0) },
                tell: { _ in }
            )
        )
    }

    private mutating func send(_ one: Cast, at now: Instant) {
        cast.insert(one)
        let type = MessageType.ballotCast
        let envelope = Envelope(id: one.messageID, source: Self.user, type: type, time: now, data: one.ballot.data)
        let connection = broker.connect(as: Self.user)
        defer { broker.drop(connection) }
        _ = broker.publish(
            MemoryBroker.Message(
                exchange: "huiban.ballots",
                routingKey: "\(Self.user).ballot",
                contentType: Envelope.contentType,
                messageID: one.messageID,
                type: type.rawValue,
                replyTo: Self.replies,
                body: envelope.bytes
            ),
            isMandatory: true,
            on: connection
        )
    }

    /// Reads the receipts that lie there.
    mutating func hear() {
        guard broker.isThere(Self.replies) else { return }
        let connection = broker.connect(as: nil)
        defer { broker.drop(connection) }
        broker.consume(Self.replies, prefetch: 1000, on: connection)
        let deliveries = broker.deliveries(on: connection, limit: 1000)
        for delivery in deliveries {
            guard let receipt = Wire.read(body: delivery.message.body).subject?.payload(Receipt.self).subject else {
                continue
            }
            // A duplicate's receipt comes after that of the ballot, which says more.
            if receipts[receipt.messageID]?.disposition != .accepted { receipts[receipt.messageID] = receipt }
        }
        if let last = deliveries.last { broker.acknowledge(last.tag, isMultiple: true, on: connection) }
    }
}
