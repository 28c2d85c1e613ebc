import Casework
import Testing

@testable import Fleet

/// What whoever waits for a rebuild reads.
@Suite struct ReplayProgressTests {
    /// A clock that is moved by hand, and what was written.
    private final class Screen {
        var time = ContinuousClock.now
        var text = ""
    }

    private let screen = Screen()

    private func progress(_ language: Language, isTerminal: Bool, last: Int64) -> ReplayProgress {
        let progress = ReplayProgress(
            owner: "police",
            language: language,
            isTerminal: isTerminal,
            now: { [screen] in screen.time },
            write: { [screen] in screen.text += $0 }
        )
        progress.last = last
        return progress
    }

    @Test func itIsSaidAtOnceAndThenNoMoreThanOnceASecond() {
        let progress = progress(.en, isTerminal: false, last: 9000)
        for n in Int64(1)...3000 {
            progress.note(n)
            screen.time += .milliseconds(1)
        }
        progress.finish()
        #expect(screen.text == [1, 1001, 2001].map { "police: \($0) of 9000 entries\n" }.joined())
    }

    @Test func aTerminalHasItOnOneLineWhichIsEmptyAfterwards() {
        let progress = progress(.zh, isTerminal: true, last: 8)
        progress.note(2)
        screen.time += .seconds(1)
        progress.note(8)
        progress.finish()
        progress.finish()
        #expect(screen.text == "\r\u{1B}[Kpolice：已重放 2 条，共 8 条\r\u{1B}[Kpolice：已重放 8 条，共 8 条\r\u{1B}[K")
    }

    @Test func whatCameToTheJournalMeanwhileCountsAsWell() {
        let progress = progress(.en, isTerminal: false, last: 8)
        progress.note(11)
        #expect(screen.text == "police: 11 of 11 entries\n")
    }

    @Test func nothingIsSaidOfNothing() {
        progress(.en, isTerminal: true, last: 8).finish()
        #expect(screen.text == "")
    }
}
