/// An address that is posted to for one call.
struct WebHook {
    let url: String

    /// Posts the call; anything but 2xx has reached nobody.
    ///
    /// What a redirection names, nobody has allowed: it is a status like any other.
    func call(_ call: UrgentCall) async throws(HookFailure) {
        let status: Int
        do {
            let body = try call.json()
            let question = HTTPQuestion(
                url,
                method: "POST",
                headers: ["Content-Type": "application/json"],
                body: Array(body)
            )
            status = try await question.ask(patience: 10).status
        } catch HTTPQuestion.Failure.refused {
            throw .refused
        } catch {
            throw .unreachable
        }
        guard (200..<300).contains(status) else { throw .status(status) }
    }
}
