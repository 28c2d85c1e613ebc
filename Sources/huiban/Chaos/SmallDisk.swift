import Fleet
import Foundation

/// A disk of its own for one worker's file, small enough to be filled: a tmpfs, where this machine lets us mount one.
struct SmallDisk: Sendable {
    /// Whose file lies on it.
    static let owner = "civil-affairs"

    let home: Home

    private var folder: String { home.path("small-disk") }
    private var filler: String { "\(folder)/filler" }
    private var link: String { home.store(SmallDisk.owner) }
    private var file: String { "\(folder)/\(SmallDisk.owner).sqlite" }

    /// Makes it, before the fleet's first start.
    ///
    /// - Returns: whether this machine allows it.
    func make() throws -> Bool {
        try home.create()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard run("mount", ["-t", "tmpfs", "-o", "size=512m,mode=700", "huiban-chaos", folder]) else { return false }
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        return true
    }

    /// Takes all the room there is.
    func fill() -> Bool {
        let descriptor = open(filler, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var room = statvfs()
        guard statvfs(folder, &room) == 0 else { return false }
        let size = off_t(room.f_bavail) * off_t(room.f_frsize)
        return size > 0 && posix_fallocate(descriptor, 0, size) == 0
    }

    /// Gives the room back.
    func empty() { unlink(filler) }

    /// Puts the file where others have theirs and takes the disk away; the fleet must be down.
    func remove() throws {
        guard isMounted else { return }
        empty()
        for end in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: file + end) {
            unlink(link + end)
            try FileManager.default.copyItem(atPath: file + end, toPath: link + end)
        }
        _ = run("umount", [folder])
    }

    private var isMounted: Bool {
        let mounts = FileManager.default.contents(atPath: "/proc/mounts") ?? Data()
        return String(decoding: mounts, as: UTF8.self).contains(" \(folder) tmpfs ")
    }

    private func run(_ tool: String, _ arguments: [String]) -> Bool {
        let path = ["/usr/bin/\(tool)", "/bin/\(tool)"].first { FileManager.default.isExecutableFile(atPath: $0) }
        guard geteuid() == 0, let path else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return false
        }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
