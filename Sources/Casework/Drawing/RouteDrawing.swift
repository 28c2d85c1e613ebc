/// The route of a case type as a picture (SVG): steps in layers, what needs what as lines, each step's state in words
/// and in its frame, so that it reads without colour too.
package struct RouteDrawing: Sendable {
    /// Where a step stands in the drawn case.
    package enum Mark: String, Sendable {
        case done
        case running
        /// Somebody may take it up, and nobody has.
        case offered
        case waiting
        case skipped

        /// The mark in words.
        package var words: Words {
            switch self {
            case .done: Words(zh: "已办", en: "done")
            case .running: Words(zh: "在办", en: "running")
            case .offered: Words(zh: "可启动", en: "may be taken up")
            case .waiting: Words(zh: "未到", en: "waiting")
            case .skipped: Words(zh: "未经过", en: "skipped")
            }
        }

        fileprivate var frame: (fill: String, stroke: String, dashes: String) {
            switch self {
            case .done: ("#e6f2ea", "#1b6b3a", "")
            case .running: ("#e3eefb", "#0b57a4", "")
            case .offered: ("#ffffff", "#0b57a4", "4 3")
            case .waiting: ("#ffffff", "#5a6574", "4 3")
            case .skipped: ("#f4f6f8", "#8793a3", "1 4")
            }
        }
    }

    private static let (width, height, gapX, gapY) = (150, 52, 44, 18)

    private let workflow: Workflow
    private let language: Language
    private let marks: [String: Mark]

    /// The picture of a case type, or of one case: `marks` is the state of its steps by id.
    package init(_ workflow: Workflow, language: Language, marks: [String: Mark] = [:]) {
        self.workflow = workflow
        self.language = language
        self.marks = marks
    }

    /// The picture; it carries its own title for those who cannot see it.
    package var svg: String {
        let places = places
        let columns = (places.values.map(\.column).max() ?? 0) + 1
        let rows = (places.values.map(\.row).max() ?? 0) + 1
        let (width, height) = (columns * (Self.width + Self.gapX), rows * (Self.height + Self.gapY) + 10)
        let lines = workflow.steps.flatMap { step in
            step.needs.steps.compactMap { from -> String? in
                guard let start = places[from], let end = places[step.id] else { return nil }
                return line(start, end)
            }
        }
        let boxes = workflow.steps.compactMap { step in places[step.id].map { box(step, $0) } }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            role="img" font-family="sans-serif" font-size="13"><title>\(escaped(workflow.title[language]))</title>
            \((lines + boxes).joined(separator: "\n"))
            </svg>
            """
    }

    /// The same in words, one line for each step.
    package var text: [String] {
        workflow.steps.map { step in
            let needs = step.needs.steps.compactMap { workflow[$0]?.title[language] }
            let mark = marks[step.id].map { "（\($0.words[language])）" } ?? ""
            let from = needs.isEmpty ? "" : " ← \(needs.joined(separator: language == .zh ? "、" : ", "))"
            return "\(step.title[language])\(mark)\(from)"
        }
    }

    private struct Place {
        var column: Int
        var row: Int
    }

    /// A step stands one column behind the last step it needs.
    private var places: [String: Place] {
        var columns: [String: Int] = [:]
        for _ in workflow.steps {
            for step in workflow.steps {
                let before = step.needs.steps.filter { $0 != step.id }.compactMap { columns[$0] }.max()
                columns[step.id] = min((before ?? -1) + 1, workflow.steps.count)
            }
        }
        var filled: [Int: Int] = [:]
        return workflow.steps.reduce(into: [:]) { places, step in
            let column = columns[step.id] ?? 0
            places[step.id] = Place(column: column, row: filled[column, default: 0])
            filled[column, default: 0] += 1
        }
    }

    private func corner(_ place: Place) -> (x: Int, y: Int) {
        (place.column * (Self.width + Self.gapX) + 4, place.row * (Self.height + Self.gapY) + 6)
    }

    private func line(_ start: Place, _ end: Place) -> String {
        let (from, to) = (corner(start), corner(end))
        let (x1, y1, x2, y2) = (from.x + Self.width, from.y + Self.height / 2, to.x, to.y + Self.height / 2)
        let bend = x2 > x1 ? (x2 - x1) / 2 : Self.gapX
        return
            "<path d=\"M\(x1) \(y1) C\(x1 + bend) \(y1) \(x2 - bend) \(y2) \(x2) \(y2)\" fill=\"none\" stroke=\"#8793a3\"/>"
    }

    private func box(_ step: Step, _ place: Place) -> String {
        let at = corner(place)
        let mark = marks[step.id]
        let frame = (mark ?? .waiting).frame
        let dashes = mark == nil || frame.dashes.isEmpty ? "" : " stroke-dasharray=\"\(frame.dashes)\""
        let width = mark == .running ? 3 : 1
        let second = mark.map {
            "<text x=\"\(at.x + 10)\" y=\"\(at.y + 42)\" fill=\"\(frame.stroke)\">\($0.words[language])</text>"
        }
        return """
            <g><rect x="\(at.x)" y="\(at.y)" width="\(Self.width)" height="\(Self.height)" rx="5" fill="\(frame.fill)" \
            stroke="\(frame.stroke)" stroke-width="\(width)"\(dashes)/>\
            <text x="\(at.x + 10)" y="\(at.y + 22)" fill="#1c2430">\(escaped(short(step.title[language])))</text>\(second ?? "")</g>
            """
    }

    /// What fits into a box: a Chinese character is as wide as two others.
    private func short(_ title: String) -> String {
        var room = 20
        var text = ""
        for character in title {
            room -= character.unicodeScalars.contains { $0.value > 0x2E7F } ? 2 : 1
            guard room >= 0 else { return text + "…" }
            text.append(character)
        }
        return text
    }

    private func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "\"": out += "&quot;"
            case _: out.append(character)
            }
        }
        return out
    }
}

extension Case {
    /// How far each step is, for the picture of the case.
    package func marks(by workflow: Workflow) -> [String: RouteDrawing.Mark] {
        workflow.steps.reduce(into: [:]) { marks, step in
            switch steps[step.id]?.phase ?? .waiting {
            case .ended: marks[step.id] = .done
            case .open: marks[step.id] = .running
            case .offered: marks[step.id] = .offered
            case .skipped, .revoked: marks[step.id] = .skipped
            case .waiting: marks[step.id] = closed == nil ? .waiting : .skipped
            }
        }
    }
}
