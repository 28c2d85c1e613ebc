package import Casework

/// The kinds of attachment a desk takes; the raw value is the media type.
package enum FileType: String, CaseIterable, Codable, Sendable {
    case pdf = "application/pdf"
    case png = "image/png"
    case jpeg = "image/jpeg"
    case zip = "application/zip"
    case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case text = "text/plain"

    /// Reads a `Content-Type`, parameters and case aside; nil for a kind that is not taken.
    package init?(contentType: String) {
        let name = contentType.split(separator: ";").first?.lowercased().filter { !$0.isWhitespace } ?? ""
        self.init(rawValue: name == "image/jpg" ? FileType.jpeg.rawValue : name)
    }

    /// Whether the content is what it claims to be, by its first bytes (for text: by all of them).
    package func matches(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .pdf: bytes.starts(with: Array("%PDF-".utf8))
        case .png: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case .jpeg: bytes.starts(with: [0xFF, 0xD8, 0xFF])
        case .zip: FileType.isZip(bytes)
        // The name of every part stands in clear in the archive's directory.
        case .docx: FileType.isZip(bytes) && FileType.holds("word/document.xml", bytes)
        case .text: FileType.isText(bytes)
        }
    }

    private static func isZip(_ bytes: [UInt8]) -> Bool {
        // A local header, or the end record of an empty archive (APPNOTE 4.3.7, 4.3.16).
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
        let wanted = Array(name.utf8)
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { start in
            bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) else { return false }
        return String(validating: bytes, as: UTF8.self) != nil
    }
}

/// What is wrong with an upload, told at once.
package enum UploadRule {
    /// The largest attachment, in bytes (20 MiB).
    package static let largest = 20 * 1_048_576

    /// All that is wrong with it; empty when it can be kept.
    package static func problems(_ bytes: [UInt8], contentType: String, name: String) -> [Problem] {
        var problems: [Problem] = []
        if bytes.isEmpty { problems.append(Problem("FILE_EMPTY", zh: "文件为空", en: "The file is empty")) }
        if bytes.count > largest { problems.append(tooLarge) }
        if let type = FileType(contentType: contentType) {
            if !bytes.isEmpty, !type.matches(bytes) {
                problems.append(
                    Problem(
                        "FILE_TYPE_MISMATCH",
                        at: "/content-type",
                        zh: "文件内容与所报类型\(type.rawValue)不符",
                        en: "The content is not \(type.rawValue), as it claims to be"
                    )
                )
            }
        } else {
            let known = FileType.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append(
                Problem(
                    "FILE_TYPE_UNSUPPORTED",
                    at: "/content-type",
                    zh: "只收下列类型：\(known)",
                    en: "Only these types are taken: \(known)"
                )
            )
        }
        return problems + nameProblems(name)
    }

    package static let tooLarge = Problem(
        "BODY_TOO_LARGE",
        zh: "文件超过20 MiB",
        en: "The file is larger than 20 MiB"
    )

    /// A name is shown to people and never used as a path.
    private static func nameProblems(_ name: String) -> [Problem] {
        var problems = TextRule.problems(name, at: "/name")
        if name.count > 200 || name.contains(where: { "/\\".contains($0) || $0.isNewline }) {
            problems.append(
                Problem(
                    "FILE_NAME",
                    at: "/name",
                    zh: "文件名不得含路径，且不超过200字",
                    en: "A name is without a path and at most 200 characters"
                )
            )
        }
        return problems
    }
}
