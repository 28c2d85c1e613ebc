import Casework
import Contracts
import Desk
import EventStore
import Foundation
import Testing

@Suite("Checks that any workflow may ask for")
struct DeskCheckTests {
    private func codes(
        _ check: String,
        _ answer: Deed.Answer,
        fields: [String: Value] = [:],
        names: Set<String> = []
    ) -> [String]? {
        let content = Sample.content("step") { $0.fields = fields }
        let task = DeskTask(Sample.assignment(content), epoch: 1)
        return SharedChecks.objections(check, to: answer, on: task, names: names)?.map(\.code)
    }

    @Test func theLeadIsNoCoHandler() {
        let both: [String: Value] = ["leadUnit": "housing", "coHandlers": ["police", "housing"]]
        let check = "lead-is-not-co-handler"
        #expect(codes(check, Deed.Answer(outcome: "done", fields: both)) == ["LEAD_IN_COHANDLERS"])
        let apart: [String: Value] = ["leadUnit": "housing", "coHandlers": ["police"]]
        #expect(codes(check, Deed.Answer(outcome: "done", fields: apart)) == [])
        let proposed = Deed.Answer(outcome: "done", fields: ["leadUnit": "housing"])
        #expect(codes(check, proposed, fields: ["coHandlers": ["housing"]]) == ["LEAD_IN_COHANDLERS"])
    }

    @Test func everySignatoryHasAReceipt() {
        let signed: [String: Value] = ["leadDeputy": "张一", "coSigners": ["李二", "王三"]]
        let two = Deed.Answer(outcome: "done", fields: ["receipts": [SampleFile.value(), SampleFile.value()]])
        #expect(codes("every-signatory-answered", two, fields: signed) == ["SIGNATORY_NOT_ANSWERED"])
        #expect(codes("every-signatory-answered", two, fields: ["leadDeputy": "张一"]) == [])
    }

    @Test func theReplySaysWhoseOpinionIsMissing() {
        let late: [String: Value] = ["opinions.police.outcome": "expired", "opinions.justice.outcome": "submitted"]
        let silent = Deed.Answer(outcome: "done", fields: ["reply": "已办理。"])
        #expect(codes("late-opinions-named", silent, fields: late) == ["LATE_OPINION_UNNAMED"])
        let told = Deed.Answer(outcome: "done", fields: ["reply": "已办理。公安局未按期提出会办意见。"])
        #expect(codes("late-opinions-named", told, fields: late) == [])
        #expect(codes("late-opinions-named", silent, fields: ["opinions.police.outcome": "submitted"]) == [])
    }

    @Test func publishedTextsNameNobody() {
        let check = "no-names-in-public-text"
        let named = Deed.Answer(outcome: "published", fields: ["column": "答复张一一代表", "url": "x13800008000"])
        #expect(codes(check, named, names: ["张一一"]) == ["NAMES_IN_PUBLIC_TEXT", "NAMES_IN_PUBLIC_TEXT"])
        let plain = Deed.Answer(outcome: "published", fields: ["column": "通知公告"])
        #expect(codes(check, plain, fields: ["reply": "张一一代表：您好"], names: ["张一一"]) == ["NAMES_IN_PUBLIC_TEXT"])
        let redacted = Deed.Answer(outcome: "published", fields: ["redactions": "代表姓名已隐去"])
        #expect(codes(check, redacted, fields: ["reply": "张一一代表：您好"], names: ["张一一"]) == [])
        let unpublished = Deed.Answer(outcome: "not-for-publication", fields: ["reason": "涉及张一一"])
        #expect(codes(check, unpublished, names: ["张一一"]) == [])
    }

    @Test func aStepThatNeedsNobodyIsAnsweredByWhatItsWorkflowGives() {
        let content = Sample.content("step") { content in
            content.outcomes = ["noted", "refused"]
            content.form.fields = [.init(name: "record", type: "text")]
            content.with = ["record": "已知悉", "days": 3]
        }
        let task = DeskTask(Sample.assignment(content), epoch: 1)
        #expect(SharedRules.decide("as-given", task) == Deed.Answer(outcome: "noted", fields: ["record": "已知悉"]))
        #expect(SharedRules.decide("never-heard-of", task) == nil)
    }

    @Test func anUnknownCheckIsNobodys() {
        #expect(codes("never-heard-of", Deed.Answer(outcome: "done")) == nil)
    }

    @Test func theNamesOfACaseAreThoseThatAnyTaskOfItWasSent() throws {
        let bench = try DeskBench()
        let contact = Sample.content("contact") { $0.fields = ["leadDeputy": "张一一", "coSigners": ["李二二"], "a": "b"] }
        try bench.receive(Sample.assignment(contact))
        try bench.receive(Sample.assignment(Sample.content("publish")))
        #expect(try bench.store.read { try bench.desk.names(ofCase: Sample.caseID, in: $0) } == ["张一一", "李二二"])
    }
}

@Suite("Attachments")
struct DeskFileTests {
    @Test(arguments: [
        (FileType.pdf, Array("%PDF-1.7\n".utf8)), (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]),
        (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0]), (.zip, [0x50, 0x4B, 0x03, 0x04, 0]),
        (.docx, [0x50, 0x4B, 0x03, 0x04] + Array("..word/document.xml..".utf8)), (.text, Array("答复".utf8)),
    ])
    func eachTypeIsKnownByItsContentAndByNoOther(type: FileType, bytes: [UInt8]) {
        let others = FileType.allCases.filter { $0 != type && $0.matches(bytes) }
        #expect(type.matches(bytes))
        #expect(others.allSatisfy { $0 == .zip && type == .docx || $0 == .text && type == .pdf })
    }

    @Test func anUploadThatLiesAboutItsTypeIsRefused() {
        let script = Array("<script>alert(1)</script>".utf8)
        #expect(
            UploadRule.problems(script, contentType: "image/png", name: "a.png").map(\.code) == ["FILE_TYPE_MISMATCH"]
        )
        #expect(
            UploadRule.problems([0xC3, 0x28], contentType: "text/plain; charset=utf-8", name: "a.txt").map(\.code)
                == ["FILE_TYPE_MISMATCH"]
        )
    }

    @Test func everythingThatIsWrongWithAnUploadIsToldAtOnce() {
        let problems = UploadRule.problems([], contentType: "text/html", name: "../../etc/passwd")
        #expect(problems.map(\.code) == ["FILE_EMPTY", "FILE_TYPE_UNSUPPORTED", "FILE_NAME"])
        let large = [UInt8](repeating: 0x61, count: UploadRule.largest + 1)
        #expect(UploadRule.problems(large, contentType: "text/plain", name: "a").map(\.code) == ["BODY_TOO_LARGE"])
    }

    @Test func bytesAreKeptUnderTheirHashAndGivenBackOnlyWhileTheyMatchIt() async throws {
        let folder = NSTemporaryDirectory() + "files-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let files = FileStore(folder: folder)
        let sha256 = try await files.keep(Array("hello".utf8))
        #expect(sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
        #expect(try await files.keep(Array("hello".utf8)) == sha256)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [sha256])
        #expect(try await files.bytes(sha256) == Array("hello".utf8))
        #expect(try await files.bytes("../\(sha256)") == nil)
        try Data("other".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(sha256)"))
        #expect(try await files.bytes(sha256) == nil)
    }

    @Test func anAnswerThatNamesAFileNobodyHasIsRefused() throws {
        let bench = try DeskBench()
        let content = Sample.content("deliver")
        try bench.receive(Sample.assignment(content))
        let unknown: Value = ["name": "a.pdf", "sha256": .text(String(repeating: "a", count: 64))]
        let refused = try bench.complete(TaskKey(content), "done", ["receipts": [unknown]], by: Sample.operatorLi)
        #expect(refused.codes == ["FILE_UNKNOWN"])
        let sample = try bench.complete(
            TaskKey(content),
            "done",
            ["receipts": [SampleFile.value()]],
            by: Sample.operatorLi
        )
        #expect(sample.codes == [])
    }
}
