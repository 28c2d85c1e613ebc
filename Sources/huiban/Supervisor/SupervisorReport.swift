import Casework
import Fleet
import Foundation

/// What a supervisor says while it works: lines for a log or a plain terminal, a board for a live one.
final class SupervisorReport {
    private let voice: Voice
    private var board: Board?
    private let doors: FrontDoors

    init(voice: Voice, board: Board?, doors: FrontDoors) {
        self.voice = voice
        self.board = board
        self.doors = doors
    }

    /// Everybody is there: people may come in.
    func opened(_ file: FleetFile) {
        let lines = doors.lines(file)
        if let board { board.doors = lines } else { for line in lines { voice.say(verbatim: line) } }
    }

    /// A process was started or ended.
    func happened(_ event: Ward.Event, to ward: Ward, log: String) {
        switch event {
        case .started(let identity):
            let pid = identity.map { String($0.pid) } ?? "?"
            line(zh: "\(ward.name)：已启动（进程 \(pid)）", en: "\(ward.name): started (pid \(pid))")
        case .ended(let end, .again(let delay)):
            let seconds = String(format: "%.1f", delay)
            line(
                zh: "\(ward.name)：已结束（\(end.text)），\(seconds) 秒后重启",
                en: "\(ward.name): ended (\(end.text)), starting again in \(seconds) s"
            )
        case .ended(let end, .giveUp):
            line(
                zh: "\(ward.name)：不再重启（\(end.text)）。日志 \(log)：",
                en: "\(ward.name): GIVEN UP (\(end.text)). Log \(log):"
            )
            for text in LogTail.lines(log) { line(zh: "  | \(text)", en: "  | \(text)") }
        case .couldNotStart(let reason):
            line(zh: "\(ward.name)：无法启动：\(reason)", en: "\(ward.name): cannot be started: \(reason)")
        }
    }

    /// A process answers for the first time since it was started.
    func ready(_ ward: Ward) {
        let seconds = String(format: "%.1f", ward.identity?.age ?? 0)
        line(zh: "\(ward.name)：就绪（\(seconds) 秒）", en: "\(ward.name): ready (\(seconds) s)")
    }

    /// Something of the topology was missing and was declared again.
    func putBack(_ what: String) {
        line(zh: "消息服务器缺少 \(what)，已重新声明", en: "the broker had lost \(what); declared again")
    }

    /// The clock was moved to the next due instant.
    func jumped(to instant: Instant) {
        line(zh: "时钟跳到 \(instant)", en: "the clock jumps to \(instant)")
    }

    /// The fleet begins to stop.
    func stopping() {
        // Below the board as it last was; nobody draws it any more.
        board = nil
        line(zh: "正在停止……", en: "stopping …")
    }

    /// The fleet has stopped.
    func stopped() { line(zh: "已停止。", en: "stopped.") }

    /// Shows the present state where there is a live terminal.
    func refresh(_ file: FleetFile, home: Home, now: Double) async {
        await board?.refresh(file, home: home, now: now)
    }

    private func line(zh: String, en: String) {
        let time = ISO8601DateFormatter().string(from: Date())
        let text = "\(time) \(voice.language == .zh ? zh : en)"
        if let board { board.add(text) } else { voice.say(verbatim: text) }
    }
}
