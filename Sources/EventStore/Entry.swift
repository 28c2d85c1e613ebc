package import Casework
import Foundation
import GRDB

/// One line of a process's log: the only truth the process has (design rule J).
package struct Entry: Hashable, Sendable {
    /// Position, from 1, without a gap.
    package var n: Int64
    /// Which life of the file wrote it; a rebuild starts a new one.
    package var epoch: Int64
    /// The fleet's time when it was recorded.
    package var at: Instant
    /// What kind of fact it is (`case.event`, `desk.act`, `dead` …).
    package var kind: String
    /// The case it belongs to, or empty.
    package var caseID: String
    /// The fact itself, JSON; in the entry of a case the texts that name people are sealed.
    package var body: [UInt8]
    /// Running SHA-256 over this entry and the chain before it.
    package var chain: [UInt8]
    /// The fact as it was before it became `body`, while the entry is in the hands of who recorded it.
    var fresh = FreshFact()

    package init(n: Int64, epoch: Int64, at: Instant, kind: String, caseID: String, body: [UInt8], chain: [UInt8]) {
        self.n = n
        self.epoch = epoch
        self.at = at
        self.kind = kind
        self.caseID = caseID
        self.body = body
        self.chain = chain
    }

    /// The same entry with what is sealed in it opened for whoever decodes it.
    func opened(in db: Database) throws -> Entry {
        guard fresh.value == nil, fresh.clear == nil, SealedText.isIn(body) else { return self }
        var opened = self
        opened.fresh.clear = SealedText.open(body, by: try KeyTable.key(of: caseID, in: db), of: caseID)
        return opened
    }

    /// The fact as a value; throws when the body is not of that shape.
    package func decode<T: Decodable>(_ type: T.Type) throws -> T {
        if let fact = fresh.value as? T { return fact }
        return try JSONDecoder().decode(type, from: Data(fresh.clear ?? body))
    }
}

/// A fact that need not be read from the bytes it was just written to, or that was opened; no part of what an entry is.
struct FreshFact: Hashable, Sendable {
    var value: (any Sendable)?
    /// The body with its sealed texts opened, nil when it has none.
    var clear: [UInt8]?

    static func == (left: FreshFact, right: FreshFact) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
}
