/// A register for trying things out: every name in it is made up (示例…), its counts are the published ones.
///
/// 5 departments with 363 sections, 6 utilities, 122 streets with 178 sections, 1096 companies (domain notes 1, row 34);
/// 16 committees, 13 of the districts and three of functional areas (which three is an inference, domain notes 5.2), and
/// 49 mediators (row 41).
package enum InventedRegister {
    /// Thirteen districts and the three areas that are likely to have a committee of their own.
    private static let districts = [
        "420102", "420103", "420104", "420105", "420106", "420107", "420111", "420112", "420113", "420114", "420115",
        "420116", "420117", "WH-DHGX", "WH-WHJK", "WH-DHFJ",
    ]

    /// Where the example cases lie (domain notes 6.1): so many first streets stand in these districts.
    private static let streetsOfExamples = ["420106", "420102", "420104", "420105", "420115", "WH-DHGX", "420117"]

    /// The estates of the example cases, in the first community of the street of the same number.
    private static let estatesOfExamples = ["示例花园", "示例公寓", "示例新村", "示例府", "示例雅苑", "示例城", "示例小镇"]

    private static let specialities = [
        "feeArrears", "contract", "parking", "noise", "commonRevenue", "maintenanceFund",
    ]

    /// The register; the same each time.
    package static let register: CityRegister = {
        let streets = (1...122).map { n in
            CityRegister.Row(
                code: "JD-\(n)",
                name: "示例\(numeral(n))街道",
                cells: [
                    "district": n <= streetsOfExamples.count
                        ? streetsOfExamples[n - 1] : districts[n % districts.count],
                    "sections": n <= 56 ? "2" : "1",
                ]
            )
        }
        let communities = (1...366).map { n in
            CityRegister.Row(
                code: "SQ-\(n)",
                name: "示例\(numeral((n - 1) / 122 + 1))社区",
                cells: ["street": "JD-\((n - 1) % 122 + 1)"]
            )
        }
        let estates = (1...732).map { n in
            CityRegister.Row(
                code: "XQ-\(n)",
                name: n <= estatesOfExamples.count ? estatesOfExamples[n - 1] : "示例\(numeral(n))小区",
                cells: [
                    "community": "SQ-\((n - 1) % 366 + 1)", "company": "WY-\(n)",
                    "households": "\(300 + n * 37 % 2700)", "committee": n % 2 == 1 ? "yes" : "no",
                ]
            )
        }
        return CityRegister(sheets: [
            .offices: offices, .streets: streets, .communities: communities, .estates: estates,
            .companies: (1...1096).map { n in
                CityRegister.Row(
                    code: "WY-\(n)",
                    name: "示例物业\(numeral(n))有限公司",
                    cells: ["creditCode": creditCode(n)]
                )
            },
            .mediation: districts.enumerated().map { index, district in
                CityRegister.Row(
                    code: "TW-\(index + 1)",
                    name: "示例\(numeral(index + 1))物业管理纠纷人民调解委员会",
                    cells: ["district": district, "level": "district"]
                )
            },
            .mediators: (1...49).map { n in
                CityRegister.Row(
                    code: "TJ-\(n)",
                    name: "调解员\(numeral(n))",
                    cells: [
                        "committee": "TW-\((n - 1) % 16 + 1)", "speciality": specialities[n % specialities.count],
                        "capacity": "\(5 + n % 4)",
                    ]
                )
            },
            .balances: balances,
        ])
    }()

    /// What the seed says was done before (domain notes 1, rows 7, 8, 28 and 42); the only rows that are not invented.
    private static let balances: [CityRegister.Row] = [
        ("inspection-estate-times", "小区巡查个次", 754, "exact", "2023-07-27"),
        ("inspection-person-times", "巡查人次", 800, "atLeast", "2023-07-27"),
        ("notices", "专项检查问题告知单", 79, "exact", "2023-07-27"),
        ("training-person-times", "线上参训人次", 9300, "atLeast", "2023-07-27"),
        ("training-sessions", "线下培训场次", 180, "about", "2023-07-27"),
        ("mediations", "各级人民调解组织调解物业纠纷", 3650, "exact", "2022-12-31"),
    ].map { code, name, value, mark, through in
        CityRegister.Row(
            code: code,
            name: name,
            cells: ["value": "\(value)", "mark": mark, "through": through, "source": "市房管局对20230333号建议的答复"]
        )
    }

    private static let offices: [CityRegister.Row] = {
        let departments = (1...5).map { n in
            let sections = n <= 3 ? "73" : "72"
            return CityRegister.Row(
                code: "BM-\(n)",
                name: "示例部门\(numeral(n))",
                cells: ["kind": "department", "sections": sections]
            )
        }
        let utilities = ["供水", "供电", "供气", "通信", "公交", "排水"].enumerated().map { index, name in
            CityRegister.Row(
                code: "GF-\(index + 1)",
                name: "示例\(name)单位",
                cells: ["kind": "utility", "sections": "0"]
            )
        }
        return departments + utilities
    }()

    private static func creditCode(_ n: Int) -> String {
        let body = "91420100MA" + String(repeating: "0", count: 7 - "\(n)".count) + "\(n)"
        return body + (CreditCode.checkSign(for: body).map(String.init) ?? "")
    }

    /// A number below 10 000 as it is written in names: 一百二十二.
    static func numeral(_ n: Int) -> String {
        let digits = Array("零一二三四五六七八九")
        var (text, rest, isGap) = ("", n, false)
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = rest / unit % 10
            rest %= unit
            if digit == 0 {
                isGap = !text.isEmpty
                continue
            }
            if isGap { text += "零" }
            isGap = false
            text += unit == 10 && digit == 1 && text.isEmpty ? name : "\(digits[digit])\(name)"
        }
        return text
    }
}

extension CityRegister {
    /// A sheet as the text that `read` takes.
    package func text(of sheet: RegisterSheet) -> String {
        let names = sheet.columns.map(\.name)
        let lines = self[sheet].map { row in
            names.map { name in
                switch name {
                case "code": row.code
                case "name": row.name
                default: row.cells[name] ?? ""
                }
            }
        }
        return ([names] + lines).map { $0.map(CSVText.field).joined(separator: ",") + "\n" }.joined()
    }
}
