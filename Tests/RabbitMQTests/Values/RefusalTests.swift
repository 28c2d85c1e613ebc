import RabbitMQ
import Testing

@Suite struct RefusalTests {
    @Test func errorsSayWhetherARetryCanHelp() {
        func error(_ code: AMQPError.Code) -> AMQPError {
            AMQPError(code, during: "declare queue q", "no", isFatal: false)
        }
        #expect(error(.broker(404)).isRetryable)
        #expect(error(.broker(541)).isRetryable)
        #expect(!error(.broker(403)).isRetryable)
        #expect(!error(.broker(406)).isRetryable)
        #expect(error(.timeout).isRetryable)
        #expect(error(.library(-0x0009)).isRetryable)
        #expect(!error(.library(-0x0202)).isRetryable)
        #expect("\(error(.broker(403)))" == "declare queue q: no [broker 403, will not pass by itself]")
    }

    @Test func refusalsSayWhetherARetryCanHelp() {
        #expect(PublishOutcome(.nacked) == .refused(reason: .nacked, retryable: true))
        #expect(PublishOutcome(.tooLarge("")) == .refused(reason: .tooLarge(""), retryable: false))
        #expect(PublishOutcome(.notFound("")) == .refused(reason: .notFound(""), retryable: true))
    }
}
