import Casework
import Contracts

/// The words of the pages of votes.
enum VoteWords {
    static func all(_ language: Language) -> [String: String] { words.mapValues { $0[language] } }

    static subscript(_ name: String) -> Words { words[name] ?? Words(zh: name, en: name) }

    static func choice(_ choice: BallotCast.Choice) -> Words {
        switch choice {
        case .for: both("同意", "for")
        case .against: both("反对", "against")
        case .abstain: both("弃权", "abstains")
        case .spoiled: both("废票", "spoiled")
        }
    }

    static func entered(_ standing: VoteOffice.PaperStanding) -> Words {
        switch standing {
        case .waits: both("已录入，待另一人再次录入后计票。", "Entered; it counts when somebody else has entered the same.")
        case .counted: both("两人录入一致，已计票。", "Both entries agree; it is counted.")
        }
    }

    static func state(_ line: VoteBook.Line, at now: Instant) -> Words {
        guard let vote = line.vote else { return both("待导入楼盘表", "waits for its roll") }
        if vote.isVoid { return both("已作废", "void") }
        guard vote.isFrozen else { return both("楼盘表未冻结", "the roll is not frozen") }
        guard let poll = line.poll else { return both("尚未开始投票", "has not opened") }
        return poll.isOpen(at: now) ? both("投票中", "open") : both("已截止", "closed")
    }

    /// 0.01 m² as square metres: `1234.50 m²`.
    static func area(_ hundredths: Int64) -> String {
        let cents = hundredths % 100
        return "\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents) m²"
    }

    private static func both(_ zh: String, _ en: String) -> Words { Words(zh: zh, en: en) }

    private static let words: [String: Words] = [
        "votes": both("业主表决", "Votes of owners"),
        "vote": both("业主表决", "Vote of the owners"),
        "none": both("没有表决案件。", "There is no vote."),
        "findCase": both("案件号", "Case number"),
        "open": both("打开", "Open"),
        "rollHash": both("楼盘表校验值", "Hash of the roll"),
        "units": both("专有部分", "Units"),
        "heads": both("业主人数", "Owners"),
        "area": both("专有部分面积", "Area"),
        "closes": both("截止", "Closes"),
        "votedHeads": both("参与人数", "Took part"),
        "votedArea": both("参与面积", "Their area"),
        "papersWaiting": both("纸质选票待第二人录入", "Papers that wait for the second entry"),
        "changed": both("改票", "Changed their ballot"),
        "papers": both("纸质选票", "Paper ballots"),
        "result": both("结果", "Result"),
        "tallyHash": both("计票校验值", "Hash of the tally"),
        "passed": both("通过", "passed"),
        "failed": both("未通过", "failed"),
        "no-quorum": both("未达参与门槛", "no quorum"),
        "choice": both("选项", "Choice"),
        "enterPaper": both("录入纸质选票", "Enter a paper ballot"),
        "paperHint": both(
            "须由两人分别录入，一致方计票；选票上的楼盘表校验值应与本页一致。",
            "Two people enter each paper; it counts when they agree. The hash on the paper is the one on this page."
        ),
        "voter": both("业主（楼盘表中的姓名或名称）", "Owner, as the roll names him"),
        "enter": both("录入", "Enter"),
        "bringRoll": both("导入楼盘表", "Bring the roll"),
        "sheet": both("CSV 内容，首行为列名：", "CSV, the first line names the columns:"),
        "reason": both("说明", "Reason"),
        "bring": both("导入", "Bring it"),
    ]
}
