import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// The right to write a file, held by this process alone and not inherited by what it starts.
package final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock or throws `StoreError.inUse` at once.
    package init(path: String) throws {
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StoreError.inUse(path: path)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}
