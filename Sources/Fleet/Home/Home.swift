import Foundation

/// The folder that holds everything of one local fleet: broker data, stores, logs, the clock and the credentials.
///
/// `HUIBAN_HOME` names it; without that it is `.huiban` in the working folder (design, section 7).
package struct Home: Hashable, Sendable {
    /// The absolute path of the folder.
    package let path: String

    /// A home at `path`; a relative path is resolved against the working folder now, because a supervised process
    /// may change it.
    package init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path(percentEncoded: false).withoutFinalSlash
    }

    /// The home meant by an option on the command line, else by `HUIBAN_HOME`, else `./.huiban`.
    package static func resolved(option: String?, environment: [String: String]) -> Home {
        Home(option ?? environment["HUIBAN_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? ".huiban")
    }

    /// The path of something inside the home.
    package func path(_ parts: String...) -> String { ([path] + parts).joined(separator: "/") }

    /// The private broker node: data, configuration, cookie, the HOME of its Erlang machine.
    package var brokerFolder: String { path("broker") }
    /// The state of the supervisor and of every process it started.
    package var fleetFile: String { path("fleet.json") }
    /// The anchor of the fleet's one clock.
    package var clockFile: String { path("clock.json") }
    /// Held with `flock` by the one supervisor of this home.
    package var supervisorLock: String { path("supervisor.lock") }
    /// Where people's bearer tokens lie, one file a person.
    package var peopleFolder: String { path("credentials", "people") }
    /// The hashes of the people's tokens and passwords, read by every worker.
    package var peopleFile: String { path("credentials", "people.json") }
    /// Held with `flock` by whoever replaces `peopleFile`.
    package var peopleLock: String { path("credentials", "people.lock") }
    /// Where the processes' own tokens lie, one file an owner.
    package var servicesFolder: String { path("credentials", "services") }
    /// The hashes of the processes' tokens, read by every process.
    package var servicesFile: String { path("credentials", "services.json") }
    /// Who is called for urgent tasks, and how; written by the person on duty, absent when nobody is.
    package var hooksFile: String { path("hooks.yaml") }
    /// Which back-ups were verified last; absent when none was.
    package var verifiedBackupsFile: String { path("verified-backups.json") }
    /// The logs, one file a process.
    package var logFolder: String { path("log") }

    /// The SQLite file of an owner (`police`).
    package func store(_ owner: String) -> String { path("store", "\(owner).sqlite") }
    /// The content-addressed attachments of an owner.
    package func files(_ owner: String) -> String { path("files", owner) }
    /// The log of a process, JSON lines.
    package func log(_ process: String) -> String { path("log", "\(process).log") }
    /// The broker address of a user, with the password (mode 0600).
    package func credential(_ user: String) -> String { path("credentials", "\(user).url") }
    /// The bearer token of a person (mode 0600).
    package func token(_ person: String) -> String { path("credentials", "people", "\(person).token") }

    /// A secret of one purpose that no other process and no person needs (mode 0600).
    package func ownSecret(_ purpose: String) -> String { path("credentials", "\(purpose).secret") }

    /// The keys that close the keys of an owner's cases, one file a version.
    package func keys(_ owner: String) -> String { path("credentials", "keys", owner) }

    /// The keys that close the dead letters of an owner's last days, one file a day; no back-up holds them.
    package func dayKeys(_ owner: String) -> String { path("credentials", "keys", owner, "days") }

    /// The token with which an owner's process speaks to another process (mode 0600).
    package func serviceToken(_ owner: String) -> String { path("credentials", "services", "\(owner).token") }

    /// Whether the folder is there.
    package var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes the folders that are missing, readable by their owner alone.
    ///
    /// - Throws: when a folder cannot be made.
    package func create() throws {
        let folders = [
            path, brokerFolder, path("store"), path("files"), logFolder, path("credentials"), peopleFolder,
            servicesFolder,
        ]
        for folder in folders {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        }
    }
}

extension String {
    fileprivate var withoutFinalSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
