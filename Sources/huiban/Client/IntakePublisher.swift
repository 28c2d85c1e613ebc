import Casework
import Contracts
import Fleet
import Foundation
import RabbitMQ

/// Publishes an intake message as an integrator does: mandatory, confirmed, with a reply queue of its own.
struct IntakePublisher {
    let home: Home
    let user: String
    let voice: Voice

    /// Publishes and, if wanted, waits for the receipt.
    ///
    /// - Returns: the receipt's data; nil when none was waited for or none came in time.
    /// - Throws: a `Stop` when the broker is not reachable or refuses the message.
    func publish(_ message: IntakeMessage, patience: Duration?) async throws -> Value? {
        do {
            let endpoint = try Endpoint(Credentials(home: home).brokerURL(of: user))
            let options = ConnectionOptions(endpoints: [endpoint], name: "huiban submit")
            return try await Session.with(options) { session in
                try await publish(message, patience: patience, through: session)
            }
        } catch let error as AMQPError {
            throw voice.stop(.unreachable, zh: "无法连接消息服务器。", en: "The broker cannot be reached.", details: ["\(error)"])
        } catch Credentials.Failure.noBrokerUser {
            throw voice.stop(
                .usage,
                zh: "此目录没有用户 \(user) 的凭据。",
                en: "This home has no credentials of a user \(user)."
            )
        }
    }

    private func publish(_ message: IntakeMessage, patience: Duration?, through session: Session) async throws -> Value?
    {
        // Exclusive: it goes with this connection, so nothing is left behind on the broker.
        let queue = "reply.\(user).\(UInt64.random(in: 0 ... .max))"
        if patience != nil { try await session.declareQueue(queue, durable: false, exclusive: true) }
        let properties = MessageProperties(
            contentType: Envelope.contentType,
            replyTo: patience == nil ? nil : queue,
            messageID: message.messageID,
            type: message.type,
            userID: user
        )
        let outcome = try await session.publish(
            Publication(
                token: 1,
                exchange: "huiban.intake",
                routingKey: "\(user).\(message.kind)",
                properties: properties,
                body: message.body
            )
        )
        if case .refused(.nacked, _) = outcome {
            // A full queue says no, whatever else it holds is worked off in its order (policy `work`, reject-publish).
            throw voice.stop(
                .refused,
                zh: "收件队列没有收下这一件（已满，或所在节点刚刚失效）；请一分钟后原样再发。",
                en:
                    "Busy: the intake queue did not take this one (it is full, or its node has just failed); send it again as it is in a minute."
            )
        }
        if case .refused(let reason, _) = outcome {
            throw voice.stop(.refused, zh: "消息服务器拒绝了消息。", en: "The broker refused the message.", details: ["\(reason)"])
        }
        guard let patience else { return nil }
        let answers = try await session.collect(queue, atMost: patience) { _ in true }
        return answers.first.flatMap { JSONText.value($0.body).subject?["data"] }
    }
}
