import Casework

/// One pass over the bytes of a CSV text; after a fault it reads on, so that all of them are told at once.
struct CSVReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var line = 1
    /// The number of the cell in its row, from 1.
    private var column = 1
    private(set) var problems: [Problem] = []

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Every row; a line break at the very end begins no further one.
    mutating func rows() -> [CSVText.Row] {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { at = 3 }
        var rows: [CSVText.Row] = []
        while at < bytes.count { rows.append(row()) }
        return rows
    }

    private mutating func row() -> CSVText.Row {
        var cells: [CSVText.Cell] = []
        column = 1
        repeat {
            let start = line
            cells.append(CSVText.Cell(text: next == quote ? quoted() : plain(), line: start))
            column += 1
        } while take(comma)
        takeLineBreak()
        return CSVText.Row(cells: cells)
    }

    /// A cell without quotation marks, up to the comma or the end of the line; spaces are part of it.
    private mutating func plain() -> String {
        let text = rest()
        if text.contains("\"") {
            note(
                "CSV_QUOTE",
                at: line,
                zh: "含引号的单元格须整个加引号",
                en: "A cell with a quotation mark must be in quotation marks"
            )
        }
        return text
    }

    private mutating func quoted() -> String {
        let firstLine = line
        at += 1
        var text: [UInt8] = []
        while let byte = next {
            at += 1
            guard byte == quote else {
                // A lone carriage return ends a line as well; one before a line feed does not count twice.
                if byte == lineFeed || (byte == carriageReturn && next != lineFeed) { line += 1 }
                text.append(byte)
                continue
            }
            if take(quote) {
                text.append(quote)
                continue
            }
            let follower = line
            if !rest().isEmpty {
                note("CSV_QUOTE", at: follower, zh: "结束引号之后还有内容", en: "Something follows the closing quotation mark")
            }
            return String(decoding: text, as: UTF8.self)
        }
        note("CSV_QUOTE_OPEN", at: firstLine, zh: "引号没有结束", en: "The quotation does not end")
        return String(decoding: text, as: UTF8.self)
    }

    /// What is left of the cell.
    private mutating func rest() -> String {
        let start = at
        while let byte = next, byte != comma, byte != lineFeed, byte != carriageReturn { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func takeLineBreak() {
        guard at < bytes.count else { return }
        if take(carriageReturn) { _ = take(lineFeed) } else { _ = take(lineFeed) }
        line += 1
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        at += 1
        return true
    }

    private mutating func note(_ code: String, at line: Int, zh: String, en: String) {
        problems.append(Problem(code, at: "\(line):\(column)", zh: zh, en: en))
    }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
