import Casework
import EventStore

/// What `huiban case verify` found.
struct CaseCheck: Encodable {
    /// What the case was compared with.
    struct Comparison: Encodable {
        enum Place: String, Encodable {
            case log
            case export
        }

        var place: Place
        /// The last position of the log that both cover.
        var through: Int64
        var flaw: CaseFlaw?
        /// The first entry at which the other copy does not hold itself; then nothing was compared.
        var broken: Int64?
    }

    let file: String
    let caseID: String
    let owner: String
    let entries: Int
    let runs: Int
    /// Entries of other cases between the runs and before the head, which are not in the file.
    let unseen: Int64
    /// Where the log ended, as the file states it.
    let head: CaseExport.Head
    let flaw: CaseFlaw?
    var comparison: Comparison?

    var isGood: Bool { flaw == nil && comparison?.flaw == nil && comparison?.broken == nil }

    /// Checks an export by itself.
    init(_ export: CaseExport, file: String) {
        let proof = CaseProof(export)
        self.file = file
        caseID = export.caseID
        owner = export.owner
        entries = export.entries.count
        runs = proof.runs
        unseen = proof.unseen
        head = export.head
        flaw = proof.flaw
    }

    /// Compares it with another copy.
    ///
    /// - Throws: a `Stop` when that is of another case or cannot be read.
    mutating func compare(_ export: CaseExport, with copy: CaseCopy, _ voice: Voice) throws {
        switch copy {
        case .export(let other):
            guard other.caseID == export.caseID, other.owner == export.owner else {
                throw voice.stop(
                    .refused,
                    zh: "另一份是 \(other.caseID) 的导出件。",
                    en: "The other copy is an export of \(other.caseID)."
                )
            }
            let comparison = CaseComparison(export, with: other)
            let broken = CaseProof(other).flaw?.n
            self.comparison = Comparison(
                place: .export,
                through: comparison.through,
                flaw: broken == nil ? comparison.flaw : nil,
                broken: broken
            )
        case .log(let log):
            do {
                let proof = try log.proof()
                let comparison = try CaseComparison(export, with: log, proof)
                let broken = proof.flaw.map(\.n)
                self.comparison = Comparison(
                    place: .log,
                    through: comparison.through,
                    flaw: broken == nil ? comparison.flaw : nil,
                    broken: broken
                )
            } catch let error as StoreError {
                throw voice.stop(.refused, zh: "另一份读不出。", en: "The other copy cannot be read.", details: ["\(error)"])
            }
        }
    }
}
