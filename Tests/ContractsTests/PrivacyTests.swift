import Contracts
import Testing

@Suite struct PrivacyTests {
    @Test(arguments: [
        ("王小明", "王**", "王**"), ("王明", "王*", "王**"), ("欧阳修", "欧阳*", "欧阳**"), ("司马相如", "司马*", "司马**"),
        ("甲", "甲**", "甲**"),
        ("欧阳", "欧*", "欧**"), ("", "", ""),
    ])
    func namesKeepTheSurname(_ name: String, _ letter: String, _ list: String) {
        #expect(Mask.name(name, style: .letter) == letter)
        #expect(Mask.name(name) == list)
    }

    @Test func numbersAreMaskedAsIsUsual() {
        #expect(Mask.phone("13800008000") == "138****8000")
        #expect(Mask.idNumber("420106199001011234") == "420106********1234")
        #expect(Mask.plate("鄂A12345") == "鄂A·*****")
        #expect(Mask.bankCard("6222020000000001234") == "****1234")
        #expect(Mask.email("zhang@example.org") == "z***@example.org")
        #expect(Mask.address("武昌区示例小区3栋2单元301") == "武昌区示例小区*栋*单元*")
        #expect(Mask.phone("027") == "****")
        #expect(Mask.idNumber("1") == "********")
    }

    @Test(arguments: [
        ("联系人电话13800000000,身份证420102190001010013", "联系人电话138****0000,身份证420102********0013", "idNumber phone"),
        ("１３８００００００００", "138****0000", "phone"), ("拨138-0000-8000或138 0000 8001", "拨138****8000或138****8001", "phone"),
        ("+8613800008000", "+86138****8000", "phone"), ("身份证42010219000101001x止", "身份证420102********001X止", "idNumber"),
        ("鄂A12345占道,鄂A·D12345也是", "鄂A·*****占道,鄂A·*****也是", "plate"),
        ("卡号6222020000000000000", "卡号****0000", "bankCard"),
    ])
    func personalNumbersInFreeTextAreMasked(_ text: String, _ masked: String, _ findings: String) {
        let result = FreeText.masked(text)
        #expect(result.text == masked)
        #expect(result.findings.sorted().map(\.rawValue).joined(separator: " ") == findings)
    }

    @Test(arguments: [
        "第20230333号建议", "WH-420100-DS-20230427-000001-93", "2023年7月27日,754个次,79份", "12800000000", "138000000001",
        "027-82345678",
        "武房函〔2023〕88号", "共31500户", "新A区12345", "鄂A座2号楼",
    ])
    func otherNumbersStay(_ text: String) {
        #expect(FreeText.masked(text).text == text)
        #expect(FreeText.masked(text).findings == [])
    }

    @Test func namesAreTakenOut() {
        #expect(Redaction.redact(names: ["王小明", "王小"], in: "王小明与王 小 明、王小找李四") == "某某与某某、某某找李四")
        #expect(Redaction.redact(names: ["张三", "李"], in: "李张三") == "李某某")
        #expect(Redaction.redact(names: ["陈立"], as: .deputy, in: "陈立代表提出,陈立认为") == "XX代表提出,XX代表认为")
        #expect(Redaction.names(["王小明", "赵六"], standingIn: "王\u{200B}小\u{3000}明说") == ["王小明"])
        #expect(Redaction.names(["王**"], standingIn: "王**说") == [])
    }

    @Test func identityNumbersAreChecked() {
        #expect(CitizenID.checkSign(for: "42010219000101001") == "3")
        #expect(CitizenID.isValid("420102190001010013"))
        #expect(!CitizenID.isValid("420102190001010014"))
        #expect(!CitizenID.isValid("42010219000101001"))
    }
}
