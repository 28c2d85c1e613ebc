import Casework

/// Where a receipt may be sent: nobody can make the coordinator write into another's queue.
package enum ReplyAddress {
    /// The address if `user` may have receipts there, else REPLY_TO_FORBIDDEN.
    ///
    /// Allowed are queues called `reply.<user>.…` and the broker's direct reply-to.
    package static func check(_ address: String, for user: String) -> Reading<String> {
        let isOwn = address.hasPrefix("reply.\(user).") && MessageID.isWellFormed(address)
        let isDirect = address == "amq.rabbitmq.reply-to" || address.hasPrefix("amq.rabbitmq.reply-to.")
        // A generated direct address is base64 with more letters than an id may hold.
        let isPlain = address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && address.utf8.count <= 255
        if isOwn || (isDirect && isPlain) { return .good(address, warnings: []) }
        return .bad([
            Problem(
                "REPLY_TO_FORBIDDEN",
                at: "/replyTo",
                zh: "回执只能发往reply.\(user).开头的队列",
                en: "Receipts go only to queues whose names begin with reply.\(user)."
            )
        ])
    }
}
