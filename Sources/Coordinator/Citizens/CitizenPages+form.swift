import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird

extension CitizenPages {
    /// The names of the form's fields.
    private static let names = ["category", "text", "proceedings", "name", "phone", "confidential"]

    /// The form of an estate, with what was typed and everything that was wrong with it.
    func form(
        _ page: PageRequest,
        _ estate: Estate,
        _ number: ReceiptNumber,
        problems: [Problem] = []
    ) throws -> Response {
        let language = page.language
        var content: [String: Any] = [
            "code": estate.code, "name": estate.name, "street": estate.street, "number": number.text,
            "text": page.field("text"), "personName": page.field("name"), "phone": page.field("phone"),
            "isConfidential": page.form.isEmpty || page.field("confidential") == "1",
            "categories": options(categories, chosen: page.field("category"), language),
            "proceedings": options(proceedings, chosen: page.field("proceedings"), language),
        ]
        if !problems.isEmpty {
            content["problems"] = [
                "items": problems.map { problem -> [String: Any] in
                    let field = problem.pointer.split(separator: "/").map(String.init).last(where: Self.names.contains)
                    var item: [String: Any] = ["text": language == .zh ? problem.zh : problem.en]
                    if let field { item["anchor"] = "c-\(field)" }
                    return item
                }
            ]
        }
        return try render(
            "complaint",
            content,
            "complain",
            page,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private var workflow: Workflow? { office.intake.workflows[Complaint.caseType] }

    /// What a complaint about services can be about; dangers have a number to ring.
    private var categories: [(id: String, label: Words)] {
        let codes = door.registry.codes["category"]
        return (codes?.details ?? [:]).map { ("propertyService.\($0.key)", $0.value) }.sorted { $0.0 < $1.0 }
    }

    private var proceedings: [(id: String, label: Words)] {
        let words = FieldWords(workflow)
        let choices = workflow?.form.fields.first { $0.name == "proceedings" }?.choices ?? []
        return choices.map { ($0, words.value($0, of: "proceedings")) }
    }

    private func options(
        _ all: [(id: String, label: Words)],
        chosen: String,
        _ language: Language
    ) -> [[String: Any]] {
        all.map { ["id": $0.id, "label": $0.label[language], "isChosen": $0.id == chosen] }
    }

    /// Opens a case, or says all that is wrong; a number that has its case leads there, however often it is sent.
    func complain(_ page: PageRequest, _ estate: Estate) async throws -> Response {
        guard let number = ReceiptNumber(page.field("number"), of: estate.code) else {
            let stale = Problem("FORM_STALE", zh: CitizenWords["stale"].zh, en: CitizenWords["stale"].en)
            return try form(page, estate, ReceiptNumber(of: estate.code), problems: [stale])
        }
        let now = engine.clock.now()
        let typed = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, page.field($0).trimmed) })
        let complaint = Complaint(
            estate: estate,
            number: number,
            typed: typed,
            receivedAt: now,
            matter: categories.first { $0.id == typed["category"] }?.label.zh ?? "物业服务"
        )
        let receiptPage = "/citizen/cases/\(number.text)"
        let (isKnown, reading) = try await engine.read { db in
            (
                try Receipts.intent(user: Complaint.publisher, externalID: number.text, in: db) != nil,
                try office.intake.checked(complaint.submission, at: now, in: db)
            )
        }
        guard !isKnown else { return door.redirect(to: receiptPage) }
        // Checked before anything is kept: a stranger fills no log with what is refused.
        if case .bad(let problems) = reading {
            return try form(page, estate, number, problems: problems.filter { $0.severity == .error })
        }
        guard limits.estates.admits(estate.code, at: door.wall()) else {
            throw CitizenRefusal(.tooManyRequests, "tooMany")
        }
        let saved = try await engine.commit { try office.intake.submit(complaint.submission, $0) }
        switch saved.value.disposition {
        // Sent twice at once, the first one counts, whatever the second one says.
        case .accepted, .duplicate, .conflict: return door.redirect(to: "\(receiptPage)?said=\(saved.flash.rawValue)")
        case .rejected, .held, .parked: return try form(page, estate, number, problems: saved.value.problems)
        }
    }
}
