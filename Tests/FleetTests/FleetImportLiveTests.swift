import Casework
import Contracts
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// Cases already in flight, brought in with `huiban import`.
    @Suite struct ImportLive {
        private static let header =
            "external_id,case_type,opened_on,title,districtCode,channel,receivedAt,suggestionNo,text,leadDeputy,meeting"

        private func row(_ id: String, number: String = "20230401") -> String {
            "\(id),deputy-suggestion,2023-04-10,建议,420106,deputy,2023-04-09T09:10:00+08:00,\(number),正文。,代表甲,recess"
        }

        private func run(_ fleet: LiveFleet, _ rows: [String], _ verb: String) async throws -> LiveFleet.Ended {
            let path = NSTemporaryDirectory() + "/sheet-\(UInt64.random(in: 0 ... .max)).csv"
            try Data(([Self.header] + rows).joined(separator: "\r\n").utf8).write(to: URL(fileURLWithPath: path))
            defer { unlink(path) }
            return try await fleet.huiban(["import", path, verb, "--home", fleet.home.path, "--lang", "en"])
        }

        @Test func aSheetBecomesCasesOfTheirDayOnceAndForAll() async throws {
            let fleet = try LiveFleet.here()
            let ids = (0..<3).map { _ in "OLD-\(UInt64.random(in: 0 ... .max))" }
            let rows = ids.map { row($0) }

            let first = try await run(fleet, rows, "--apply")
            #expect(first.status == 0, "\(first.output)\(first.complaint)")
            let numbers = first.output.split(separator: "\n").compactMap { line in
                line.split(separator: " ").first { CaseNumber.read(String($0)).subject != nil }.map(String.init)
            }
            #expect(Set(numbers).count == 3)
            #expect(numbers.allSatisfy { $0.hasPrefix("WH-420106-DS-20230410-") })

            let again = try await run(fleet, rows, "--apply")
            #expect(again.status == 0)
            #expect(again.output == first.output.replacing("accepted", with: "duplicate"))
        }

        @Test func nothingIsPublishedWhenOneRowIsBroken() async throws {
            let fleet = try LiveFleet.here()
            let id = "OLD-\(UInt64.random(in: 0 ... .max))"
            let rows = [row(id), row("\(id)-2", number: "2304")]
            for verb in ["--dry-run", "--apply"] {
                let ended = try await run(fleet, rows, verb)
                #expect(ended.status == 1)
                #expect(ended.output.contains("SUGGESTION_NO_FORMAT 3:8#/fields/suggestionNo"))
                #expect(ended.output.hasSuffix("1 of 2 rows can be imported\n"))
            }
            #expect(
                try await fleet.ask("coordinator", "GET", "/receipts/\(id)", as: "suggestions-system").status == 404
            )
        }
    }
}
