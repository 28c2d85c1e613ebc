import ArgumentParser
import Casework
import Contracts
import Fleet
import Foundation

/// `huiban submit`: publishes a case as an integrator's system does.
struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "提交案件。 Publish a case; the receipt says what became of it."
    )

    /// The two ways in.
    enum Way: String, ExpressibleByArgument {
        case amqp
        case http
    }

    @OptionGroup var common: CommonOptions
    @Flag(name: .long, help: "等待回执 wait for the receipt") var wait = false
    @Option(name: .long, help: "最多等待秒数 how many seconds to wait") var patience = 30
    @Option(name: .long, help: "途径 amqp | http") var over = Way.amqp
    @Option(name: .long, help: "发布方 the publisher's broker user") var user = "suggestions"
    @Argument(help: "JSON 文件，- 为标准输入 a JSON file, - for standard input") var file: String

    func run() async throws {
        let bytes = try InputFile(path: file, voice: common.voice).bytes()
        let now = try FleetClock(home: common.fleetHome).now()
        let message = IntakeMessage(bytes, from: user, at: now)
        switch over {
        case .http: try await overHTTP(message)
        case .amqp: try await overAMQP(message)
        }
    }

    private func overHTTP(_ message: IntakeMessage) async throws {
        let client = try common.integrator(user)
        do {
            let answer = try await client.post(["cases"], message.data)
            try ReceiptView(body: answer.body, voice: common.voice).tell()
        } catch let stop as Stop {
            // A receipt that refuses comes with 409 or 422, and is a receipt all the same.
            guard let body = stop.json, body["disposition"] != nil else { throw stop }
            try ReceiptView(body: body, voice: common.voice).tell()
        }
    }

    private func overAMQP(_ message: IntakeMessage) async throws {
        if wait {
            let receipt = try await IntakeErrand(common: common, user: user, patience: patience).receipt(for: message)
            return try ReceiptView(body: receipt, voice: common.voice).tell()
        }
        _ = try await IntakePublisher(home: common.fleetHome, user: user, voice: common.voice)
            .publish(message, patience: nil)
        if common.voice.isJSON {
            let fields = ["messageId": message.messageID, "externalId": message.externalID]
            common.voice.print(
                json: fields.compactMapValues { $0 }.merging(["disposition": "published"]) { old, _ in old }
            )
        } else {
            common.voice.say(
                zh: "已发布，回执：huiban receipt \(message.externalID ?? "…")",
                en: "Published; its receipt: huiban receipt \(message.externalID ?? "…")"
            )
        }
    }
}
