import Fleet

/// What a run has come to.
struct ChaosReport: Codable {
    var minutes: Int
    var seed: UInt64
    var verdict: Verdict
    /// Faults by kind.
    var faults: [String: Int]
    var cases: Int
    /// Tasks that people completed.
    var steps: Int
    /// Deeds that were told to be safe, and attempts that got no answer.
    var told: Int
    var untold: Int
    /// Seconds under load and faults, and until the verdict.
    var loadSeconds: Int
    var seconds: Int

    /// Where the whole of it is kept when not everything is as it should be.
    static func file(_ home: Home) -> String { home.path("verdict.json") }

    /// The line that a gate reads, then what is wrong.
    func tell(_ voice: Voice, home: Home) {
        if voice.isJSON { return voice.print(json: self) }
        let kinds = faults.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        voice.say(
            zh: "故障：\(kinds)；告知已办 \(told)，未获答复 \(untold)；加压 \(loadSeconds) 秒，共 \(seconds) 秒",
            en:
                "faults: \(kinds); told yes \(told), unanswered \(untold); \(loadSeconds) s of load, \(seconds) s in all"
        )
        for (word, list) in [("lost", verdict.lost), ("doubled", verdict.doubled), ("stuck", verdict.stuck)] {
            for line in list.prefix(40) { voice.say(verbatim: "\(word): \(line)") }
            if list.count > 40 {
                let (more, file) = (list.count - 40, Self.file(home))
                voice.say(zh: "\(word)：还有 \(more) 条，见 \(file)", en: "\(word): \(more) more in \(file)")
            }
        }
        if !verdict.isClean { voice.say(zh: "现场保留在 \(home.path)", en: "Everything is kept in \(home.path).") }
        voice.say(
            verbatim: "lost \(verdict.lost.count) doubled \(verdict.doubled.count) stuck \(verdict.stuck.count)"
                + " faults \(faults.values.reduce(0, +)) cases \(cases) steps \(steps)"
        )
    }
}
