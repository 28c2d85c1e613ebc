import Casework
import Fleet
import Foundation

/// A new password as somebody enters it: from a program as one line, from a person twice and unseen.
struct PasswordEntry {
    let voice: Voice

    /// The password.
    ///
    /// - Throws: a `Stop` with what is wrong with it.
    func read(for person: String) throws -> String {
        let isTerminal = isatty(STDIN_FILENO) == 1
        let first = line(isTerminal ? Words(zh: "\(person) 的新口令：", en: "New password of \(person): ") : nil)
        if let problem = Self.problem(first, of: person) {
            throw voice.stop(.refused, zh: problem.zh, en: problem.en)
        }
        if isTerminal, line(Words(zh: "再输入一次：", en: "Once more: ")) != first {
            throw voice.stop(.refused, zh: "两次输入不同，口令未改。", en: "The two differ; nothing was changed.")
        }
        return first
    }

    /// What is wrong with a password, nil when nothing is.
    static func problem(_ password: String, of person: String) -> Words? {
        if password.count < PasswordHash.shortest {
            return Words(
                zh: "口令至少 \(PasswordHash.shortest) 个字符，口令未改。",
                en: "A password has at least \(PasswordHash.shortest) characters; nothing was changed."
            )
        }
        if password.lowercased().contains(person.lowercased()) {
            return Words(
                zh: "口令不得包含人员编号，口令未改。",
                en: "A password does not contain the person's id; nothing was changed."
            )
        }
        return nil
    }

    private func line(_ prompt: Words?) -> String {
        guard let prompt else { return readLine() ?? "" }
        Voice.write(prompt[voice.language], to: .standardError)
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return readLine() ?? "" }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Voice.write("\n", to: .standardError)
        }
        return readLine() ?? ""
    }
}
