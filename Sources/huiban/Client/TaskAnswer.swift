import Casework
import Contracts
import Foundation

/// The fields with which a person ends a task, as they came from a file and from the command line.
struct TaskAnswer {
    let fields: String?
    let single: [String]
    let voice: Voice

    /// The body of `complete`: a file with `outcome` and `fields` is taken as it stands, any other object as the fields.
    ///
    /// - Throws: a usage stop for what cannot be read.
    func body() throws -> [String: Value] {
        var body: [String: Value] = [:]
        if let fields {
            let value = try InputFile(path: fields, voice: voice).json()
            guard case .object(let members) = value else {
                throw voice.stop(.usage, zh: "字段应为 JSON 对象。", en: "The fields must be a JSON object.")
            }
            body = members["fields"]?.object == nil ? ["fields": value] : members
        }
        guard !single.isEmpty else { return body }
        var members = body["fields"]?.object ?? [:]
        for pair in single {
            guard let mark = pair.firstIndex(of: "=") else {
                throw voice.stop(.usage, zh: "--field 应为 名=值：\(pair)", en: "--field is NAME=VALUE: \(pair)")
            }
            let text = String(pair[pair.index(after: mark)...])
            members[String(pair[..<mark])] = JSONText.value(text).subject ?? .text(text)
        }
        body["fields"] = .object(members)
        return body
    }

    /// The first example of a task's form.
    ///
    /// - Throws: a stop when the task has none.
    func example(of task: Value) throws -> [String: Value] {
        let schemas = [task["form"], task["schema"], task["form"]?["schema"]]
        guard let example = schemas.compactMap({ $0?["examples"]?.list?.first?.object }).first else {
            throw voice.stop(.refused, zh: "此任务没有示例。", en: "This task has no example.")
        }
        return example["fields"]?.object == nil ? ["fields": .object(example)] : example
    }
}

/// A file that a person named, `-` for standard input.
struct InputFile {
    let path: String
    let voice: Voice

    /// Its bytes.
    ///
    /// - Throws: a usage stop when it cannot be read.
    func bytes() throws -> [UInt8] {
        if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw voice.stop(.usage, zh: "无法读取文件：\(path)", en: "The file cannot be read: \(path)")
        }
        return Array(data)
    }

    /// Its content as JSON.
    ///
    /// - Throws: a usage stop with everything that is wrong with the text.
    func json() throws -> Value {
        switch JSONText.value(try bytes()) {
        case .good(let value, _): return value
        case .bad(let problems):
            throw voice.stop(
                .usage,
                zh: "不是有效的 JSON：\(path)",
                en: "This is no valid JSON: \(path)",
                details: problems.map { "  ✗ \($0.code): \(voice.language == .zh ? $0.zh : $0.en)" }
            )
        }
    }
}
