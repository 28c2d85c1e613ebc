import Casework
import Hummingbird

/// Reads `?state=open|done|all&mine=&unit=&limit=`.
enum TaskQuery {
    static func read(_ request: Request) throws -> Desk.Query {
        let parameters = request.uri.queryParameters
        var query = Desk.Query()
        switch parameters["state"].map(String.init) ?? "open" {
        case "open": query.states = [.open, .offered]
        case "done": query.states = [.done, .closed]
        case "all": query.states = DeskTask.State.allCases
        default:
            throw APIRefusal(
                .badRequest,
                Problem(
                    "STATE_UNKNOWN",
                    at: "/state",
                    zh: "state须为open、done或all",
                    en: "state must be open, done or all"
                )
            )
        }
        if let mine = parameters["mine"] { query.isMine = ["", "1", "true", "yes"].contains(mine.lowercased()) }
        query.unit = parameters["unit"].map(String.init).flatMap { $0.isEmpty ? nil : $0 }
        if let limit = parameters["limit"].flatMap({ Int($0) }) { query.limit = min(max(limit, 1), 5_000) }
        return query
    }
}
