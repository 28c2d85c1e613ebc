import Contracts
import EventStore
import Fleet
import Logging

extension PageDoor {
    /// Takes notice of passwords that were given since.
    func lookAgain() {
        do {
            try people.lookAgain()
        } catch {
            // What was known before holds, so that a faulty file locks nobody out who could come in.
            engine.log.error("people.json cannot be read again", metadata: ["reason": "\(error)"])
        }
    }

    /// Ends what a person had open before his password was given; says whether the session opened at `opened` is among it.
    @discardableResult
    func endSessions(before given: Int64?, of person: Person, _ opened: Int64) async throws -> Bool {
        guard let given, try await engine.read({ try SessionBook.hasOlder(than: given, of: person.id, in: $0) }) else {
            return false
        }
        let body = SessionBook.Closed(person: person.id, session: nil, before: given)
        _ = try await engine.commit { try $0.record(SessionBook.Kind.closed.rawValue, case: "", body) }
        return opened < given
    }
}
