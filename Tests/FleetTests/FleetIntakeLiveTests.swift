import Casework
import Contracts
import Foundation
import Testing

@testable import Fleet

extension FleetLive {
    /// What a publisher is told (issue 2, Show 2).
    @Suite struct IntakeLive {
        @Test func aSuggestionIsAcceptedOnceAndItsNumberStandsForItsContent() async throws {
            let fleet = try LiveFleet.here()
            var suggestion = Suggestion()
            let first = try await fleet.submit(suggestion)
            #expect(first["disposition"] == "accepted")
            let id = try #require(first["caseId"]?.text)
            #expect(CaseNumber.read(id).subject != nil, "\(id)")

            let again = try await fleet.submit(suggestion)
            #expect(again["disposition"] == "duplicate")
            #expect(again["caseId"]?.text == id)
            let overHTTP = try await fleet.post(suggestion.data)
            #expect(overHTTP.status == 200)
            #expect(overHTTP.body["disposition"] == "duplicate")
            #expect(overHTTP.body["caseId"]?.text == id)

            suggestion.title = "关于另一件事的建议"
            let other = try await fleet.submit(suggestion)
            #expect(other["disposition"] == "conflict")
            #expect(try await fleet.post(suggestion.data).status == 409)
            #expect(try await fleet.read("/cases/\(id)")["line"]?["subject"] == "关于解决小区物业纠纷的建议")
        }

        @Test func allThreeMistakesAreToldAtOnceInChineseAndEnglish() async throws {
            let fleet = try LiveFleet.here()
            let path = "\(fleet.contracts)/examples/deputy-suggestion-three-mistakes.json"
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            let data = try #require(JSONText.value(bytes).subject?["data"])
            let wanted: Set = ["/fields/suggestionNo", "/fields/coHandlers", "/fields/receivedAt"]
            for receipt in [try await fleet.publish(bytes), try await fleet.post(data, wants: 422)] {
                #expect(receipt["disposition"] == "rejected")
                #expect(receipt["caseId"]?.text == nil)
                let problems = receipt["problems"]?.list ?? []
                let places = problems.compactMap { $0["pointer"]?.text }
                for place in wanted { #expect(places.contains { $0.contains(place) }, "\(place) in \(places)") }
                #expect(problems.count == 3, "\(problems)")
                for problem in problems {
                    #expect(problem["zh"]?.text?.contains { $0.isIdeograph } == true, "\(problem)")
                    #expect(problem["en"]?.text?.contains { $0.isIdeograph } == false, "\(problem)")
                }
            }
        }

        @Test func thePublisherAloneReadsItsReceipt() async throws {
            let fleet = try LiveFleet.here()
            let suggestion = Suggestion()
            let id = try await fleet.open(suggestion)
            let path = "/receipts/\(suggestion.externalID)"
            let own = try await fleet.ask("coordinator", "GET", path, as: "suggestions-system")
            #expect(own.status == 200)
            #expect(own.body["caseId"]?.text == id)
            #expect(try await fleet.ask("coordinator", "GET", path, as: "hotline-system").status == 404)
            #expect(try await fleet.ask("coordinator", "GET", path, as: "housing-li").status == 403)
            #expect(try await fleet.ask("coordinator", "GET", path).status == 401)
        }
    }
}

extension LiveFleet {
    /// Submits over HTTP as the suggestions system.
    func post(_ data: Value) async throws -> Reply {
        try await ask("coordinator", "POST", "/cases", as: "suggestions-system", body: JSONText.write(data))
    }

    /// The receipt of a submission over HTTP that ends with a known status.
    func post(_ data: Value, wants status: Int) async throws -> Value {
        let reply = try await post(data)
        #expect(reply.status == status, "\(reply.text)")
        return reply.body
    }
}

extension Character {
    /// True for a Chinese character.
    var isIdeograph: Bool { unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
}
