import Casework
import EventStore
import Fleet
import RabbitMQ

/// The audit of one owner's log: whether its chain holds, and whether journal and back-up tell the same story.
///
/// Only what is readable by anybody who has the file is compared, so no key is needed and a destruction is no difference: it
/// takes keys away and leaves every entry as it was.
struct LogAudit {
    /// What was found.
    struct Report: Encodable {
        var owner: String
        /// Entries of the file.
        var entries: Int64 = 0
        /// The running hash as far as the chain holds, lower-case hexadecimal.
        var chain = ""
        /// The last entry that the journal holds; nil when it was not read to its end.
        var journal: Int64?
        /// The first entry that the journal holds; nil unless the broker has dropped what came before.
        var journalFrom: Int64?
        /// The last entry that the back-up holds; nil without one.
        var backup: Int64?
        var difference: LogDifference?
        /// Why the broker could not be asked, which is no fault of the log.
        var away: String?
        /// What could not be read and should have been.
        var unreadable: String?

        var isGood: Bool { difference == nil && unreadable == nil }
    }

    let owner: String
    let home: Home
    let backup: Backup?

    /// Reads everything there is.
    func report() async -> Report {
        var report = Report(owner: owner)
        do {
            try await compare(&report)
        } catch {
            report.unreadable = "\(error)"
        }
        return report
    }

    private func compare(_ report: inout Report) async throws {
        let file = try LogFile(path: home.store(owner))
        let proof = try file.proof()
        report.entries = try file.end().n
        report.chain = proof.end.chain.hex
        var suspect = proof.flaw?.n
        let copy = try backup?.log(of: owner)
        if let copy {
            var comparison = LogComparison(file, suspect: suspect)
            try copy.walk { try comparison.take($0) }
            comparison.finish()
            suspect = comparison.first
            report.backup = comparison.through
        }
        var comparison = LogComparison(file, suspect: suspect, skipsOvertaken: true)
        do {
            let reader = try JournalReader(owner: owner, home: home)
            try await reader.walk { try comparison.take($0) }
            // Asked afterwards: what is dropped meanwhile was read.
            report.journalFrom = try await reader.beginning().flatMap { $0.isCut ? $0.n : nil }
            comparison.finish(from: report.journalFrom ?? 1)
            report.journal = comparison.through
        } catch let error as AMQPError where error.brokerCode == nil {
            report.away = "\(error)"
        } catch let error as Credentials.Failure {
            report.away = "\(error)"
        } catch {
            report.unreadable = "\(error)"
        }
        guard let n = comparison.first else { return }
        report.difference = try difference(at: n, file, comparison, copy, report)
    }

    /// What each place has at `n`, up to which all that was compared is the same.
    private func difference(
        at n: Int64,
        _ file: LogFile,
        _ journal: LogComparison,
        _ copy: LogFile?,
        _ report: Report
    ) throws -> LogDifference {
        let previous = n == 1 ? Chain.start : try file.entries(at: [n - 1])[0]?.chain ?? Chain.start
        func finding(_ place: LogDifference.Place, _ entry: Entry?) -> LogDifference.Finding {
            LogDifference.Finding(place, entry.map { EntryTrace($0, after: previous) })
        }
        var findings = [finding(.file, try file.entries(at: [n])[0])]
        // A place that ends before `n` has no word in this.
        if journal.other != nil || n <= (report.journal ?? 0) { findings.append(finding(.journal, journal.other)) }
        if let copy, n <= (report.backup ?? 0) { findings.append(finding(.backup, try copy.entries(at: [n])[0])) }
        return LogDifference(n: n, findings: findings)
    }
}
