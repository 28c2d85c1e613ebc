import ArgumentParser
import Casework
import Contracts

/// `huiban vote`: the roll, papers and the count of a vote of the owners.
struct VoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vote",
        abstract: "业主表决。 The roll, papers and the count of a vote of the owners.",
        subcommands: [Roll.self, Paper.self, Tally.self]
    )

    /// Brings the roll.
    struct Roll: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "导入楼盘表。 Brings the roll of a case: a CSV sheet with unit,owner,area,state (area in 0.01 m2)."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Option(name: .long, help: "理由 reason") var reason: String
        @Argument(help: "案件编号 case") var caseID: String
        @Argument(help: "楼盘表 CSV the sheet") var sheet: String

        func run() async throws {
            let voice = common.voice
            let text = String(decoding: try InputFile(path: sheet, voice: voice).bytes(), as: UTF8.self)
            let body: Value = ["sheet": .text(text), "reason": .text(reason)]
            _ = try await common.desk(person).post(["votes", caseID, "roll"], body)
            try await VoteCommand.show(caseID, common, person)
        }
    }

    /// Enters a paper ballot.
    struct Paper: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "录入纸质选票。 Enters a paper ballot; it counts when a second person has entered the same."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案件编号 case") var caseID: String
        @Argument(help: "业主 owner") var voter: String
        @Argument(help: "for against abstain spoiled") var choice: String

        func run() async throws {
            let desk = try common.desk(person)
            let hash = try await desk.get(["votes", caseID]).body["rollHash"] ?? .null
            let body: Value = ["voter": .text(voter), "choice": .text(choice), "rollHash": hash]
            let answer = try await desk.post(["votes", caseID, "paper"], body).body
            if common.voice.isJSON { return common.voice.show(answer) }
            switch answer["standing"]?.text {
            case "counted": common.voice.say(zh: "两人录入一致，已计票", en: "two people entered the same: counted")
            default: common.voice.say(zh: "已录入，待另一人录入", en: "entered; another person enters it again")
            }
        }
    }

    /// Counts what is in the file.
    struct Tally: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "计票。 Counts the ballots in the file, two ways; the same each time."
        )
        @OptionGroup var common: CommonOptions
        @OptionGroup var person: PersonOptions
        @Argument(help: "案件编号 case") var caseID: String

        func run() async throws { try await VoteCommand.show(caseID, common, person) }
    }

    private static func show(_ caseID: String, _ common: CommonOptions, _ person: PersonOptions) async throws {
        let voice = common.voice
        let vote = try await common.desk(person).get(["votes", caseID]).body
        if voice.isJSON { return voice.show(vote) }
        func share(_ value: Value?) -> (area: String, heads: Int64) {
            let area = value?["area"]?.integer ?? 0
            let cents = area % 100
            return ("\(area / 100).\(cents < 10 ? "0" : "")\(cents)", value?["heads"]?.integer ?? 0)
        }
        let (roll, voted) = (share(vote["roll"]), share(vote["voted"]))
        voice.say(zh: "楼盘表 \(vote["rollHash"]?.text ?? "")", en: "roll \(vote["rollHash"]?.text ?? "")")
        voice.say(
            zh: "  \(vote["units"]?.integer ?? 0) 套，\(roll.heads) 人，\(roll.area) 平方米",
            en: "  \(vote["units"]?.integer ?? 0) units, \(roll.heads) heads, \(roll.area) m2"
        )
        voice.say(
            zh: "参与 \(voted.heads) 人，\(voted.area) 平方米",
            en: "took part: \(voted.heads) heads, \(voted.area) m2"
        )
        guard let result = vote["result"]?.text else {
            return voice.say(zh: "表决未截止，选择不公布", en: "the vote is not over: no choice is told")
        }
        for (word, value) in (vote["cast"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            let (area, heads) = share(value)
            voice.say(zh: "  \(word) \(heads) 人，\(area) 平方米", en: "  \(word): \(heads) heads, \(area) m2")
        }
        voice.say(zh: "结果 \(result)", en: "result: \(result)")
        voice.say(zh: "计票 \(vote["tallyHash"]?.text ?? "")", en: "tally \(vote["tallyHash"]?.text ?? "")")
    }
}
