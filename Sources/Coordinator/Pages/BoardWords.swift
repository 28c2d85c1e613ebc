import Casework
import Desk

/// The words of the board.
enum BoardWords {
    static func all(_ language: Language) -> [String: String] { words.mapValues { $0[language] } }

    static subscript(_ name: String) -> Words { words[name] ?? Words(zh: name, en: name) }

    private static func both(_ zh: String, _ en: String) -> Words { Words(zh: zh, en: en) }

    /// Cards as a board calls them where no workflow is at hand.
    static let cards: [String: Words] = [
        "yellow-card": both("黄牌", "yellow card"), "red-card": both("红牌", "red card"), "urge": both("催办", "urged"),
        "supervise": both("督办", "supervised"),
    ]

    private static let words: [String: Words] = [
        "cases": both("案件", "Cases"),
        "nothingKept": both("没有搁置的消息。", "No message is put aside."),
        "exemplar": both("典型案例", "Example for others"),
        "exemplarSummary": both("摘要（不写人员、单位、小区名称）", "What it teaches, without names of people, companies or estates"),
        "exemplarChoose": both("列为典型案例", "Choose as an example"),
        "exemplarDrop": both("不再列为典型案例", "No example any more"),
        "noCases": both("没有这样的案件。", "There is no such case."),
        "kept": both("搁置的消息", "Messages put aside"),
        "estates": both("小区二维码", "QR codes of estates"),
        "waiting": both("待裁定", "Waiting for a ruling"),
        "nothingWaits": both("没有待裁定的申请。", "Nothing waits for a ruling."),
        "asked": both("申请", "Request"),
        "ruling": both("裁定", "Ruling"),
        "consent": both("同意依据：", "Consent of the"),
        "ruleBy": both("裁定期限", "To be ruled on by"),
        "grant": both("准予", "Grant"),
        "deny": both("不准", "Deny"),
        "next": both("即将到期", "What breaches next"),
        "units": both("各单位", "By unit"),
        "agency": both("单位", "Agency"),
        "open": both("在办", "Open"),
        "overdue": both("超期", "Overdue"),
        "onTime": both("未超期比例", "Not overdue, of open"),
        "unsigned": both("未签收", "Not signed for"),
        "chart": both(
            "各单位在办（整条）与超期（深色）数量，数字见上表",
            "Open (whole bar) and overdue (dark) by unit; the figures stand in the table"
        ),
        "trend": both("近30日", "The last 30 days"),
        "trendHint": both("实线：未结案件；虚线：其中已超期", "Solid: open cases; dashed: overdue ones among them"),
        "fleet": both("机群状况", "Health of the fleet"),
        "closed": both("已办结：", "Closed: "),
        "nothingMore": both("不再等待任何单位。", "It waits for nobody any more."),
        "closedToo": both("含已办结", "Closed ones too"),
        "opened": both("受理", "Opened"),
        "calledBy": both("提起自", "called for by"),
        "children": both("提起的案件", "Cases that it called for"),
        "route": both("办理路线", "Route"),
        "inWords": both("文字说明", "In words"),
        "whoWaits": both("正在等待", "What it waits for"),
        "steps": both("各步骤", "Steps"),
        "dueToday": both("今日到期", "Due today"),
        "due3": both("3个工作日内到期", "Due within 3 working days"),
        "overdueLegal": both("超法定期限", "Over the legal deadline"),
        "overduePolicy": both("超内部期限", "Over the internal deadline"),
        "paused": both("已挂起", "Paused"),
        "redriveChosen": both("重新处理所选", "Try the selected again"),
        "skipChosen": both("跳过所选（不再处理）", "Drop the selected for good"),
        "releaseCase": both("放行全案（按顺序）", "Release the case, in order"),
        "progress": both("进度", "Progress"),
        "notKept": both("已不在搁置之列", "it is not kept any more"),
        "events": both("最新动态", "What happens"),
        "pauseEvents": both("暂停更新", "Pause"),
        "goOn": both("继续更新", "Go on"),
        "eventsLive": both("实时更新中", "Live"),
        "eventsPaused": both("已暂停更新", "Paused"),
        "rates": both("指标", "Rates"),
        "ratesHint": both(
            "近30日到期的任务（经裁定退回、撤回的不计）；签收、退单按近30日派出的任务。没有分母的为“—”。",
            "Tasks that fell due in the last 30 days, without those returned by a ruling or taken back; signing and returns "
                + "of those given out in the last 30 days. Nothing out of nothing is —."
        ),
        "bulletin": both("每月通报", "Monthly bulletin"),
        "signRate": both("签收及时率（1个工作日）", "Signed for within a working day"),
        "onTimeRate": both("按时办结率", "Closed on time"),
        "closeRate": both("办结率", "Closed"),
        "returnRate": both("退单率", "Returned"),
        "lostDays": both("退回耗时（工作日）", "Lost in returns (working days)"),
        "refusedRate": both("退单被驳率", "Returns denied"),
        "satisfactionRate": both("满意率", "Satisfied"),
        "coverage": both("评价覆盖率", "Evaluations given"),
        "city": both("全市", "The city"),
        "return": both("退回", "Return"),
        "extend": both("延期", "More time"),
        "pause": both("挂起", "Pause"),
        "explain": both("说明情况", "Explanation"),
        "unsent": both("待发消息", "Messages to be sent"),
        "entries": both("日志条目（已备份）", "Log entries (journaled)"),
        "deadCount": both("死信", "Dead letters"),
        "parkedCount": both("暂停的案件消息", "Parked messages"),
        "journal": both("备份流", "Journal"),
        "well": both("正常", "well"),
    ]
}
