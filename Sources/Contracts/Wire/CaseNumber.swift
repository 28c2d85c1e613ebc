package import Casework

/// A case id: `WH-420100-DS-20230427-000001-74`; the last two digits check the rest (ISO 7064, MOD 97-10).
package struct CaseNumber: Hashable, Sendable, CustomStringConvertible {
    /// The district's code: six digits of GB/T 2260, or the local `WH-DHGX` of a functional area.
    package var district: String
    /// The initials of the case type: `DS` for deputy-suggestion.
    package var initials: String
    package var openedOn: LocalDate
    /// From 1; written with at least six digits.
    package var sequence: Int

    package init(district: String, initials: String, openedOn: LocalDate, sequence: Int) {
        self.district = district
        self.initials = initials
        self.openedOn = openedOn
        self.sequence = sequence
    }

    /// The number of a new case.
    package init(district: String, caseType: String, openedOn: LocalDate, sequence: Int) {
        self.init(
            district: district,
            initials: CaseNumber.initials(of: caseType),
            openedOn: openedOn,
            sequence: sequence
        )
    }

    /// The first letters of a case type's words, in capitals.
    package static func initials(of caseType: String) -> String {
        String(caseType.split(separator: "-").compactMap(\.first)).uppercased()
    }

    /// The virtual shard, 0 to 63, that routing keys end in (design section 5).
    package var shard: Int { sequence % 64 }

    /// The shard as routing keys write it: `07`.
    package var shardKey: String { shard < 10 ? "0\(shard)" : "\(shard)" }

    package var description: String {
        let body = unchecked
        let check = CaseNumber.checkDigits(of: body)
        return "\(body)-\(check < 10 ? "0" : "")\(check)"
    }

    private var unchecked: String {
        let date = openedOn.description.filter { $0 != "-" }
        let digits = String(sequence)
        let padded = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        let place = district.hasPrefix("WH-") ? district : "WH-\(district)"
        return "\(place)-\(initials)-\(date)-\(padded)"
    }

    /// The two digits that make the whole number leave 1 when divided by 97; letters count as 10 to 35.
    private static func checkDigits(of text: String) -> Int { 98 - remainder(of: text + "00") }

    private static func remainder(of text: String) -> Int {
        text.utf8.reduce(0) { rest, byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): (rest * 10 + Int(byte - UInt8(ascii: "0"))) % 97
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): (rest * 100 + Int(byte - UInt8(ascii: "A")) + 10) % 97
            default: rest
            }
        }
    }

    /// Reads a case id: CASE_ID_FORMAT when it is not written like one, CASE_ID_CHECK when its check digits differ.
    package static func read(_ text: String, at pointer: String = "") -> Reading<CaseNumber> {
        guard let number = parse(text) else {
            let fault =
                MessageID.isWellFormed(text) ? "应写作WH-420100-DS-20230427-000001-NN" : IdentifierFault(text).words.zh
            return .bad([
                Problem(
                    "CASE_ID_FORMAT",
                    at: pointer,
                    zh: "案件编号\(fault)",
                    en: "The case id is not written like WH-420100-DS-20230427-000001-NN"
                )
            ])
        }
        guard number.description == text else {
            return .bad([
                Problem(
                    "CASE_ID_CHECK",
                    at: pointer,
                    zh: "案件编号校验位不符,请核对",
                    en: "The check digits of the case id are wrong; please compare it"
                )
            ])
        }
        return .good(number, warnings: [])
    }

    private static func parse(_ text: String) -> CaseNumber? {
        guard text.utf8.count <= 48 else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "WH" else { return nil }
        let isGB = parts[1].utf8.count == 6 && isDigits(parts[1])
        let isLocal = (3...4).contains(parts[1].utf8.count) && isCapitals(parts[1])
        guard isGB || isLocal, (1...4).contains(parts[2].utf8.count), isCapitals(parts[2]),
            parts[3].utf8.count == 8, isDigits(parts[3]), (6...12).contains(parts[4].utf8.count), isDigits(parts[4]),
            let sequence = Int(parts[4]), sequence > 0, parts[5].utf8.count == 2, isDigits(parts[5])
        else { return nil }
        let day = "\(parts[3].prefix(4))-\(parts[3].dropFirst(4).prefix(2))-\(parts[3].suffix(2))"
        do throws(TimeText.Fault) {
            return CaseNumber(
                district: isGB ? String(parts[1]) : "WH-\(parts[1])",
                initials: String(parts[2]),
                openedOn: try TimeText.date(day),
                sequence: sequence
            )
        } catch {
            return nil
        }
    }

    private static func isDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isCapitals(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}
