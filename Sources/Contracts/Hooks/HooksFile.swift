package import Casework
import Foundation

/// `hooks.yaml` of a home: who is called for an urgent task, and how.
package struct HooksFile: Hashable, Sendable {
    /// Everything that can be used.
    package var hooks: Hooks
    /// What is wrong with the file; an entry with a fault is left out, for a slip in one must not silence the others.
    package var problems: [Problem]

    /// Reads the file at `path`, nil when there is none.
    package static func load(_ path: String, registry: Registry) -> HooksFile? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            return HooksFile(try String(contentsOfFile: path, encoding: .utf8), registry: registry)
        } catch {
            let problem = Problem(
                "FILE_UNREADABLE",
                at: name,
                zh: "文件\(name)无法读取",
                en: "The file \(name) cannot be read"
            )
            return HooksFile(hooks: Hooks(), problems: [problem])
        }
    }

    private init(hooks: Hooks, problems: [Problem]) {
        self.hooks = hooks
        self.problems = problems
    }

    /// Reads its text.
    package init(_ text: String, registry: Registry) {
        var problems: [Problem] = []
        var hooks: [Hook] = []
        if let top = YAMLCursor.read(text, file: Self.name, &problems) {
            _ = top.members(known: ["version", "hooks"], &problems)
            if top.required("version", &problems)?.text(&problems) != "1" {
                problems.append(top.problem("VERSION_UNSUPPORTED", zh: "version应为1", en: "The version must be 1"))
            }
            for (place, entry) in top.required("hooks", &problems)?.members(&problems) ?? [] {
                var faults = Self.faults(of: place, entry, registry)
                if let hook = Self.hook(place, entry, &faults), faults.isEmpty { hooks.append(hook) }
                problems += faults
            }
        }
        self.init(hooks: Hooks(hooks), problems: problems)
    }

    private static let name = "hooks.yaml"

    private static func faults(of place: String, _ entry: YAMLCursor, _ registry: Registry) -> [Problem] {
        let parts = place.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let agency = registry.agencies[parts[0]] else {
            return [entry.problem("AGENCY_UNKNOWN", zh: "没有部门\(parts[0])", en: "There is no agency \(parts[0])")]
        }
        guard parts.count == 2, agency.units[parts[1]] == nil else { return [] }
        return [
            entry.problem(
                "UNIT_UNKNOWN",
                zh: "\(parts[0])没有单位\(parts[1])",
                en: "\(parts[0]) has no unit \(parts[1])"
            )
        ]
    }

    private static func hook(_ place: String, _ entry: YAMLCursor, _ problems: inout [Problem]) -> Hook? {
        _ = entry.members(known: ["command", "url", "every"], &problems)
        let every = entry.member("every").map { interval($0, &problems) } ?? .seconds(120)
        let way: Hook.Way? =
            switch (entry.member("command"), entry.member("url")) {
            case (let command?, nil): program(command, &problems)
            case (nil, let url?): address(url, &problems)
            case (nil, nil), (_?, _?):
                refused(
                    entry,
                    "HOOK_WAY",
                    zh: "command与url须有且只有一个",
                    en: "It needs command or url, one of them",
                    &problems
                )
            }
        guard let way, let every else { return nil }
        return Hook(place: place, way: way, every: every)
    }

    private static func interval(_ place: YAMLCursor, _ problems: inout [Problem]) -> Duration? {
        switch place.text(&problems).flatMap({ Span($0) }) {
        case .minutes(let count) where count > 0: .seconds(count * 60)
        case .hours(let count) where count > 0: .seconds(count * 3600)
        case .minutes, .hours, .workingDays, .sessions, .days, .months, .monthDay, .date, .percent, .atClose, nil:
            refused(place, "SPAN_FORM", zh: "间隔应写作2min或1h", en: "An interval is written 2min or 1h", &problems)
        }
    }

    private static func program(_ place: YAMLCursor, _ problems: inout [Problem]) -> Hook.Way? {
        let words = place.elements(&problems).compactMap { $0.text(&problems) }
        guard let program = words.first, program.hasPrefix("/") else {
            return refused(
                place,
                "HOOK_PATH",
                zh: "程序须写绝对路径",
                en: "The program is named by its absolute path",
                &problems
            )
        }
        return .command(words)
    }

    private static func address(_ place: YAMLCursor, _ problems: inout [Problem]) -> Hook.Way? {
        guard let text = place.text(&problems) else { return nil }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil else {
            return refused(place, "HOOK_URL", zh: "应为http地址", en: "This is an http address", &problems)
        }
        return .url(text)
    }

    private static func refused<Wanted>(
        _ place: YAMLCursor,
        _ code: String,
        zh: String,
        en: String,
        _ problems: inout [Problem]
    ) -> Wanted? {
        problems.append(place.problem(code, zh: zh, en: en))
        return nil
    }
}
