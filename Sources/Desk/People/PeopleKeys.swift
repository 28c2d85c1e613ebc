import Fleet
import Foundation
import Synchronization

/// How people of a home prove who they are: hashes of their tokens and passwords, as its file says them now.
///
/// The file is looked at when somebody signs in or opens a page, so that a new password holds without a restart.
final class PeopleKeys: Sendable {
    private struct State {
        var version: FileVersion?
        var tokens: TokenBook<String>
        var passwords: [String: PasswordHash] = [:]
        var passwordsAt: [String: Int64] = [:]

        init(_ keys: [Credentials.PersonKey], _ version: FileVersion?) {
            self.version = version
            tokens = TokenBook(keys.map { ($0.tokenHash, $0.person) })
            for key in keys {
                passwords[key.person] = key.password
                passwordsAt[key.person] = key.passwordAt
            }
        }
    }

    private let path: String?
    private let state: Mutex<State>

    /// Keys that stay as they are.
    init(_ keys: [Credentials.PersonKey]) {
        path = nil
        state = Mutex(State(keys, nil))
    }

    /// The keys of a file that is replaced now and then; throws when it is not there or cannot be read.
    init(file path: String) throws {
        self.path = path
        state = Mutex(try PeopleKeys.read(path))
    }

    /// Reads the file again if it was replaced.
    func lookAgain() throws {
        guard let path else { return }
        try state.withLock { state in
            if FileVersion(path: path) != state.version { state = try PeopleKeys.read(path) }
        }
    }

    /// Whose token has this hash.
    func person(tokenHash: String) -> String? { state.withLock { $0.tokens }.holder(tokenHash: tokenHash) }

    /// What is kept of a person's password; nil for nobody's, or none.
    func password(of person: String) -> PasswordHash? { state.withLock { $0.passwords[person] } }

    /// When a person was given the password, in milliseconds of the wall clock; nil while there is none.
    func passwordAt(of person: String) -> Int64? { state.withLock { $0.passwordsAt[person] } }

    private static func read(_ path: String) throws -> State {
        // The version first: a file that is replaced in between is read once more, never once too little.
        let version = FileVersion(path: path)
        guard let keys = try DurableFile.read([Credentials.PersonKey].self, from: path) else {
            throw DurableFile.Failure(path: path, action: "read", code: ENOENT)
        }
        return State(keys, version)
    }
}
