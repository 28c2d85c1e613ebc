import Casework
import Contracts
import Fleet

/// The HTTP doors of a fleet whose processes come and go: every question has an answer or is told to have none.
struct Door: Sendable {
    /// What came back.
    enum Reply: Sendable {
        case answered(status: Int, Value)
        /// Nothing that says what became of the question.
        case silent
    }

    private let urls: [String: String]
    private let tokens: [String: String]

    /// Doors of the processes of a fleet that runs, for all of its people; ports stay as long as it is supervised.
    init(home: Home, people: [String]) throws {
        let file = try FleetFile.read(from: home)
        urls = Dictionary((file?.processes ?? []).map { ($0.name, $0.url) }) { first, _ in first }
        let credentials = Credentials(home: home)
        tokens = Dictionary(try people.map { ($0, try credentials.token(of: $0)) }) { first, _ in first }
    }

    /// Reads something.
    func get(_ process: String, _ path: String, as person: String? = nil) async -> Reply {
        await ask(process, "GET", path, as: person, body: nil)
    }

    /// Does something.
    func post(_ process: String, _ path: String, as person: String, _ body: Value) async -> Reply {
        await ask(process, "POST", path, as: person, body: body)
    }

    private func ask(
        _ process: String,
        _ method: String,
        _ path: String,
        as person: String?,
        body: Value?
    ) async -> Reply {
        guard let base = urls[process] else { return .silent }
        var question = HTTPQuestion(base + path, method: method)
        if let token = person.flatMap({ tokens[$0] }) { question.headers["Authorization"] = "Bearer \(token)" }
        if let body {
            question.body = JSONText.write(body)
            question.headers["Content-Type"] = "application/json"
        }
        do {
            // A process may be stopped for longer than this: then nobody knows what became of the request.
            let answer = try await question.ask(patience: 10)
            return .answered(status: answer.status, JSONText.value(answer.body).subject ?? .null)
        } catch {
            // Gone, going or stopped: whoever asked tries again.
            return .silent
        }
    }
}
