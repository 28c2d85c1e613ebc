import EventStore

/// An owner's journal as the owner uses it before its engine runs: to compare, to mend, to replay.
package protocol JournalStream: Sendable {
    /// Appends one message and returns when the broker has it; throws when it has not.
    func append(_ messageID: String, type: String, body: [UInt8]) async throws
    /// Reads in order until `isEnough`, the message that was enough included, or until no more comes.
    func read(
        from start: JournalStart,
        until isEnough: @escaping @Sendable (JournalItem) -> Bool
    ) async throws -> [JournalItem]
}

/// Where to begin to read a journal.
package enum JournalStart: Hashable, Sendable {
    case first
    /// Somewhere near the end: the newest message, and maybe some before it.
    case last
    case offset(Int64)
}

extension JournalItem {
    static let recordType = "huiban.journal.v1"

    /// The entries in it, nil for a mark.
    func record() throws -> JournalRecord? { try type == Self.recordType ? JournalRecord.decode(body) : nil }
}

/// Where a journal begins.
package struct JournalBeginning: Hashable, Sendable {
    /// The first entry in it.
    package var n: Int64
    /// Whether the broker has dropped what came before; a stream that was deleted begins anew and is not cut.
    package var isCut: Bool
}

/// One message of a journal's stream.
package struct JournalItem: Hashable, Sendable {
    package var offset: Int64
    package var messageID: String?
    package var type: String?
    package var body: [UInt8]

    package init(offset: Int64, messageID: String?, type: String?, body: [UInt8]) {
        self.offset = offset
        self.messageID = messageID
        self.type = type
        self.body = body
    }
}
