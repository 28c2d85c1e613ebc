import Casework
import Contracts
import Fleet

/// Publishing that ends with the receipt in hand.
struct IntakeErrand {
    let common: CommonOptions
    let user: String
    /// How many seconds to wait for a receipt.
    let patience: Int

    /// Publishes a message and gives back its receipt, asked for when it was lost on its way.
    ///
    /// - Throws: a `Stop` when the broker is not reachable or no receipt came.
    func receipt(for message: IntakeMessage) async throws -> Value {
        let publisher = IntakePublisher(home: common.fleetHome, user: user, voice: common.voice)
        if let receipt = try await publisher.publish(message, patience: .seconds(patience)) { return receipt }
        guard let externalID = message.externalID else { throw late }
        do {
            return try await common.integrator(user).get(["receipts", externalID]).body
        } catch let stop as Stop where stop.code == .refused {
            throw late
        }
    }

    private var late: Stop {
        common.voice.stop(
            .unreachable,
            zh: "已发布，但 \(patience) 秒内没有回执；稍后用 huiban receipt 查询。",
            en: "Published, but no receipt came within \(patience) s; ask later with huiban receipt."
        )
    }
}
