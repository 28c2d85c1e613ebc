/// An operation with the broker that did not succeed.
///
/// Carries no password and no message content: the text is the broker's own reason or the library's name for the status.
package struct AMQPError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where the failure was noticed, with the number that names it there.
    package enum Code: Sendable, Equatable {
        /// The broker's reply code (403 refused, 404 missing, 406 precondition, 541 internal, 320 forced …).
        case broker(UInt16)
        /// A status of librabbitmq (`amqp_status_enum`).
        case library(Int32)
        /// An `errno` of the operating system.
        case system(Int32)
        /// The deadline of the operation passed.
        case timeout
        /// The peer sent frames in an order that the protocol does not allow.
        case violation
        /// The client was stopped before it could answer.
        case stopped
        /// The options cannot work.
        case unusable
    }

    package var code: Code
    /// What was being done, such as `declare queue intake`.
    package var operation: String
    /// The broker's or the library's words.
    package var text: String
    /// Whether the connection is gone with it.
    package var isFatal: Bool

    package init(_ code: Code, during operation: String, _ text: String, isFatal: Bool) {
        self.code = code
        self.operation = operation
        self.text = text
        self.isFatal = isFatal
    }

    /// Whether the same operation may succeed later without anybody changing it.
    package var isRetryable: Bool {
        switch code {
        // 311 content too large, 320 forced, 404 missing, 405 locked, 504 channel, 506 resources, 541 internal.
        case .broker(let code): [311, 320, 404, 405, 504, 506, 541].contains(code)
        // Trust in the certificate does not come by waiting.
        case .library(let status): status != -0x0201 && status != -0x0202
        case .system, .timeout: true
        case .violation, .stopped, .unusable: false
        }
    }

    /// The broker's reply code, if the broker refused.
    package var brokerCode: UInt16? {
        guard case .broker(let value) = code else { return nil }
        return value
    }

    package var description: String {
        let number =
            switch code {
            case .broker(let value): "broker \(value)"
            case .library(let value): "library \(value)"
            case .system(let value): "errno \(value)"
            case .timeout: "timeout"
            case .violation: "protocol"
            case .stopped: "stopped"
            case .unusable: "unusable"
            }
        return "\(operation): \(text) [\(number), \(isRetryable ? "may pass later" : "will not pass by itself")]"
    }
}
