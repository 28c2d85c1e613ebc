import Casework
import Contracts
import Fleet
import Foundation

/// The HTTP API of one process, spoken to as one person.
struct APIClient {
    /// What a process answered.
    struct Answer {
        let status: Int
        let body: Value

        /// Whether it was accepted and is safe; 202 is accepted and not yet safe.
        var isSafe: Bool { status != 202 }
    }

    let base: String
    let token: String
    let voice: Voice
    /// The process that is asked, for messages to people.
    let process: String

    /// Asks for something.
    ///
    /// - Throws: a `Stop`: unreachable, or refused with every problem.
    func get(_ path: [String], query: [String: String?] = [:]) async throws -> Answer {
        try await send("GET", path, query: query, body: nil)
    }

    /// Does something.
    ///
    /// - Throws: a `Stop`: unreachable, or refused with every problem.
    func post(_ path: [String], _ body: Value) async throws -> Answer {
        try await send("POST", path, query: [:], body: JSONText.write(body))
    }

    private func send(
        _ method: String,
        _ path: [String],
        query: [String: String?],
        body: [UInt8]?
    ) async throws -> Answer {
        var question = HTTPQuestion(try url(path, query).absoluteString, method: method)
        question.headers = ["Authorization": "Bearer \(token)", "Accept-Language": voice.language.rawValue]
        if let body {
            question.body = body
            question.headers["Content-Type"] = "application/json"
        }
        let answer = try await answer(to: question)
        let value = JSONText.value(answer.body).subject ?? .text(String(decoding: answer.body, as: UTF8.self))
        guard (200..<300).contains(answer.status) else { throw refusal(answer.status, value) }
        if answer.status == 202 {
            voice.warn(Words(zh: "已在本机保存，尚未确认安全。", en: "Saved here, not yet safe."))
        }
        return Answer(status: answer.status, body: value)
    }

    private func answer(to question: HTTPQuestion) async throws -> HTTPQuestion.Answer {
        do throws(HTTPQuestion.Failure) {
            return try await question.ask(patience: 30)
        } catch {
            let reason =
                switch error {
                case .refused: Words(zh: "没有进程在听", en: "nobody listens there")
                case .unreachable: Words(zh: "没有应答", en: "no answer")
                }
            throw voice.stop(
                .unreachable,
                zh: "无法连接 \(process)（\(base)）。用 huiban status 查看。",
                en: "\(process) (\(base)) cannot be reached. See huiban status.",
                details: [reason[voice.language]]
            )
        }
    }

    private func refusal(_ status: Int, _ body: Value) -> Stop {
        let problems = ProblemList(body)
        return Stop(
            code: .refused,
            voice: voice,
            words: Words(zh: "被拒绝（\(status)）。", en: "Refused (\(status))."),
            details: problems.lines(voice.language),
            json: body
        )
    }

    private func url(_ path: [String], _ query: [String: String?]) throws -> URL {
        var allowed = CharacterSet.urlPathAllowed
        allowed.remove("/")
        let segments = path.map { $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? $0 }
        var components = URLComponents(string: "\(base)/\(segments.joined(separator: "/"))")
        let items = query.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
        if !items.isEmpty { components?.queryItems = items.sorted { $0.name < $1.name } }
        guard let url = components?.url else {
            throw voice.stop(
                .usage,
                zh: "编号无效：\(path.joined(separator: "/"))",
                en: "No valid id: \(path.joined(separator: "/"))"
            )
        }
        return url
    }
}
