import Casework
import Contracts
import Desk

/// A complaint as somebody at the gate of an estate wrote it; it is checked by the same intake as everybody's.
struct Complaint: Sendable {
    /// Whose name such cases carry; no broker user has it, so nobody speaks for citizens from outside.
    static let publisher = "estate-qr"
    static let caseType = "service-complaint"

    let estate: Estate
    let number: ReceiptNumber
    /// What the form's fields hold: category, text, proceedings, name, phone, confidential.
    let typed: [String: String]
    let receivedAt: Instant
    /// The chosen matter in words, for the title.
    let matter: String

    /// The data of a `case.submit`.
    var data: Value {
        var fields: [String: Value] = [
            // Whoever complains does not grade: the ordinary terms hold until an office says otherwise.
            "priority": "P2", "channel": "estateQR", "districtCode": .text(estate.district),
            "street": .text(estate.street), "estate": .text(estate.name),
            "company": .text(estate.company ?? "（名录未登记物业企业）"), "receivedAt": .text(receivedAt.description),
        ]
        for name in ["category", "text", "proceedings"] where !(typed[name] ?? "").isEmpty {
            fields[name] = .text(typed[name] ?? "")
        }
        var reporter: [String: Value] = [:]
        for name in ["name", "phone"] where !(typed[name] ?? "").isEmpty { reporter[name] = .text(typed[name] ?? "") }
        if !reporter.isEmpty {
            reporter["confidential"] = .bool(typed["confidential"] == "1")
            fields["reporter"] = .object(reporter)
        }
        return [
            "caseType": .text(Self.caseType), "externalId": .text(number.text),
            "title": .text("\(estate.name)：\(matter)"), "fields": .object(fields),
        ]
    }

    /// The same as a message to intake, whose problems point to the form's fields.
    var submission: Submission {
        Submission(
            user: Self.publisher,
            messageID: "\(Self.publisher)/\(number.text)",
            data: data,
            pointer: JSONPointer()
        )
    }
}
