import Foundation

/// What came of many ballots at once.
struct BallotBenchReport: Codable {
    var votes: Int
    var households: Int
    /// Published, repetitions and changes included.
    var messages: Int
    /// From the first message to the last answer.
    var seconds = 0.0
    /// By disposition.
    var answers: [String: Int] = [:]
    /// Votes whose result is that of the independent count.
    var equal = 0
    var different: [String] = []

    init(votes: Int, households: Int, messages: Int) {
        (self.votes, self.households, self.messages) = (votes, households, messages)
    }

    func tell(_ voice: Voice) {
        if voice.isJSON { return voice.print(json: self) }
        let rate = Int(Double(messages) / Swift.max(seconds, 0.001))
        let words = answers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        let time = String(format: "%.1f", seconds)
        voice.say(
            zh: "\(votes) 次表决、\(households) 户、\(messages) 条选票消息：\(time) 秒，每秒 \(rate) 条（\(words)）",
            en: "\(votes) votes, \(households) households, \(messages) ballots: \(time) s, \(rate) a second (\(words))"
        )
        voice.say(
            zh: "与独立计票一致：\(equal) / \(votes)",
            en: "equal to the independent count: \(equal) of \(votes)"
        )
        for line in different { voice.say(verbatim: line) }
    }
}
