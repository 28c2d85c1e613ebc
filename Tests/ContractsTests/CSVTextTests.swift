import Casework
import CaseworkTesting
import Contracts
import Testing

@Suite struct CSVTextTests {
    private func texts(_ text: String) throws -> [[String]] {
        try #require(CSVText.read(Array(text.utf8)).subject).map { $0.cells.map(\.text) }
    }

    private func told(_ text: String) -> [String] {
        CSVText.read(Array(text.utf8)).problems.map { "\($0.code) \($0.pointer)" }
    }

    @Test(arguments: [
        ("", []), ("a", [["a"]]), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]), ("a\nb\rc", [["a"], ["b"], ["c"]]),
        ("a,", [["a", ""]]), (",\n,,", [["", ""], ["", "", ""]]), ("\u{FEFF}a,b", [["a", "b"]]),
        ("\u{FEFF}\"a,b\"", [["a,b"]]), ("\"a\"\"b\"", [["a\"b"]]), ("\"\",\"\"\"\"", [["", "\""]]),
        ("\"a\r\nb\",c", [["a\r\nb", "c"]]), (" a ,\" b \"", [[" a ", " b "]]), ("a\n\nb\n", [["a"], [""], ["b"]]),
        ("小区,\"物业,纠纷\"", [["小区", "物业,纠纷"]]),
    ])
    func isReadAsRFC4180Says(text: String, rows: [[String]]) throws { #expect(try texts(text) == rows) }

    @Test func everyCellKnowsTheLineOnWhichItBegins() throws {
        let rows = try #require(CSVText.read(Array("a,\"b\nb\r\nb\",c\r\nd,\"e\re\"\nf".utf8)).subject)
        #expect(rows.map { $0.cells.map(\.line) } == [[1, 1, 3], [4, 4], [6]])
        #expect(rows.map(\.line) == [1, 4, 6])
    }

    @Test(arguments: [
        ("a,b\n1,\"2\n3,4\n", ["CSV_QUOTE_OPEN 2:2"]), ("a\"b,c", ["CSV_QUOTE 1:1"]),
        ("\"a\"b,c\nd,e\"\"", ["CSV_QUOTE 1:1", "CSV_QUOTE 2:2"]), ("\"a\" ,b", ["CSV_QUOTE 1:1"]),
        ("a\n\"", ["CSV_QUOTE_OPEN 2:1"]),
    ])
    func faultsAreToldWithLineAndCell(text: String, faults: [String]) { #expect(told(text) == faults) }

    @Test func textOfAnotherEncodingIsRefusedWithItsLine() {
        // 小区 in GB 18030.
        let bytes = Array("a,b\n".utf8) + [0xD0, 0xA1, 0xC7, 0xF8, 0x0A]
        #expect(CSVText.read(bytes).problems.map { "\($0.code) \($0.pointer)" } == ["NOT_UTF8 2"])
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let seed: UInt64 = 4180
        var random = SeededGenerator(seed: seed)
        let signs = ["a", ",", "\"", "\n", "\r\n", "\r", " ", "区", ";"]
        for _ in 0..<2000 {
            let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<Int.random(in: 1...4, using: &random)).map { _ in
                    (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in signs.randomElement(using: &random) }
                        .joined()
                }
            }
            let text = rows.map { row in
                row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",")
            }.joined(separator: "\r\n")
            try #require(try texts(text) == rows, "seed \(seed): \(text.debugDescription)")
        }
    }
}
