import ArgumentParser
import Casework
import Contracts

/// What is told of a sheet that was judged and not published.
struct ImportReport {
    let rows: [CaseSheet.Judgement]
    let voice: Voice

    init(_ rows: [CaseSheet.Judgement], voice: Voice) {
        self.rows = rows
        self.voice = voice
    }

    /// Prints every row with everything that is wrong with it, and how many can be imported.
    ///
    /// - Throws: an exit with 1 when one of them is refused.
    func tell(_ wasToBeApplied: Bool) throws {
        let good = rows.count(where: \.isGood)
        voice.tell(Summary(rows: rows.map(Line.init), good: good, total: rows.count), as: lines(good))
        guard good < rows.count else { return }
        if wasToBeApplied {
            voice.warn(Words(zh: "没有发布任何一行。", en: "Nothing was published."))
        }
        throw ExitCode(Outcome.refused.rawValue)
    }

    private func lines(_ good: Int) -> [String] {
        let told = rows.flatMap { judgement in
            let row = judgement.row
            let place = Words(zh: "第\(row.line)行", en: "line \(row.line)")[voice.language]
            return ["\(judgement.isGood ? "✓" : "✗") \(place) \(row.externalID)"]
                + judgement.problems.lines(voice.language)
        }
        let sum = Words(zh: "\(rows.count) 行中 \(good) 行可以导入", en: "\(good) of \(rows.count) rows can be imported")
        return told + [sum[voice.language]]
    }

    private struct Summary: Encodable {
        let rows: [Line]
        let good: Int
        let total: Int
    }

    private struct Line: Encodable {
        let line: Int
        let externalId: String
        let isGood: Bool
        let problems: [Problem]

        init(_ judgement: CaseSheet.Judgement) {
            line = judgement.row.line
            externalId = judgement.row.externalID
            isGood = judgement.isGood
            problems = judgement.problems
        }
    }
}
