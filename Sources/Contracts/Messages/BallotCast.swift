package import Casework

/// `ballot.cast`: one owner's ballot in a vote of the owners, from the voting service that has checked who he is.
///
/// A ballot is a snapshot: of those with the same case and voter the one with the highest number counts, in whatever
/// order they come. The first is 1; an owner may change his mind once (2) until the vote closes.
package struct BallotCast: Hashable, Sendable {
    package enum Choice: String, CaseIterable, Codable, Sendable {
        case `for`
        case against
        /// Takes part and is not in favour.
        case abstain
        /// Was cast and says nothing that can be counted as consent.
        case spoiled
    }

    package var caseID: String
    /// The hash of the roll that the voter was shown; another roll is another vote.
    package var rollHash: String
    /// The owner as the roll names him.
    package var voter: String
    package var choice: Choice
    package var number: Int
    package var replyTo: String?

    /// How often a ballot can be cast: once, and once more otherwise.
    package static let mostNumbers = 2

    package init(
        caseID: String,
        rollHash: String,
        voter: String,
        choice: Choice,
        number: Int = 1,
        replyTo: String? = nil
    ) {
        self.caseID = caseID
        self.rollHash = rollHash
        self.voter = voter
        self.choice = choice
        self.number = number
        self.replyTo = replyTo
    }

    /// The data of a message, or everything that is wrong with it; what the voter wrote is repeated nowhere.
    package static func read(_ data: Value) -> Reading<BallotCast> {
        var problems: [Problem] = []
        func text(_ name: String) -> String {
            if let text = data[name]?.text, !text.isEmpty, text.utf8.count <= 200 { return text }
            problems.append(
                Problem(
                    "FIELD_MISSING",
                    at: "/data/\(name)",
                    zh: "缺少\(name)，或不是短文字",
                    en: "\(name) is missing or no short text"
                )
            )
            return ""
        }
        let (caseID, rollHash, voter) = (text("caseId"), text("rollHash"), text("voter"))
        let choice = data["choice"]?.text.flatMap { Choice(rawValue: $0) }
        if choice == nil {
            let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            problems.append(
                Problem(
                    "CHOICE_UNKNOWN",
                    at: "/data/choice",
                    zh: "选项须为：\(known)",
                    en: "The choice must be one of \(known)"
                )
            )
        }
        let number = data["number"].map { $0.integer } ?? 1
        if number == nil || number ?? 1 < 1 {
            problems.append(
                Problem(
                    "NUMBER_FORM",
                    at: "/data/number",
                    zh: "number应为1（投票）或2（改票）",
                    en: "The number is 1, or 2 for a change"
                )
            )
        }
        guard problems.isEmpty, let choice, let number else { return .bad(problems) }
        let ballot = BallotCast(
            caseID: caseID,
            rollHash: rollHash,
            voter: voter,
            choice: choice,
            number: Int(clamping: number),
            replyTo: data["replyTo"]?.text
        )
        return .good(ballot, warnings: [])
    }

    /// What the message carries.
    package var data: Value {
        var members: [String: Value] = [
            "caseId": .text(caseID), "rollHash": .text(rollHash), "voter": .text(voter),
            "choice": .text(choice.rawValue), "number": .integer(Int64(number)),
        ]
        members["replyTo"] = replyTo.map(Value.text)
        return .object(members)
    }
}
