import Casework
import Fleet
import Foundation

/// The live board of a terminal: one line a process, the fleet's time, the last things that happened.
final class Board {
    private let language: Language
    private var lines: [String] = []
    /// Where people come in; stands between the processes and what happened.
    var doors: [String] = []
    private var nextDraw = 0.0
    private var isClear = false

    init(language: Language) { self.language = language }

    /// Keeps something that happened for the next drawing.
    func add(_ line: String) {
        lines = (lines + [line]).suffix(12)
        nextDraw = 0
    }

    /// Draws the board anew, once a second.
    func refresh(_ file: FleetFile, home: Home, now: Double) async {
        guard now >= nextDraw else { return }
        nextDraw = now + 1
        let numbers = file.phase == .running ? await FleetPulse(file: file).numbers() : [:]
        let text =
            StatusTable(file: file, home: home, language: language, numbers: numbers).lines + [""]
            + doors + (doors.isEmpty ? [] : [""]) + lines
        // Home, each line cleared to its end, then everything below: no flicker as with clearing the screen first.
        if !isClear { Voice.write("\u{1B}[2J", to: .standardOutput) }
        isClear = true
        let drawn = "\u{1B}[H" + text.map { "\($0)\u{1B}[K\n" }.joined() + "\u{1B}[J"
        Voice.write(drawn, to: .standardOutput)
    }
}
