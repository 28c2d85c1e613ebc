import Contracts
import Desk
import GRDB

/// An estate of the register with what a complaint needs to say of it; its code stands in the QR code at its gate.
struct Estate: Hashable, Sendable {
    var code: String
    var name: String
    var street: String
    var district: String
    /// The property company by name; nil where the register has none.
    var company: String?

    /// The estate with exactly this code; nil when the register has none, or not where it lies.
    static func find(_ code: String, in db: Database) throws -> Estate? {
        guard let row = try row(code, of: .estates, in: db),
            let community = try row.cells["community"].flatMap({ try self.row($0, of: .communities, in: db) }),
            let street = try community.cells["street"].flatMap({ try self.row($0, of: .streets, in: db) })
        else { return nil }
        return Estate(
            code: row.code,
            name: row.name,
            street: street.name,
            district: street.cells["district"] ?? "",
            company: try row.cells["company"].flatMap { try self.row($0, of: .companies, in: db) }?.name
        )
    }

    private static func row(_ code: String, of sheet: RegisterSheet, in db: Database) throws -> CityRegister.Row? {
        try RegisterBook.find(code, in: sheet, db).first { $0.code == code }
    }
}
