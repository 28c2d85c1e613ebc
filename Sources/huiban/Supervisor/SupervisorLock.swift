import Fleet
import Foundation

/// Held by the one supervisor of a home for as long as it lives; the kernel lets go of it whatever ends the process.
struct SupervisorLock: ~Copyable {
    private let descriptor: Int32

    /// Takes the lock, or returns nil when another supervisor has it.
    init?(home: Home) throws {
        descriptor = open(home.supervisorLock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DurableFile.Failure(path: home.supervisorLock, action: "open", code: errno)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }
}
