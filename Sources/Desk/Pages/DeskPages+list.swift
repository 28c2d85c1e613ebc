import Casework
import Contracts
import Fleet
import Hummingbird

extension DeskPages {
    /// The queue: tabs with true counts, one page of tasks, one bar for many at once.
    func list(_ page: PageRequest, _ visitor: PageDoor.Visitor, bulk: [[String: Any]] = []) async throws -> Response {
        let now = engine.clock.now()
        let asked = query(page, now: now)
        let (list, tasks, total, counts) = try await engine.read { db in
            var list = asked
            list.standingInFor = try Absences.absent(withSubstitute: visitor.person.id, at: now, in: db)
            let found = try list.found(for: visitor.person, in: db)
            let counts = try TaskList.counts(for: visitor.person, standingInFor: list.standingInFor, in: db)
            return (list, found.tasks, found.total, counts)
        }
        let language = page.language
        let first = list.page * TaskList.pageSize
        let colleagues = door.people.people(of: door.agency).filter(\.mayAct)
        var content: [String: Any] = [
            "tab": list.tab.rawValue, "tabLabel": list.tab.words[language], "q": list.search,
            "overdue": list.overdueAt != nil, "hasRows": !tasks.isEmpty,
            "rows": tasks.map { row($0, visitor.person, now: now, language) },
            "tabs": TaskList.Tab.allCases.map { tab -> [String: Any] in
                [
                    "id": tab.rawValue, "label": tab.words[language], "count": counts[tab] ?? 0,
                    "isCurrent": tab == list.tab, "address": "/desk?tab=\(tab.rawValue)",
                ]
            },
            "address": PageDoor.address(page, with: [:]),
            "csvAddress": "/desk/tasks.csv?\(page.request.uri.query ?? "")",
            "mayAssign": visitor.person.mayAct,
            "own": desk.practice.pages.links.map { ["address": $0.address, "title": $0.title[language]] },
            "colleagues": colleagues.map { ["id": $0.id, "name": $0.name] },
            "range": total == 0 ? "0" : "\(first + 1)–\(first + tasks.count) / \(total)",
        ]
        if first > 0 { content["previous"] = PageDoor.address(page, with: ["page": String(list.page - 1)]) }
        if first + tasks.count < total {
            content["next"] = PageDoor.address(page, with: ["page": String(list.page + 1)])
        }
        if !list.standingInFor.isEmpty {
            let names = list.standingInFor.map(name).joined(separator: "、")
            content["standingIn"] = language == .zh ? "代办：\(names)" : "standing in for \(names)"
        }
        if !bulk.isEmpty { content["bulkResults"] = ["items": bulk] }
        return try await render("desk", content, title: PageWords["desk"][language], page, visitor)
    }

    /// The counts of the tabs, asked for every few seconds.
    func counts(_ visitor: PageDoor.Visitor) async throws -> Response {
        let now = engine.clock.now()
        let counts = try await engine.read { db in
            let absent = try Absences.absent(withSubstitute: visitor.person.id, at: now, in: db)
            return try TaskList.counts(for: visitor.person, standingInFor: absent, in: db)
        }
        return try json(Dictionary(uniqueKeysWithValues: counts.map { ($0.rawValue, String($1)) }))
    }

    /// The tab as a table for an office program: UTF-8 with a mark, so that it opens in Chinese.
    func table(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let now = engine.clock.now()
        var list = query(page, now: now)
        list.page = 0
        let wanted = list
        let tasks = try await engine.read { try wanted.tasks(for: visitor.person, limit: 10_000, in: $0) }
        let language = page.language
        let heads = ["subject", "step", "due", "timeLeft", "holder", "state"].map { PageWords[$0][language] }
        let lines = tasks.map { task -> [String] in
            let line = TaskLine(task, for: visitor.person, now: now, isWorkingDay: desk.rules.isWorkingDay)
            return [
                line.caseID, line.subject, line.title[language],
                line.due.map { PageMoments.due($0, now: now, language) } ?? "",
                line.remaining.map { language == .zh ? $0.zh : $0.en } ?? "", line.holder.map(name) ?? "",
                line.state.words[language],
            ]
        }
        let text = ([["ID"] + heads] + lines).map { $0.map(CSVText.field).joined(separator: ",") }.joined(
            separator: "\r\n"
        )
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: "\u{FEFF}\(text)\r\n")))
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.contentDisposition] = "attachment; filename=\"desk-\(list.tab.rawValue).csv\""
        return response
    }

    private func query(_ page: PageRequest, now: Instant) -> TaskList {
        TaskList(
            tab: page.parameter("tab").flatMap(TaskList.Tab.init) ?? .toSign,
            search: String((page.parameter("q") ?? "").prefix(100)),
            overdueAt: page.parameter("overdue") == "1" ? now : nil,
            page: min(max(page.parameter("page").flatMap { Int($0) } ?? 0, 0), 1_000_000)
        )
    }

    private func row(_ task: DeskTask, _ person: Person, now: Instant, _ language: Language) -> [String: Any] {
        let line = TaskLine(task, for: person, now: now, isWorkingDay: desk.rules.isWorkingDay)
        var row: [String: Any] = [
            "id": line.id, "subject": line.subject, "caseID": line.caseID,
            "caseType": workflows[line.caseType]?.title[language] ?? line.caseType, "step": line.title[language],
            "lead": PageWords[line.part][language],
            "due": line.due.map { PageMoments.due($0, now: now, language) } ?? "", "tone": tone(line),
            "cards": cards(line, language), "isPaused": task.isPaused,
        ]
        if let left = line.remaining { row["left"] = left.words[language] }
        if line.attempt > 1 { row["attempt"] = language == .zh ? "第\(line.attempt)次" : "attempt \(line.attempt)" }
        if let party = line.party { row["party"] = words(line.caseType).party(party)[language] }
        if let holder = line.holder { row["holder"] = name(holder) }
        return row
    }

    /// Late, soon (today or the working day after it) or neither; the words say it as well.
    func tone(_ line: TaskLine) -> String {
        guard let left = line.remaining else { return "" }
        return left.milliseconds <= 0 ? "late" : left.workingDays <= 2 ? "soon" : ""
    }

    func cards(_ line: TaskLine, _ language: Language) -> [[String: Any]] {
        line.cards.map { card in
            let kind = card == "yellow-card" ? "yellow" : "red"
            return ["kind": kind, "text": words(line.caseType).notice(card)[language]]
        }
    }

}
