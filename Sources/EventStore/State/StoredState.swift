package import Foundation

/// How values stand in folded tables: tagged bytes in the order in which a type writes its members, so that equal values
/// have equal bytes and are read without looking for anything.
///
/// Written by hand although Foundation has codecs: the state of a case is stored after every entry, and as JSON that was
/// a third of the coordinator's time. Nobody but this store's own folds reads it; a refold makes it anew, and
/// `Store.stateVersion` says when it must.
package enum StoredState {
    /// The bytes of a value; dictionaries and sets of texts in ascending order.
    package static func encode(_ value: some Encodable) throws -> Data {
        let writer = StateWriter()
        try writer.put(value, at: 0)
        writer.close(to: 0)
        return Data(writer.bytes)
    }

    /// The body of an entry, whether a reader of the bytes comes to the same value, and whether it names people by the
    /// fields of `sealing`; `seal` gives the JSON of each text that does.
    static func json(
        _ value: some Encodable,
        naming sealing: Sealing? = nil,
        seal: ((String) throws -> [UInt8])? = nil
    ) throws -> (bytes: [UInt8], isExact: Bool, isPersonal: Bool) {
        let writer = JSONStateWriter(sealing: sealing, seal: seal)
        try writer.put(value, at: 0)
        writer.close(to: 0)
        if let failure = writer.failure { throw failure }
        return (writer.bytes, !writer.hasDecimals, writer.isPersonal)
    }

    /// Reads what `encode` wrote; throws for anything else.
    package static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let source = StateSource(bytes: Array(data))
        guard try source.end(of: 0) == source.bytes.count else { throw StateError.damaged }
        return try source.value(type, at: 0)
    }
}

/// Bytes that no value was stored as.
enum StateError: Error {
    case damaged
    /// A member that the type needs is not there.
    case missing(String)
    /// A number beyond 63 bits.
    case tooLarge
}

/// What a stored value begins with.
enum StateTag: UInt8 {
    case null
    case no
    case yes
    /// A variable number of bytes, seven bits each, the lowest first; the lowest bit is the sign.
    case integer
    /// Eight bytes.
    case decimal
    /// Its length and its UTF-8.
    case text
    /// The length of all elements in four bytes, and the elements.
    case list
    /// The length of all members in four bytes, and for each its name and its value.
    case members
}
