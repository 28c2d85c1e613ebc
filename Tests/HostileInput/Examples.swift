import Casework
import CaseworkTesting
import Contracts
import Foundation

/// What lies in `contracts/`, as bytes to set out from.
enum Examples {
    /// The files of a folder, in the order of their names.
    static func files(_ folder: String, _ ending: String) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: Fixture.path(folder)).sorted()
        return try names.filter { $0.hasSuffix(ending) }.map { Array(try Fixture.text("\(folder)/\($0)").utf8) }
    }

    /// A message of every type: the examples of cases, and those that the schemas of the other types hold.
    static func messages() throws -> [[UInt8]] {
        let schemas = try Fixture.books().schemas.documents
        let others = MessageType.allCases.filter { $0 != .caseSubmit }.flatMap { type in
            (schemas["\(type.schemaName).schema.json"]?["examples"]?.list ?? []).map { data in
                Envelope(
                    id: "hotline/DEMO-001/-/0/\(type.name)/1",
                    source: "hotline",
                    type: type,
                    time: Entrance.moment.now,
                    caseID: "WH-420100-DS-20230427-000001-93",
                    step: "opinions",
                    instance: "police",
                    attempt: 1,
                    sequence: 2,
                    epoch: 3,
                    causationID: "hotline/DEMO-001/-/0/case.submit/0",
                    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                    data: data
                ).bytes
            }
        }
        return try files("examples", ".json") + others
    }

    /// The answers that the forms of the shipped workflows show, each with the step it belongs to.
    static func answers() throws -> [[UInt8]] {
        let books = try Fixture.books()
        let sample = FieldSample(today: LocalDate(Entrance.moment.now), person: "police-wang")
        let types = FieldTypes(registry: books.registry, depth: .city, sample: sample)
        return books.workflows.values.sorted { $0.name < $1.name }.flatMap { workflow in
            workflow.steps.map { step in
                let outcome = step.outcomes.first ?? "done"
                let example = FormSchema(form: step.form, types: types).example(outcome: outcome)
                return JSONText.write([
                    "case": .text(workflow.name), "step": .text(step.id), "outcome": .text(outcome),
                    "fields": .object(example),
                ])
            }
        }
    }
}
