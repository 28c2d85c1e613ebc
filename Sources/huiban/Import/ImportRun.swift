import ArgumentParser
import Casework
import Contracts
import Fleet

/// The publishing of a sheet whose rows were all found good.
///
/// A run that broke off is run again: what is a case already answers `duplicate` with the same number.
struct ImportRun {
    let common: CommonOptions
    let user: String
    let patience: Int

    /// Publishes one row after the other and tells each one's case number.
    ///
    /// - Throws: a stop when a receipt does not come; an exit with 1 when one refuses.
    func publish(_ rows: [SheetRow]) async throws {
        // A home without a fleet is told in words.
        _ = try common.fleet()
        let clock = try FleetClock(home: common.fleetHome)
        let errand = IntakeErrand(common: common, user: user, patience: patience)
        var receipts: [Value] = []
        for row in rows {
            let message = IntakeMessage(JSONText.write(row.data), from: user, at: clock.now())
            let receipt = try await errand.receipt(for: message)
            receipts.append(receipt)
            for line in lines(row, receipt) { common.voice.say(verbatim: line) }
        }
        if common.voice.isJSON { common.voice.print(json: receipts) }
        let taken: Set = ["accepted", "held", "duplicate"]
        guard receipts.allSatisfy({ taken.contains($0["disposition"]?.text ?? "") }) else {
            throw ExitCode(Outcome.refused.rawValue)
        }
    }

    private func lines(_ row: SheetRow, _ receipt: Value) -> [String] {
        let place = Words(zh: "第\(row.line)行", en: "line \(row.line)")[common.voice.language]
        let disposition = receipt["disposition"]?.text ?? "?"
        let number = receipt["caseId"]?.text.map { "\($0) " } ?? ""
        return ["\(place) \(row.externalID) -> \(number)\(disposition)"]
            + ProblemList(receipt).lines(common.voice.language)
    }
}
