package import Casework
import Contracts
import Fleet
package import Hummingbird

/// A deadline proved day by day, as a page that can be printed as evidence.
package struct ProofPage: Sendable {
    let door: PageDoor

    package init(door: PageDoor) { self.door = door }

    /// The page of some clocks of a case; `up` is where it was opened from.
    package func render(
        _ clocks: [ClockExplanation],
        of caseID: String,
        up: String,
        _ page: PageRequest,
        _ visitor: PageDoor.Visitor
    ) throws -> Response {
        let (language, now) = (page.language, door.engine.clock.now())
        let shown = clocks.map { clock -> [String: Any] in
            [
                "title": clock.title[language],
                "agency": clock.agency.isEmpty
                    ? "" : " · \(door.registry.words(forParty: clock.agency)?[language] ?? clock.agency)",
                "verdict": clock.verdict.words[language], "calendar": clock.calendar,
                "ends": clock.ends.map { end($0, now: now, language) },
                "entries": clock.entries.map {
                    ["at": $0.at.forPeople, "text": $0.words[language]]
                },
            ]
        }
        return try door.render(
            "proof",
            ["id": caseID, "up": up, "clocks": shown],
            title: "\(PageWords["proof"][language]) \(caseID)",
            page,
            visitor
        )
    }

    private func end(_ end: ClockExplanation.End, now: Instant, _ language: Language) -> [String: Any] {
        var shown: [String: Any] = [
            "kind": PageWords[end.kind.rawValue][language], "term": end.term[language],
            // Evidence is read on another day.
            "from": end.from.forPeople, "due": PageMoments.due(end.due, now: now, language),
            "isUncertain": !end.isCertain, "sum": sum(end)[language], "hasLines": !end.lines.isEmpty,
            "lines": end.lines.map { line in
                [
                    "date": line.date.description, "kind": line.kind.words[language], "part": line.part.words[language],
                    "count": line.part == .counted ? String(line.count) : "",
                ]
            },
        ]
        if let source = end.source { shown["source"] = source }
        return shown
    }

    private func sum(_ end: ClockExplanation.End) -> Words {
        if let minutes = end.minutes {
            let paused = end.pausedMinutes ?? 0
            return Words(
                zh: "昼夜连续计\(minutes - paused)分钟，挂起\(paused)分钟",
                en: "\(minutes - paused) minutes around the clock, \(paused) paused"
            )
        }
        return Words(
            zh: "计\(end.counted)日，挂起\(end.paused)日，超出\(end.over)日",
            en: "\(end.counted) days counted, \(end.paused) paused, \(end.over) over"
        )
    }
}
