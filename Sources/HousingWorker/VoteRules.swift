import Casework
import Contracts
import Desk

/// What a vote of the owners must keep to at the housing desk: the roll, the notice, the figures of the tally
/// (domain.md 2.6).
enum VoteRules {
    /// One owner is one head, however many units he has (建筑物区分所有权解释 第9条).
    static func roll(_ answer: Deed.Answer) -> [Problem] {
        guard answer.outcome == "frozen", let units = answer.fields["rollUnits"]?.integer,
            let heads = answer.fields["rollHeads"]?.integer, let area = answer.fields["rollArea"]?.integer
        else { return [] }
        var problems: [Problem] = []
        if units < 1 || heads < 1 || area < 1 {
            problems.append(problem("ROLL_EMPTY", "rollUnits", "楼盘表没有专有部分", "There is no unit on the roll"))
        }
        if heads > units {
            problems.append(
                problem(
                    "HEADS_EXCEED_UNITS",
                    "rollHeads",
                    "人数大于套数：一人多套只计一人",
                    "More heads than units: who owns several is one head"
                )
            )
        }
        return problems
    }

    /// Days in advance and days open stand in the step's constants.
    static func notice(_ answer: Deed.Answer, _ setting: PracticeSetting) -> [Problem] {
        let day = { (name: String) in answer.fields[name]?.text.flatMap { LocalDate($0)?.dayNumber } }
        guard let opens = day("opensOn"), let closes = day("closesOn") else { return [] }
        let (notice, least, most) = days(setting.task)
        var problems: [Problem] = []
        if opens < LocalDate(setting.now).dayNumber + notice {
            problems.append(
                problem(
                    "NOTICE_TOO_SHORT",
                    "opensOn",
                    "会议通知不足\(notice)日",
                    "The owners are to know of it \(notice) days ahead"
                )
            )
        }
        if closes - opens < least {
            problems.append(
                problem(
                    "BALLOT_TOO_SHORT",
                    "closesOn",
                    "表决时间不得少于\(least)日",
                    "Voting is open for \(least) days at least"
                )
            )
        }
        if closes - opens > most {
            problems.append(
                problem("BALLOT_TOO_LONG", "closesOn", "表决时间不得超过\(most)日", "Voting is open for \(most) days at most")
            )
        }
        return problems
    }

    /// Nobody stands who was not reviewed (domain.md 1, row 23).
    static func candidates(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        let reviewed = Set(task.content.fields["candidates"]?.texts ?? [])
        let strangers = (answer.fields["ballotCandidates"]?.texts ?? []).filter { !reviewed.contains($0) }
        guard !strangers.isEmpty else { return [] }
        return [
            problem(
                "CANDIDATE_NOT_REVIEWED",
                "ballotCandidates",
                "有\(strangers.count)名候选人未经审查，不得列入选票",
                "\(strangers.count) candidates were not reviewed and cannot be on the ballot"
            )
        ]
    }

    /// The figures of a count by hand: within one another, and with the outcome that they have by law.
    static func tally(_ answer: Deed.Answer, _ task: DeskTask) -> [Problem] {
        guard let count = count(answer.fields.merging(task.content.fields) { own, _ in own }) else { return [] }
        var problems: [Problem] = []
        for (isOver, code, field, zh, en) in [
            (
                count.voted.area > count.roll.area, "TALLY_EXCEEDS_ROLL", "votedArea", "参与面积大于总面积",
                "More area took part than there is"
            ),
            (
                count.voted.heads > count.roll.heads, "TALLY_EXCEEDS_ROLL", "votedHeads", "参与人数大于总人数",
                "More heads took part than there are"
            ),
            (
                count.yes.area > count.voted.area, "YES_EXCEEDS_PARTICIPATING", "yesArea", "赞成面积大于参与面积",
                "More area is in favour than took part"
            ),
            (
                count.yes.heads > count.voted.heads, "YES_EXCEEDS_PARTICIPATING", "yesHeads", "赞成人数大于参与人数",
                "More heads are in favour than took part"
            ),
        ] where isOver {
            problems.append(problem(code, field, zh, en))
        }
        let result = count.result(majority(task)).rawValue
        if problems.isEmpty, result != answer.outcome {
            problems.append(
                Problem(
                    "TALLY_MISMATCH",
                    at: "/outcome",
                    zh: "按票数结果应为\(result)",
                    en: "By these figures the outcome is \(result)"
                )
            )
        }
        return problems
    }

    /// The majority that the matter of a case needs.
    static func majority(_ task: DeskTask) -> MajorityClass {
        MajorityClass(matter: task.content.fields["matter"]?.text ?? "")
    }

    static func exemplify(_ answer: inout Deed.Answer, _ setting: PracticeSetting) throws {
        let task = setting.task
        for check in task.content.checks {
            switch check {
            case rollCheck where answer.outcome == "frozen":
                let vote = try VoteBook.vote(of: task.key.caseID, in: setting.db)
                let invented: [(String, Value)] = [
                    ("rollHash", .text(ContentHash.of(.text(task.key.caseID)))), ("rollArea", 9_000_000),
                    ("rollUnits", 930), ("rollHeads", 900),
                ]
                for (field, value) in vote.map(figures) ?? invented { answer.fields[field] = value }
            case "open-10-to-60-days":
                let (notice, least, _) = days(task)
                let opens = LocalDate(setting.now).dayNumber + notice
                answer.fields["opensOn"] = .text(LocalDate(dayNumber: opens).description)
                answer.fields["closesOn"] = .text(LocalDate(dayNumber: opens + least).description)
            case "candidates-reviewed" where answer.fields["ballotCandidates"] != nil:
                answer.fields["ballotCandidates"] = task.content.fields["candidates"] ?? []
            case "tally-fits": example(&answer, task)
            default: break
            }
        }
    }

    /// Figures that have the outcome asked for: nobody came, all are against, all are in favour.
    private static func example(_ answer: inout Deed.Answer, _ task: DeskTask) {
        let all = ["Area", "Heads"].map { ($0, task.content.fields["roll\($0)"] ?? 1) }
        for (name, whole) in all {
            answer.fields["voted\(name)"] = answer.outcome == "no-quorum" ? 0 : whole
            answer.fields["yes\(name)"] = answer.outcome == "passed" ? whole : 0
        }
    }

    private static func count(_ fields: [String: Value]) -> DoubleMajority? {
        let share = { (name: String) -> DoubleMajority.Share? in
            guard let area = fields["\(name)Area"]?.integer, let heads = fields["\(name)Heads"]?.integer else {
                return nil
            }
            return DoubleMajority.Share(area: area, heads: heads)
        }
        guard let roll = share("roll"), let voted = share("voted"), let yes = share("yes") else { return nil }
        return DoubleMajority(roll: roll, voted: voted, yes: yes)
    }

    private static func days(_ task: DeskTask) -> (notice: Int, least: Int, most: Int) {
        let days = { (name: String) in task.content.with?[name]?.integer.map { Int($0) } }
        return (days("notice") ?? 15, days("least") ?? 0, days("most") ?? .max)
    }

    private static func problem(_ code: String, _ field: String, _ zh: String, _ en: String) -> Problem {
        Problem(code, at: "/fields/\(field)", zh: zh, en: en)
    }
}
