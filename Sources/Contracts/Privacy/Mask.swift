/// How personal data is shown to those who may know that it is there but not what it is (domain notes 5.5).
package enum Mask {
    /// How much a masked name may still tell.
    package enum NameStyle: Sendable {
        /// 王小明 → 王**, 王明 → 王*, 欧阳修文 → 欧阳*: for a letter about one matter.
        case letter
        /// Always two stars, so that a list does not tell who has a long name.
        case list
    }

    /// A name with only the surname left.
    package static func name(_ name: String, style: NameStyle = .list) -> String {
        let trimmed = name.filter { !$0.isWhitespace }
        guard let first = trimmed.first else { return "" }
        let isCompound = trimmed.count > 2 && compoundSurnames.contains(String(trimmed.prefix(2)))
        let surname = isCompound ? String(trimmed.prefix(2)) : String(first)
        return switch style {
        case .list: surname + "**"
        case .letter: surname + (isCompound || trimmed.count == 2 ? "*" : "**")
        }
    }

    /// A mobile number with three digits before and four after: 138****8000; anything else is all stars.
    package static func phone(_ phone: String) -> String {
        let digits = String(phone.filter(\.isNumber).suffix(11))
        guard digits.count == 11 else { return "****" }
        return "\(digits.prefix(3))****\(digits.suffix(4))"
    }

    /// A citizen's number with six signs before and four after: 420106********1234; anything else is all stars.
    package static func idNumber(_ number: String) -> String {
        guard number.count == 18 else { return "********" }
        return "\(number.prefix(6))********\(number.suffix(4))"
    }

    /// A plate with only the issuing office left: 鄂A·*****.
    package static func plate(_ plate: String) -> String { "\(plate.prefix(2))·*****" }

    /// The last four digits of a bank card.
    package static func bankCard(_ number: String) -> String { "****\(number.suffix(4))" }

    /// The first letter and the host of an e-mail address.
    package static func email(_ address: String) -> String {
        let parts = address.split(separator: "@", maxSplits: 1)
        guard parts.count == 2, let first = parts[0].first else { return "***" }
        return "\(first)***@\(parts[1])"
    }

    /// An address down to the estate; the numbers of building, entrance and flat become stars.
    package static func address(_ address: String) -> String {
        var result = ""
        var isInNumber = false
        for character in address {
            if character.isNumber {
                if !isInNumber { result.append("*") }
                isInNumber = true
            } else {
                isInNumber = false
                result.append(character)
            }
        }
        return result
    }

    private static let compoundSurnames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "司空", "夏侯", "端木",
        "南宫", "西门", "独孤", "轩辕", "申屠", "濮阳", "淳于", "钟离", "呼延", "闻人", "鲜于", "闾丘", "太叔", "澹台", "公冶", "宗政",
        "赫连", "公羊", "百里", "东郭", "左丘", "东门",
    ]
}
