import Casework
import Contracts
import Desk
import GRDB

/// Where a case lies, by the register of streets and estates: district, street, estate fit together or are refused
/// (domain notes 1, row 48).
///
/// While no register was imported, what a publisher writes is taken as it is.
enum Territory {
    /// The fields with the street that follows from the estate, or what does not resolve.
    static func placed(
        _ fields: [String: Value],
        form: Form?,
        at pointer: JSONPointer,
        in db: Database
    ) throws -> Reading<[String: Value]> {
        let district = fields["districtCode"]?.text ?? ""
        var fields = fields
        var streets: [CityRegister.Row]?
        if let name = fields["street"]?.text, try RegisterBook.has(.streets, in: db) {
            let found = try RegisterBook.find(name, in: .streets, db).filter { isPart($0, of: district) }
            guard !found.isEmpty else { return .bad([unresolved("street", name, at: pointer)]) }
            streets = found
        }
        guard let name = fields["estate"]?.text, try RegisterBook.has(.estates, in: db) else {
            return .good(fields, warnings: [])
        }
        var places: [CityRegister.Row] = []
        for estate in try RegisterBook.find(name, in: .estates, db) {
            guard let street = try street(of: estate, in: db), isPart(street, of: district) else { continue }
            if streets?.contains(where: { $0.code == street.code }) ?? true { places.append(street) }
        }
        guard let street = places.first else { return .bad([unresolved("estate", name, at: pointer)]) }
        guard places.count == 1 else { return .bad([ambiguous(name, at: pointer)]) }
        if fields["street"] == nil, form?.fields.contains(where: { $0.name == "street" }) == true {
            fields["street"] = .text(street.name)
        }
        return .good(fields, warnings: [])
    }

    private static func isPart(_ street: CityRegister.Row, of district: String) -> Bool {
        district == "420100" || street.cells["district"] == district
    }

    private static func street(of estate: CityRegister.Row, in db: Database) throws -> CityRegister.Row? {
        guard let community = estate.cells["community"],
            let street = try RegisterBook.find(community, in: .communities, db).first?.cells["street"]
        else { return nil }
        return try RegisterBook.find(street, in: .streets, db).first
    }

    private static func unresolved(_ field: String, _ name: String, at pointer: JSONPointer) -> Problem {
        let shown = SchemaWords.shown(name)
        return Problem(
            "TERRITORY_UNRESOLVED",
            at: pointer.appending(field).description,
            zh: "名录中该区没有“\(shown)”(或与所填街道不符)",
            en: "The register has no \(shown) in that district and street"
        )
    }

    private static func ambiguous(_ name: String, at pointer: JSONPointer) -> Problem {
        let shown = SchemaWords.shown(name)
        return Problem(
            "TERRITORY_UNRESOLVED",
            at: pointer.appending("estate").description,
            zh: "该区有几个“\(shown)”，请写明街道或用小区代码",
            en: "There are several of the name \(shown); name the street as well, or the estate's code"
        )
    }
}
