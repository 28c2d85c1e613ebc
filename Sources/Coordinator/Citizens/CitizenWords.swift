import Casework
import Desk

/// The words of the pages for citizens.
enum CitizenWords {
    static func all(_ language: Language) -> [String: String] { words.mapValues { $0[language] } }

    static subscript(_ name: String) -> Words { words[name] ?? Words(zh: name, en: name) }

    private static func both(_ zh: String, _ en: String) -> Words { Words(zh: zh, en: en) }

    private static let words: [String: Words] = [
        "site": both("小区物业投诉", "Complaints about property services"),
        "complain": both("我要投诉", "Make a complaint"),
        "danger": both("有人身危险请立即拨打 110 或 119。", "If somebody is in danger, ring 110 or 119 at once."),
        "category": both("投诉事项", "What it is about"),
        "text": both("发生了什么（时间、地点、经过）", "What happened (when, where, how)"),
        "proceedings": both("这件事是否已在走其他程序", "Is it before a court or another office already"),
        "contact": both("怎样联系您（都可不填）", "How to reach you (all optional)"),
        "name": both("怎样称呼您", "Your name"),
        "phone": both("电话", "Telephone"),
        "confidential": both("请为我保密，不告诉物业企业", "Keep it confidential from the property company"),
        "send": both("提交", "Send"),
        "privacy": both(
            "您的姓名、电话只供承办人员联系您，不在任何公开页面显示。",
            "Your name and telephone are for the officers who handle the case; no public page shows them."
        ),
        "faults": both("还没有提交，请改正：", "This was not sent yet; please correct:"),
        "receipt": both("投诉办理情况", "Your complaint"),
        "keep": both("请记下受理编号，凭编号可随时查询：", "Keep this number; with it you can look at any time:"),
        "number": both("受理编号", "Number"),
        "estate": both("小区", "Estate"),
        "openedAt": both("收到", "Received"),
        "doing": both("正在办理", "Being done now"),
        "due": both("预计答复", "Answer expected by"),
        "moved": both("日期变动原因", "Why the date moved"),
        "outcome": both("办理结果", "Outcome"),
        "elsewhere": both("请向受理该程序的机关查询。", "Please ask the office that has those proceedings."),
        "calendar": both("节假日安排变更", "the public holidays were changed"),
        "extended": both("情况复杂，经批准延期", "it is complicated, and more time was granted"),
        "again": both("重新办理", "it is being done again"),
        "other": both("按办理情况重新计算", "counted again as the case went on"),
        "rate": both("评价整改", "Rate the rectification"),
        "stars": both("整改得怎么样", "How well was it put right"),
        "star5": both("5 分 很好", "5 very well"),
        "star4": both("4 分 较好", "4 well"),
        "star3": both("3 分 一般", "3 fairly"),
        "star2": both("2 分 较差", "2 badly"),
        "star1": both("1 分 很差", "1 very badly"),
        "rateNotYet": both(
            "整改复查合格、案件办结后，可以在这里评价。",
            "When the re-inspection has passed and the case is closed, you can rate it here."
        ),
        "rateOver": both("评价时间已过。", "The time for rating is over."),
        "rated": both("谢谢，您的评分：", "Thank you; you gave"),
        "rateEstate": both("评价本小区物业服务", "Rate the property services"),
        "room": both(
            "楼栋单元房号（每户每月一次，只存摘要，不存房号）",
            "Building, unit and room (once a household and month; only a digest is kept)"
        ),
        "roomMissing": both("请填写楼栋单元房号", "Please give building, unit and room"),
        "rate.basicService": both("基本服务", "Basic services"),
        "rate.complaints": both("处理业主投诉", "Handling of complaints"),
        "rate.disclosure": both("信息公开", "Disclosure"),
        "ratingTaken": both("谢谢，您的评价已记录，计入年度质量考评。", "Thank you; your rating counts in the yearly assessment."),
        "ratedThisMonth": both("本月已评价过，下个月可以再评。", "Your household has rated this month; the next time is next month."),
        "find": both("查询投诉", "Look up a complaint"),
        "look": both("查询", "Look up"),
        "noEstate": both("没有这个小区码，请再扫一次，或拨打 12345。", "There is no estate of this code; scan again, or ring 12345."),
        "noNumber": both("没有这个编号，请核对后再查。", "There is no such number; please check it."),
        "tooOften": both(
            "来得太频繁，请过几分钟再试，或拨打 12345。",
            "Too many requests; please try again in some minutes, or ring 12345."
        ),
        "tooMany": both(
            "本小区提交太多，请稍后再试，或拨打 12345。",
            "Too much was sent for this estate; try again later, or ring 12345."
        ),
        "notRateable": both("现在不能评价，或已经评价过。", "It cannot be rated now, or has been already."),
        "notSaved": both("暂时无法保存，请稍后再试。", "It cannot be saved at the moment; please try again."),
        "stale": both("页面已过期，请再提交一次。", "The page was out of date; please send it once more."),
        "back": both("返回", "Back"),
        "poster": both("小区二维码", "QR codes of estates"),
        "print": both("可打印张贴：居民扫码即可投诉。", "To be printed and put up: whoever scans it can complain."),
        "publicAddress": both("居民可访问的网址（含 https://）", "The address that residents reach (with https://)"),
        "use": both("更新二维码", "Draw it"),
        "tooLong": both("网址太长，画不成二维码。", "The address is too long for a QR code."),
        "noRegister": both(
            "名录里没有这样的小区；名录用 huiban registry import 导入。",
            "The register has no such estate; huiban registry import brings one in."
        ),
        "scan": both("扫一扫，投诉物业服务", "Scan to complain about property services"),
    ]
}
