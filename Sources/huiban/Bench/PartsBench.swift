import Casework
import Contracts
import EventStore
import Foundation

/// What the parts of one message's way cost by themselves, on one thread and without a broker.
struct PartsBench {
    /// Microseconds each.
    struct Costs: Codable {
        /// The bytes of a submission, read and checked as an envelope.
        var decode = 0.0
        /// The opening of a case of four steps, decided.
        var decide = 0.0
        /// What was decided, folded into the case.
        var fold = 0.0
        /// An entry of the log, five hundred in a commit.
        var record = 0.0
        /// The envelope, as bytes.
        var encode = 0.0

        private enum CodingKeys: String, CodingKey {
            case decode = "decode_us"
            case decide = "decide_us"
            case fold = "fold_us"
            case record = "record_us"
            case encode = "encode_us"
        }
    }

    /// The contracts by which the cases run.
    let contracts: String
    /// Where a log of its own may lie.
    let folder: String

    private static let rounds = 2000

    /// A message of the bench was not understood: then nothing is measured.
    struct NotUnderstood: Error { var what: String }

    func run() throws -> Costs {
        guard let books = Books.load(directory: contracts).subject,
            let workflow = books.workflows[RelayWorkflow.Way.byRule.rawValue], let now = Instant(Self.now)
        else { throw NotUnderstood(what: contracts) }
        var costs = Costs()
        let envelopes = (1...Self.rounds).map { RelayPlay.envelope($0, .byRule, at: now) }
        var bodies: [[UInt8]] = []
        costs.encode = Self.microseconds { bodies = envelopes.map(\.bytes) }
        var read = 0
        costs.decode = Self.microseconds { read = bodies.count { Wire.read(body: $0).subject != nil } }
        guard read == Self.rounds else { throw NotUnderstood(what: "an envelope") }

        let openings = (1...Self.rounds).map { opening($0, workflow, now) }
        var facts: [[Casework.CaseEvent]] = []
        costs.decide = Self.microseconds {
            facts = openings.map { decide(.open($0), on: nil, by: workflow, calendar: books.calendar, at: now) }
        }
        var cases: [Case] = []
        costs.fold = Self.microseconds {
            cases = facts.compactMap { $0.reduce(nil as Case?) { evolve($0, $1) } }
        }
        guard cases.allSatisfy({ !$0.tasks.isEmpty }) else { throw NotUnderstood(what: "an opening") }
        costs.record = try 1e6 / BareLog(folder: folder).rate()
        return costs
    }

    private static let now = "2023-04-27T09:00:00+08:00"

    private func opening(_ number: Int, _ workflow: Workflow, _ now: Instant) -> CaseInput.Opening {
        CaseInput.Opening(
            caseID: "WH-420102-RL-20230427-\(number)",
            workflow: workflow.name,
            workflowVersion: workflow.version,
            subject: "接力\(number)",
            publisher: "suggestions",
            externalID: "RELAY-\(number)",
            fields: ["text": "建议加强行业监管。", "districtCode": "420102"],
            openedAt: now,
            receivedAt: now
        )
    }

    /// Of one round.
    private static func microseconds(_ work: () -> Void) -> Double {
        let begun = ContinuousClock.now
        work()
        return ContinuousClock.now.seconds(since: begun) * 1e6 / Double(rounds)
    }
}
