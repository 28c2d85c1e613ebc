/// Finds and masks numbers in free text that say who somebody is.
///
/// People write telephone and identity numbers into texts that everybody reads; they are masked before the text is
/// stored, and the sender is told.
package enum FreeText {
    /// What was found.
    package enum Finding: String, CaseIterable, Comparable, Sendable {
        case phone
        case idNumber
        case bankCard
        case plate

        package static func < (left: Finding, right: Finding) -> Bool { left.rawValue < right.rawValue }

        /// What it is called, in Chinese and English.
        package var words: (zh: String, en: String) {
            switch self {
            case .phone: ("手机号", "a mobile number")
            case .idNumber: ("身份证号", "an identity number")
            case .bankCard: ("银行卡号", "a bank card number")
            case .plate: ("车牌号", "a number plate")
            }
        }
    }

    /// The text with every finding masked, and what was found.
    package static func masked(_ text: String) -> (text: String, findings: Set<Finding>) {
        // Nearly every text has no number that long; it is given back as it is.
        guard text.unicodeScalars.contains(where: { digit($0) != nil }) else { return (text, []) }
        var scanner = FreeTextScanner(text)
        return scanner.run()
    }

    /// The value of an ASCII or full-width digit.
    static func digit(_ scalar: Unicode.Scalar) -> Character? {
        switch scalar.value {
        case 0x30...0x39: Character(scalar)
        case 0xFF10...0xFF19: Unicode.Scalar(scalar.value - 0xFF10 + 0x30).map { Character($0) }
        default: nil
        }
    }
}

/// One pass over a text.
private struct FreeTextScanner {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var result = String.UnicodeScalarView()
    private var findings: Set<FreeText.Finding> = []

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func run() -> (text: String, findings: Set<FreeText.Finding>) {
        while at < scalars.count {
            if FreeText.digit(scalars[at]) != nil {
                takeNumber()
            } else if let plate = plate() {
                put(Mask.plate(plate.text), .plate, length: plate.length)
            } else {
                result.append(scalars[at])
                at += 1
            }
        }
        return (String(result), findings)
    }

    private mutating func put(_ masked: String, _ finding: FreeText.Finding, length: Int) {
        findings.insert(finding)
        result.append(contentsOf: masked.unicodeScalars)
        at += length
    }

    private mutating func takeNumber() {
        let run = digits(from: at)
        let after = at + run.count
        if run.count == 17, after < scalars.count, "Xx".unicodeScalars.contains(scalars[after]) {
            put(Mask.idNumber(run + "X"), .idNumber, length: 18)
        } else if run.count == 18 {
            put(Mask.idNumber(run), .idNumber, length: 18)
        } else if run.count == 11, isMobile(run) {
            put(Mask.phone(run), .phone, length: 11)
        } else if run.count == 13, run.hasPrefix("86"), isMobile(String(run.dropFirst(2))) {
            put("86" + Mask.phone(run), .phone, length: 13)
        } else if let spaced = spacedMobile(run) {
            put(Mask.phone(spaced.digits), .phone, length: spaced.length)
        } else if (16...19).contains(run.count), passesLuhn(run) {
            put(Mask.bankCard(run), .bankCard, length: run.count)
        } else {
            result.append(contentsOf: scalars[at..<after])
            at = after
        }
    }

    private func digits(from start: Int) -> String {
        var digits = ""
        var index = start
        while index < scalars.count, let digit = FreeText.digit(scalars[index]) {
            digits.append(digit)
            index += 1
        }
        return digits
    }

    private func isMobile(_ digits: String) -> Bool {
        digits.count == 11 && digits.hasPrefix("1") && ("3"..."9").contains(digits.dropFirst().first ?? "0")
    }

    /// A mobile number written 138-0000-0000 or 138 0000 0000.
    private func spacedMobile(_ first: String) -> (digits: String, length: Int)? {
        guard first.count == 3 else { return nil }
        var digits = first
        var index = at + 3
        for _ in 0..<2 {
            guard index < scalars.count, "- \u{3000}".unicodeScalars.contains(scalars[index]) else { return nil }
            let part = self.digits(from: index + 1)
            guard part.count == 4 else { return nil }
            digits += part
            index += 5
        }
        return isMobile(digits) ? (digits, index - at) : nil
    }

    /// The check that bank card numbers satisfy (ISO 7812).
    private func passesLuhn(_ digits: String) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let value = digit.wholeNumberValue ?? 0
            sum += index % 2 == 0 ? value : (value * 2 > 9 ? value * 2 - 9 : value * 2)
        }
        return sum % 10 == 0
    }

    /// A number plate here: a province, a letter, five or six letters and digits.
    private func plate() -> (text: String, length: Int)? {
        guard at + 6 < scalars.count, provinces.contains(scalars[at]), ("A"..."Z").contains(scalars[at + 1]) else {
            return nil
        }
        var index = at + 2
        if "·• ".unicodeScalars.contains(scalars[index]) { index += 1 }
        let start = index
        var digits = 0
        while index < scalars.count, index - start < 7, isPlateSign(scalars[index]) {
            if FreeText.digit(scalars[index]) != nil { digits += 1 }
            index += 1
        }
        guard (5...6).contains(index - start), digits >= 2 else { return nil }
        let text = String(String.UnicodeScalarView(scalars[at..<index]))
        return (text, index - at)
    }

    private func isPlateSign(_ scalar: Unicode.Scalar) -> Bool {
        ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}

private let provinces = Set("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼".unicodeScalars)
