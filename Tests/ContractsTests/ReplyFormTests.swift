import Casework
import CaseworkTesting
import Contracts
import Testing

/// What the reply to a deputy may bring along and cite (domain notes 1, rows 3 and 4).
@Suite struct ReplyFormTests {
    private func problems(_ more: [String: Value]) throws -> [Problem] {
        let books = try Fixture.books()
        let draft = try #require(books.workflows["deputy-suggestion"]?["draft"])
        let check = try #require(
            FormCheck.make(
                form: draft.form,
                registry: books.registry,
                depth: .city,
                sample: FieldSample(today: LocalDate(dayNumber: 0), person: ""),
                labels: FormSchema.Labels(),
                isClosed: true,
                known: [:]
            ).subject
        )
        let reply: [String: Value] = ["reply": "已办理。", "resultClass": "A"]
        return check.check(
            reply.merging(more) { _, new in new },
            outcome: "done",
            at: JSONPointer([.key("fields")])
        ).problems
    }

    @Test func aReplyWithoutAttachmentsIsValid() throws {
        #expect(try problems([:]) == [])
        #expect(try problems(["attachments": []]) == [])
    }

    @Test func aReplyCitesPoliciesOfTheCatalogueAndNoOthers() throws {
        #expect(try problems(["policies": ["disclosure-2023", "first-fees"]]) == [])
        let refused = try problems(["policies": ["disclosure-2023", "disclosure-1999"]])
        #expect(refused.map { "\($0.code) \($0.pointer)" } == ["POLICY_UNKNOWN /fields/policies/1"])
        #expect(refused.first?.zh == "政策文件目录中没有disclosure-1999")
    }
}
