import Casework
import Desk
import Fleet
import GRDB
import Hummingbird

/// The QR codes at the gates of estates, to be printed.
extension BoardPages {
    private static let most = 50

    /// Estates of the register by code or name.
    func estates(_ page: PageRequest, _ visitor: PageDoor.Visitor) async throws -> Response {
        let search = String((page.parameter("q") ?? "").prefix(100))
        let (rows, count) = try await engine.read { db in
            let condition = "sheet = 'estates' AND (? = '' OR instr(code || ' ' || name, ?) > 0)"
            let rows = try Row.fetchAll(
                db,
                sql:
                    "SELECT code, name FROM register_row WHERE \(condition) ORDER BY length(code), code LIMIT \(Self.most)",
                arguments: [search, search]
            ).map { ["code": $0["code"] as String, "name": $0["name"] as String] }
            let count = try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM register_row WHERE \(condition)",
                arguments: [search, search]
            )
            return (rows, count ?? 0)
        }
        let content: [String: Any] = [
            "rows": rows, "hasRows": !rows.isEmpty, "q": search, "range": "\(rows.count) / \(count)",
            "c": CitizenWords.all(page.language),
        ]
        return try await render("estates", content, title: CitizenWords["poster"][page.language], page, visitor)
    }

    /// One estate's code, for the address under which residents reach the citizens' pages.
    func poster(_ page: PageRequest, _ code: String, _ visitor: PageDoor.Visitor) async throws -> Response {
        guard let estate = try await engine.read({ try Estate.find(code, in: $0) }) else { throw Gate.notFound }
        let own = "\(door.isSecure ? "https" : "http")://\(page.request.head.authority ?? "127.0.0.1")"
        let base = page.parameter("base").map { String($0.trimmed.prefix(200)) } ?? own
        let address = "\(base.hasSuffix("/") ? String(base.dropLast()) : base)/citizen/estates/\(estate.code)"
        var content: [String: Any] = [
            "code": estate.code, "name": estate.name, "street": estate.street, "base": base, "address": address,
            "c": CitizenWords.all(page.language),
        ]
        // The code's letters, digits and hyphens need no escaping, in the address or in the picture's name.
        if let code = QRCode(address) { content["svg"] = code.svg(named: estate.code) }
        return try await render("poster", content, title: estate.name, page, visitor)
    }
}
