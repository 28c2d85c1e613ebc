import Casework
import Contracts
import Testing

@Suite struct CaseNumberTests {
    private func opened(_ text: String) throws -> LocalDate { try TimeText.date(text) }

    @Test func aNumberIsWrittenWithItsCheckDigits() throws {
        let first = CaseNumber(
            district: "420100",
            caseType: "deputy-suggestion",
            openedOn: try opened("2023-04-27"),
            sequence: 1
        )
        #expect(first.description == "WH-420100-DS-20230427-000001-93")
        let area = CaseNumber(
            district: "WH-DHGX",
            caseType: "whistle-report",
            openedOn: try opened("2026-02-16"),
            sequence: 123
        )
        #expect(area.description == "WH-DHGX-WR-20260216-000123-28")
        #expect(area.shardKey == "59")
    }

    @Test func everyNumberIsReadBack() throws {
        for sequence in [1, 63, 64, 999_999, 1_000_000] {
            let number = CaseNumber(
                district: "420106",
                initials: "SC",
                openedOn: try opened("2024-02-29"),
                sequence: sequence
            )
            #expect(CaseNumber.read(number.description) == .good(number, warnings: []))
        }
    }

    @Test func everySingleWrongDigitAndEveryNeighbouringSwapIsNoticed() {
        let right = Array("WH-420100-DS-20230427-000001-93".utf8)
        var refused = 0
        for index in right.indices where (0x30...0x39).contains(right[index]) {
            for digit in UInt8(0x30)...0x39 where digit != right[index] {
                var wrong = right
                wrong[index] = digit
                if CaseNumber.read(String(decoding: wrong, as: UTF8.self)).subject == nil { refused += 1 }
            }
        }
        #expect(refused == 22 * 9)
        for index in right.indices.dropLast() where right[index] != right[index + 1] {
            var wrong = right
            wrong.swapAt(index, index + 1)
            #expect(CaseNumber.read(String(decoding: wrong, as: UTF8.self)).subject == nil)
        }
    }

    @Test(arguments: [
        ("", "CASE_ID_FORMAT"), ("B1\r\nX-Injected: 1", "CASE_ID_FORMAT"),
        ("WH-420100-DS-20230427-000001", "CASE_ID_FORMAT"),
        ("WH-420100-DS-20230230-000001-50", "CASE_ID_FORMAT"), ("WH-420100-DS-20230427-000000-50", "CASE_ID_FORMAT"),
        ("wh-420100-DS-20230427-000001-74", "CASE_ID_FORMAT"), ("WH-420100-DS-20230427-000001-00", "CASE_ID_CHECK"),
    ])
    func anotherTextIsRefusedWithItsReason(_ text: String, _ code: String) {
        #expect(CaseNumber.read(text, at: "/data/caseId").problems.map(\.code) == [code])
    }
}
