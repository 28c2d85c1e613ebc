/// The history of one case of `safety-hazard`, word for word.
extension GoldenHistory {
    static let safetyHazardZH = """
        2024-10-05 19:21 受理公共安全隐患:《大门口推搡》。
        2024-10-05 19:21 “接警分级”开始,由公安局办理,期限2024-10-05 19:31。
        2024-10-05 19:21 公安局办结“接警分级”:完成。
        2024-10-05 19:21 “现场先期处置”开始,由公安局办理,期限2024-10-05 21:20。
        2024-10-05 19:21 从现在起可以提出“调整等级”。
        2024-10-05 19:21 从现在起可以提出“报告人撤回”。
        2024-10-05 19:21 全案期限为2024-10-05 21:20(收到时间后2小时)。
        2024-10-05 19:21 公安局办结“现场先期处置”:已控制。
        2024-10-05 19:21 “责成物业清除”开始,由房管局办理,期限2024-10-06 19:21。
        2024-10-05 19:21 “组织业主”开始,由街道办事处(房管局代办)办理,期限2024-10-06 19:21。
        2024-10-05 19:21 “取证登记”开始,由公安局办理,期限2024-10-06 19:21。
        2024-10-05 19:21 从现在起不能再提出“报告人撤回”。
        2024-10-05 19:21 全案时限于2024-10-05 19:21办结。
        2024-10-05 19:21 街道办事处(房管局代办)办结“组织业主”:完成。
        2024-10-05 19:21 房管局办结“责成物业清除”:已清除。
        2024-10-05 19:21 “责令改正”无需办理。
        2024-10-05 19:21 “整改”无需办理。
        2024-10-05 19:21 “复查”无需办理。
        2024-10-05 19:21 “强制清除”无需办理。
        2024-10-05 19:21 “反馈报告人”开始,由督查室办理,期限2024-10-09。
        2024-10-05 19:21 公安局办结“取证登记”:无违法行为。
        2024-10-05 19:21 “处罚”无需办理。
        2024-10-05 19:21 督查室办结“反馈报告人”:完成。
        2024-10-05 19:21 案件办结:已解决。
        2024-10-05 19:21 “回头看”无需办理。
        2024-10-05 19:21 从现在起不能再提出“调整等级”。
        """

    static let safetyHazardEN = """
        2024-10-05 19:21 Case opened (Hazard to public safety): “大门口推搡”.
        2024-10-05 19:21 “Triage” began, with the Public Security Bureau, due 2024-10-05 19:31.
        2024-10-05 19:21 The Public Security Bureau ended “Triage”: done.
        2024-10-05 19:21 “First response on site” began, with the Public Security Bureau, due 2024-10-05 21:20.
        2024-10-05 19:21 “Change of level” can be raised from now on.
        2024-10-05 19:21 “Withdrawal by the reporter” can be raised from now on.
        2024-10-05 19:21 The case is due 2024-10-05 21:20 (2 hours after the day given as “received at”).
        2024-10-05 19:21 The Public Security Bureau ended “First response on site”: under control.
        2024-10-05 19:21 “Clearing by the company” began, with the Housing Bureau, due 2024-10-06 19:21.
        2024-10-05 19:21 “Organising the owners” began, with the sub-district office (through the Housing Bureau), \
        due 2024-10-06 19:21.
        2024-10-05 19:21 “Taking of evidence” began, with the Public Security Bureau, due 2024-10-06 19:21.
        2024-10-05 19:21 “Withdrawal by the reporter” can no longer be raised.
        2024-10-05 19:21 The clock of the case stopped at 2024-10-05 19:21: done.
        2024-10-05 19:21 The sub-district office (through the Housing Bureau) ended “Organising the owners”: done.
        2024-10-05 19:21 The Housing Bureau ended “Clearing by the company”: cleared.
        2024-10-05 19:21 “Order to correct” is not needed.
        2024-10-05 19:21 “Rectification” is not needed.
        2024-10-05 19:21 “Re-inspection” is not needed.
        2024-10-05 19:21 “Removal by force” is not needed.
        2024-10-05 19:21 “Answer to the reporter” began, with the Supervision Office, due 2024-10-09.
        2024-10-05 19:21 The Public Security Bureau ended “Taking of evidence”: no offence found.
        2024-10-05 19:21 “Penalty” is not needed.
        2024-10-05 19:21 The Supervision Office ended “Answer to the reporter”: done.
        2024-10-05 19:21 Case closed: resolved.
        2024-10-05 19:21 “Patrol” is not needed.
        2024-10-05 19:21 “Change of level” can no longer be raised.
        """
}
