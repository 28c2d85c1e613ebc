/// How the hooks of a process are doing, for `/status` and the doctor.
package struct HookReport: Hashable, Codable, Sendable {
    /// Code and place of everything that is wrong with `hooks.yaml`, without what stands there.
    package var problems: [String]
    /// Why the last call of a place reached nobody; a place whose last call did is not listed.
    package var failing: [String: String]
    /// Urgent tasks with a hook that nobody has signed for.
    package var unsigned: Int
    package var counts: Counts

    package struct Counts: Hashable, Codable, Sendable {
        package var reached = 0
        package var failed = 0
    }
}
