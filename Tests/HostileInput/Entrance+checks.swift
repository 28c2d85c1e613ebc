import Casework
import CaseworkTesting
import Contracts

extension Entrance {
    /// Text that says it is JSON.
    static let json = Entrance(name: "json", seeds: { try Examples.files("schemas", ".json") }) { bytes in
        let reading = JSONText.value(bytes)
        var outcome = Outcome(reading)
        guard let value = reading.subject else { return outcome }
        let written = JSONText.write(value)
        let back = JSONText.value(written)
        outcome.expect(back.subject == value, "a value is not read back as it was written")
        outcome.expect(back.subject.map(JSONText.write) == written, "a value has two canonical forms")
        return outcome
    }

    /// A schema and a value, `{"schema": …, "value": …}`: what `contract check FILE --schema FILE` brings together.
    static let schema = Entrance(name: "schema", seeds: schemaSeeds) { bytes in
        let document = JSONText.value(bytes)
        guard let pair = document.subject else { return Outcome(document) }
        let reading = Schema.read(pair["schema"] ?? .null)
        var outcome = Outcome(reading)
        guard let schema = reading.subject else { return outcome }
        let problems = schema.check(pair["value"] ?? .null)
        outcome.answer(problems)
        outcome.codes = problems.isEmpty ? ["accepted"] : Set(problems.map(\.code)).sorted()
        return outcome
    }

    /// A regular expression, and below its line a text.
    static let pattern = Entrance(name: "pattern", seeds: patternSeeds) { bytes in
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        do throws(Pattern.Fault) {
            let isMatch = try Pattern(String(lines[0])).matches(lines.count > 1 ? String(lines[1]) : "")
            return Outcome(codes: [isMatch ? "accepted" : "PATTERN_MISMATCH"])
        } catch {
            return Outcome(codes: ["PATTERN_UNKNOWN"])
        }
    }

    /// An answer to a step over HTTP: `{"case": …, "step": …, "outcome": …, "fields": …}`, the first two from the address.
    static let answer = Entrance(name: "answer", seeds: { try Examples.answers() }) { bytes in
        let document = JSONText.value(bytes)
        guard let body = document.subject else { return Outcome(document) }
        let books = try Fixture.books()
        let workflow = books.workflows[body["case"]?.text ?? ""]
        guard let step = workflow?[body["step"]?.text ?? ""] else { return Outcome(codes: ["STEP_UNKNOWN"]) }
        let made = FormCheck.make(
            form: step.form,
            registry: books.registry,
            depth: .city,
            sample: FieldSample(today: LocalDate(dayNumber: 0), person: ""),
            isClosed: true
        )
        guard let check = made.subject else { return Outcome(made) }
        let outcome = body["outcome"]?.text ?? ""
        let fields = body["fields"]?.object ?? [:]
        let reading = check.check(fields, outcome: outcome, at: JSONPointer([.key("fields")]))
        var result = Outcome(reading)
        if let good = reading.subject {
            let again = check.check(good, outcome: outcome, at: JSONPointer([.key("fields")]))
            result.expect(again.subject == good, "what was put right is put right differently the second time")
        }
        return result
    }

    /// A body of the coordinator's own routes: a case, or a year's notice in `{"year": …}`.
    static let body = Entrance(name: "body", seeds: bodySeeds) { bytes in
        let document = JSONText.value(bytes)
        guard let body = document.subject else { return Outcome(document) }
        if let year = body["year"] { return try Entrance.calendar.take(JSONText.write(year)) }
        let pointer = JSONPointer(body["data"] == nil ? [] : [.key("data")])
        return Outcome(try Fixture.intakeCheck().submit(body["data"] ?? body, at: pointer, moment))
    }

    @Sendable private static func schemaSeeds() throws -> [[UInt8]] {
        let documents = try Fixture.books().schemas.documents
        let shared = documents["common.schema.json"]?["$defs"] ?? [:]
        return documents.sorted { $0.key < $1.key }.map { _, document in
            var alone = document.object ?? [:]
            alone["$defs"] = .object((shared.object ?? [:]).merging(alone["$defs"]?.object ?? [:]) { _, own in own })
            // A schema that refers to its neighbours reads them here from itself.
            let text = JSONText.text(.object(alone)).replacing("common.schema.json#", with: "#")
            let schema = JSONText.value(text).subject ?? .null
            return JSONText.write(["schema": schema, "value": document["examples"]?.list?.first ?? [:]])
        }
    }

    @Sendable private static func patternSeeds() -> [[UInt8]] {
        [
            "^[0-9]{8}$\n20230333", "^(a|b)*c?$\nababc", "^\\d{3,4}(?:-\\d{7,8})+$\n027-82812345",
            "[^\\s\\u4E00-\\u9FFF]\n小区 x",
            "^WH-([0-9]{6}|[A-Z]{3,4})-[A-Z]{1,4}-[0-9]{8}-[0-9]{6,12}-[0-9]{2}$\nWH-420100-DS-20230427-000001-93",
        ].map { Array($0.utf8) }
    }

    @Sendable private static func bodySeeds() throws -> [[UInt8]] {
        let years = try Examples.files("calendars", ".json")
        return try Examples.files("examples", ".json")
            + years.map { Array("{\"dryRun\":true,\"year\":".utf8) + $0 + Array("}".utf8) }
    }
}
