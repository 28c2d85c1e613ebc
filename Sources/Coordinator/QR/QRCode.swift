/// A text as a QR code (ISO/IEC 18004): bytes, correction level M, the six smallest sizes.
///
/// Written by hand: none of the Swift packages that are kept for this project draws one, and Debian's libqrencode would
/// be one more library that every machine must have. An address needs no more than these sizes.
struct QRCode: Sendable {
    /// Modules on each side.
    let size: Int
    /// Whether a module is dark, row by row.
    private(set) var modules: [Bool]

    /// Nil for a text of more than 106 bytes.
    init?(_ text: String) {
        guard let codewords = QRCodewords(Array(text.utf8)) else { return nil }
        size = codewords.version * 4 + 17
        modules = []
        let sheets = (0..<8).map { QRSheet(codewords, mask: $0) }
        modules = sheets.min { $0.penalty < $1.penalty }?.modules ?? []
    }

    /// Whether the module in a column and a row is dark; outside everything is light.
    subscript(_ x: Int, _ y: Int) -> Bool {
        (0..<size).contains(x) && (0..<size).contains(y) && modules[y * size + x]
    }

    /// A picture with the light margin of four modules that readers need; `name` is read to those who cannot see it.
    func svg(named name: String, width: Int = 320) -> String {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                guard self[x, y] else {
                    x += 1
                    continue
                }
                let first = x
                while self[x, y] { x += 1 }
                path += "M\(first + 4) \(y + 4)h\(x - first)v1h-\(x - first)z"
            }
        }
        let side = size + 8
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" width="\(width)" height="\(width)" \
            role="img" aria-label="\(name)" shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" \
            fill="#fff"/><path d="\(path)" fill="#000"/></svg>
            """
    }
}
