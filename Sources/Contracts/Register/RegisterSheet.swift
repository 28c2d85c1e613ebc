package import Casework

/// One kind of thing that the city's register lists, a CSV file each (domain notes 1, rows 34, 41 and 48).
package enum RegisterSheet: String, CaseIterable, Codable, Sendable {
    /// Departments of the city and public utilities, with how many sections they have.
    case offices
    case streets
    case communities
    case estates
    /// Property companies.
    case companies
    /// People's mediation committees.
    case mediation
    case mediators
    /// What was counted before this system began (期初数).
    case balances

    /// At what level a people's mediation committee works; one that does not say is a district's (domain notes 1, row 42).
    package static let mediationLevels = ["district", "street", "community", "trade"]

    /// The file that it is read from.
    package var file: String { "\(rawValue).csv" }

    /// What its columns hold; a code and a name come first in every sheet.
    package var columns: [RegisterColumn] {
        let first: [RegisterColumn] = [RegisterColumn("code", .code), RegisterColumn("name", .name)]
        return switch self {
        case .offices:
            first + [RegisterColumn("kind", .choice(["department", "utility"])), RegisterColumn("sections", .count)]
        case .streets: first + [RegisterColumn("district", .district), RegisterColumn("sections", .count)]
        case .communities: first + [RegisterColumn("street", .reference(.streets))]
        case .estates:
            first + [
                RegisterColumn("community", .reference(.communities)),
                RegisterColumn("company", .reference(.companies), isOptional: true),
                RegisterColumn("households", .count),
                RegisterColumn("committee", .choice(["yes", "no"]), isOptional: true),
            ]
        case .companies: first + [RegisterColumn("creditCode", .creditCode)]
        case .mediation:
            first + [
                RegisterColumn("district", .district),
                RegisterColumn("level", .choice(RegisterSheet.mediationLevels), isOptional: true),
            ]
        case .mediators:
            first + [
                RegisterColumn("committee", .reference(.mediation)),
                RegisterColumn("speciality", .categories, isOptional: true),
                RegisterColumn("capacity", .count),
            ]
        case .balances:
            [
                RegisterColumn("code", .choice(OpeningBalance.Figure.allCases.map(\.rawValue))),
                RegisterColumn("name", .name), RegisterColumn("value", .count),
                RegisterColumn("mark", .choice(OpeningBalance.Mark.allCases.map(\.rawValue))),
                RegisterColumn("through", .day), RegisterColumn("source", .text, isOptional: true),
            ]
        }
    }

    /// The column that says of what larger thing a row is a part; nil for what stands by itself.
    package var parent: String? {
        switch self {
        case .offices, .companies, .balances: nil
        case .streets, .mediation: "district"
        case .communities: "street"
        case .estates: "community"
        case .mediators: "committee"
        }
    }

    /// What its rows are called.
    package var title: Words {
        switch self {
        case .offices: Words(zh: "部门和公共服务单位", en: "departments and utilities")
        case .streets: Words(zh: "街道", en: "streets")
        case .communities: Words(zh: "社区", en: "communities")
        case .estates: Words(zh: "小区", en: "estates")
        case .companies: Words(zh: "物业企业", en: "property companies")
        case .mediation: Words(zh: "人民调解委员会", en: "mediation committees")
        case .mediators: Words(zh: "调解员", en: "mediators")
        case .balances: Words(zh: "期初数", en: "opening balances")
        }
    }
}

/// A column of a sheet and what its cells must be.
package struct RegisterColumn: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Letters, digits and hyphens; unique in its sheet.
        case code
        case name
        /// A whole number from 0.
        case count
        case choice([String])
        /// A district or functional area of `districts.yaml`.
        case district
        /// The code of a row of another sheet.
        case reference(RegisterSheet)
        /// A credit code by GB 32100.
        case creditCode
        /// A day, written 2023-07-27.
        case day
        case text
        /// Second levels of `category`, divided by semicolons.
        case categories
    }

    package var name: String
    package var kind: Kind
    package var isOptional: Bool

    init(_ name: String, _ kind: Kind, isOptional: Bool = false) {
        self.name = name
        self.kind = kind
        self.isOptional = isOptional
    }
}
