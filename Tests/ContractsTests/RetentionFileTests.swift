import Casework
import CaseworkTesting
import Contracts
import Testing

/// What is shipped says of every case type and document how long it is kept; what does not is told.
@Suite struct RetentionFileTests {
    private let shipped = RetentionFile.load(Fixture.path("retention.yaml"))

    @Test func everyCaseTypeAndDocumentHasATerm() throws {
        let workflows = try Fixture.books().workflows.values
        #expect(shipped.problems == [])
        #expect(shipped.gaps(for: workflows) == [])
        #expect(shipped.strangers(among: workflows) == [])
        #expect(try Fixture.books().retention == shipped.schedule)
    }

    @Test(arguments: [
        ("deputy-suggestion", RetentionTerm.thirtyYears), ("owners-vote", .thirtyYears),
        ("company-handover", .thirtyYears), ("service-complaint", .tenYears),
    ])
    func theTermsAreThoseOfTheDomainNotes(caseType: String, term: RetentionTerm) {
        #expect(shipped.schedule.cases[caseType]?.term == term)
        #expect(shipped.schedule.documents["penalty-decision"]?.term == .thirtyYears)
        #expect(shipped.schedule.documents["suspension-decision"]?.term == .thirtyYears)
    }

    @Test func whatIsMissingOrUnknownIsTold() throws {
        let file = RetentionFile(
            """
            version: 1
            cases: {deputy-suggestio: {proposal: 30y, source: x}}
            documents: {}
            """
        )
        let workflow = try #require(try Fixture.books().workflows["deputy-suggestion"])
        #expect(file.gaps(for: [workflow]).map(\.pointer).contains("retention.yaml#/cases/deputy-suggestion"))
        #expect(file.gaps(for: [workflow]).map(\.pointer).contains("retention.yaml#/documents/reply-letter"))
        #expect(file.strangers(among: [workflow]).map(\.code) == ["RETENTION_UNKNOWN"])
    }

    @Test(arguments: [
        ("{proposal: 15y, source: x}", "RETENTION_TERM"), ("{source: x}", "RETENTION_BASIS"),
        ("{legal: 10y, policy: 10y, source: x}", "RETENTION_BASIS"), ("{legal: 10y}", "YAML_KEY_MISSING"),
        ("{legal: 10y, source: x, until: 3}", "YAML_KEY_UNKNOWN"),
    ])
    func aFaultyLineIsTold(line: String, code: String) {
        let file = RetentionFile("version: 1\ncases: {training: \(line)}\ndocuments: {}")
        #expect(file.problems.map(\.code) == [code])
    }
}
