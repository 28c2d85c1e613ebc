import Casework
import Contracts
import Fleet
import GRDB
import Hummingbird

extension DeskPages {
    /// The document that a step issued, as a page of A4; with `?public=1` without what names people.
    func document(_ page: PageRequest, _ key: TaskKey, _ visitor: PageDoor.Visitor) async throws -> Response {
        let sight = try await sight(key, visitor)
        guard let completed = sight.detail.completed, let number = completed.document,
            let document = sight.task.content.issues
        else { throw APIRefusal(.notFound, DeskPages.noDocument) }
        let (isVoid, others) = try await engine.read { [desk] db in
            (try !desk.numbers.isValid(number, in: db), try TaskTable.tasks(ofCase: key.caseID, in: db))
        }
        // A letter names whom it is for, though whoever signs it need not see that: another step of the agency does.
        let known = others.reduce(into: [String: Value]()) { $0.merge($1.content.fields) { first, _ in first } }
        let isRedacted = page.parameter("public") == "1"
        let words = words(sight.task.content.caseType)
        let context = documentContext(sight, known, completed.fields, words, isRedacted: isRedacted)
        return try sheet(
            number: number,
            isVoid: isVoid,
            isRedacted: isRedacted,
            title: words.document(document).zh,
            body: templates.body(document, context),
            on: LocalDate(completed.act.at)
        )
    }

    /// The document behind a number of the register: the step's own, or a notice about somebody else's step.
    func notice(_ number: String) async throws -> Response {
        let safe = engine.condition.safe
        let found = try await engine.read { [desk] db -> (NumberRegister.Line, Bool, [String: String])? in
            guard let line = try desk.numbers.line(number, safe: safe, in: db), let key = TaskKey(id: line.task)
            else { return nil }
            let isOwn = try TaskTable.fetch(key, in: db)?.report.completed?.document == number
            return (line, isOwn, isOwn ? [:] : try noticeFacts(key, db))
        }
        guard let (line, isOwn, facts) = found else { throw APIRefusal(.notFound, DeskPages.noDocument) }
        if isOwn { return door.redirect(to: "/desk/tasks/\(line.task)/document") }
        var context: [String: Any] = [
            "caseID": line.caseID, "subject": facts["subject"] ?? line.caseID, "task": line.task,
        ]
        for (name, text) in facts { context[name] = ["text": text, "paragraphs": [text]] }
        context["subject"] = facts["subject"] ?? line.caseID
        return try sheet(
            number: number,
            isVoid: line.voidedAt != nil,
            isRedacted: false,
            title: desk.rules.documents[line.document]?.title.zh ?? line.document,
            body: templates.body(line.document, context),
            on: LocalDate(line.issuedAt)
        )
    }

    private func sheet(
        number: String,
        isVoid: Bool,
        isRedacted: Bool,
        title: String,
        body: String,
        on day: LocalDate
    ) throws -> Response {
        let html = door.templates.render(
            "document",
            [
                "number": number, "isVoid": isVoid, "isRedacted": isRedacted, "isDrill": door.isDrill,
                "issuer": "武汉市\(door.registry.agencies[door.agency]?.title.zh ?? door.agency)", "title": title,
                "body": body, "date": DeskPages.chineseDate(day),
            ]
        )
        guard let html else { throw APIRefusal(.internalServerError, []) }
        var response = Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
        response.headers[.contentType] = "text/html; charset=utf-8"
        return response
    }

    private func documentContext(
        _ sight: Sight,
        _ known: [String: Value],
        _ given: [String: Value],
        _ words: FieldWords,
        isRedacted: Bool
    ) -> [String: Any] {
        let own = sight.detail.fields.merging(given) { _, own in own }
        let all = own.merging(known) { own, _ in own }
        var context: [String: Any] = [:]
        var lines: [[String: Any]] = []
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            let last = name.split(separator: ".").last.map(String.init) ?? name
            let isNaming = desk.rules.fieldClass(sight.task.content.caseType, last).map(
                DeskRules.namingClasses.contains
            )
            let codes = value.texts.compactMap { code($0, in: last)?.zh }
            let plain =
                codes.isEmpty
                ? words.value(ValueText.plain(value), of: last).zh : codes.map { "《\($0)》" }.joined(separator: "、")
            let text = isRedacted && isNaming == true ? "（已隐去）" : plain
            let paragraphs = text.split(separator: "\n").map(String.init)
            context[last] = ["text": text, "paragraphs": paragraphs]
            if own[name] != nil { lines.append(["label": words.field(name).zh, "text": text]) }
        }
        context["fields"] = lines
        context["subject"] = sight.task.content.subject
        context["caseID"] = sight.task.content.caseID
        return context
    }

    /// 2023年4月27日: documents carry Arabic numerals without leading zeros (GB/T 9704, 7.3.5.4).
    static func chineseDate(_ day: LocalDate) -> String { "\(day.year)年\(day.parts.month)月\(day.parts.day)日" }

    private static let noDocument = Problem(
        "NO_DOCUMENT",
        zh: "这一步没有发出文书，或者文号尚未确认",
        en: "This step issued no document, or its number is not confirmed yet"
    )
}
