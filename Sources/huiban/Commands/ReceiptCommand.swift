import ArgumentParser
import Casework

/// `huiban receipt ID`: what became of a published message.
struct ReceiptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "回执。 What became of a published message."
    )

    @OptionGroup var common: CommonOptions
    @Option(name: .long, help: "发布方 the publisher's broker user") var user = "suggestions"
    @Argument(help: "外部编号或回执编号 external id or receipt id") var id: String

    func run() async throws {
        let answer = try await common.integrator(user).get(["receipts", id])
        try ReceiptView(body: answer.body, voice: common.voice).tell()
    }
}

/// A receipt told to whoever waits for it.
struct ReceiptView {
    let body: Value
    let voice: Voice

    /// Prints it.
    ///
    /// - Throws: an exit with 1 when it says that the message was refused.
    func tell() throws {
        let disposition = body["disposition"]?.text ?? "?"
        if voice.isJSON {
            voice.print(json: body)
        } else {
            let caseID = body["caseId"]?.text.map { " \($0)" } ?? ""
            voice.say(verbatim: "\(disposition)\(caseID)")
            for line in ProblemList(body).lines(voice.language) { voice.say(verbatim: line) }
        }
        if ["rejected", "conflict"].contains(disposition) { throw ExitCode(Outcome.refused.rawValue) }
    }
}
