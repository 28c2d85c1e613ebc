import Casework
import Contracts
import Fleet
import Hummingbird

/// The doors to the register of a process: `GET /register` counts what is in it, `POST /register` brings sheets.
struct RegisterRoutes: Sendable {
    let engine: Engine
    let people: PeopleDirectory
    let registry: Registry

    func add(to router: Router<FleetProcess.Context>) {
        router.get("register") { request, _ in try await answered { try await show(request) } }
        router.post("register") { request, _ in try await answered { try await take(request) } }
    }

    private func show(_ request: Request) async throws -> Response {
        _ = try Gate(people: people).member(request, of: engine.office.owner)
        let register = try await engine.read { try RegisterBook.register(in: $0) }
        return try json(RegisterImport(register, over: register, warnings: []))
    }

    /// `{"sheets": {"streets": "code,name,…"}, "reason": "…", "dryRun": "yes"}`: whole sheets in the words of their files.
    private func take(_ request: Request) async throws -> Response {
        let person = try Gate(people: people).member(request, of: engine.office.owner)
        guard person.mayDecide else {
            throw APIRefusal(
                .forbidden,
                Problem(
                    "ROLE_MISSING",
                    zh: "须由审核人、负责人或督查人员导入",
                    en: "It takes a reviewer, a leader or a coordinator"
                )
            )
        }
        var body = try await BodyReader(request, largest: 8 << 20)
        let sheets = body.object("sheets")
        let isDry = body.optionalText("dryRun") == "yes"
        let reason = body.optionalText("reason") ?? ""
        try body.finish()
        let texts = try texts(sheets)
        var problems = isDry ? [] : TextRule.problems(reason, at: "/reason")
        let known = try await engine.read { try RegisterBook.register(in: $0) }
        let reading = CityRegister.read(texts, registry: registry, known: known)
        problems += reading.problems.filter { $0.severity == .error }
        guard let register = reading.subject, problems.isEmpty else {
            throw APIRefusal(.unprocessableContent, problems.capped)
        }
        var report = RegisterImport(register, over: known, warnings: reading.problems)
        guard !isDry else { return try json(report) }
        let saved = try await engine.commit { tx in
            try RegisterImport.record(register, by: person.id, reason: reason, tx)
        }
        if case .notYetSafe = saved {
            report.saved = "here, not yet safe"
            return try json(report, status: .accepted)
        }
        report.saved = "safe"
        return try json(report)
    }

    private func texts(_ sheets: [String: Value]) throws -> [RegisterSheet: [UInt8]] {
        var texts: [RegisterSheet: [UInt8]] = [:]
        var problems: [Problem] = []
        for (name, text) in sheets.sorted(by: { $0.key < $1.key }) {
            guard let sheet = RegisterSheet(rawValue: name), let text = text.text else {
                let all = RegisterSheet.allCases.map(\.rawValue).joined(separator: " ")
                problems.append(
                    Problem(
                        "SHEET_UNKNOWN",
                        at: "/sheets/\(name)",
                        zh: "没有表“\(name)”，可用：\(all)",
                        en: "There is no sheet \(name); known are: \(all)"
                    )
                )
                continue
            }
            texts[sheet] = Array(text.utf8)
        }
        if sheets.isEmpty {
            problems.append(Problem("FIELD_MISSING", at: "/sheets", zh: "没有表", en: "There is no sheet"))
        }
        guard problems.isEmpty else { throw APIRefusal(.unprocessableContent, problems) }
        return texts
    }
}
