import RabbitMQ
import Testing

@Suite struct BackoffTests {
    private let backoff = Backoff(first: .milliseconds(100), most: .seconds(10))

    @Test func theWaitDoublesUpToTheMost() {
        #expect(backoff.delay(failures: 1, chance: 1) == .milliseconds(100))
        #expect(backoff.delay(failures: 2, chance: 1) == .milliseconds(200))
        #expect(backoff.delay(failures: 4, chance: 1) == .milliseconds(800))
        #expect(backoff.delay(failures: 8, chance: 1) == .seconds(10))
        #expect(backoff.delay(failures: .max, chance: 1) == .seconds(10))
    }

    @Test func chanceDecidesOverTheUpperHalf() {
        #expect(backoff.delay(failures: 1, chance: 0) == .milliseconds(50))
        #expect(backoff.delay(failures: 1, chance: 0.5) == .milliseconds(75))
    }
}
