/// The history of one case of `service-complaint`, word for word.
extension GoldenHistory {
    static let serviceComplaintZH = """
        2025-01-24 16:40 受理物业服务投诉:《公共收益不公示》。
        2025-01-24 16:40 “受理”开始,由督查室办理,期限2025-01-26 12:00。
        2025-01-24 16:40 全案期限为2025-02-07(5个工作日,自受理起)。
        2025-01-24 16:40 督查室办结“受理”:受理。
        2025-01-24 16:40 “派单”开始,由督查室办理,期限2025-01-26 12:00。
        2025-01-24 16:40 从现在起可以提出“撤诉”。
        2025-01-24 16:40 督查室办结“派单”:完成。
        2025-01-24 16:40 “公开公示检查”开始,由房管局办理。
        2025-01-24 16:40 “首次联系”开始,由房管局办理,期限2025-01-25 16:40。
        2025-01-24 16:40 “公开公示检查”已立案:公开公示检查WH-C1。
        2025-01-24 16:40 “公开公示检查”结束:已启动。
        2025-01-24 16:40 房管局办结“首次联系”:先行协商。
        2025-01-24 16:40 “征询收费标准意见”无需办理。
        2025-01-24 16:40 “市政府审议”无需办理。
        2025-01-24 16:40 “三方联动”开始,由社区(民政局代办)办理,期限2025-02-07。
        2025-01-24 16:40 社区(民政局代办)办结“三方联动”:协商一致。
        2025-01-24 16:40 “现场检查”无需办理。
        2025-01-24 16:40 “转公共安全隐患”无需办理。
        2025-01-24 16:40 “解释说明”无需办理。
        2025-01-24 16:40 “答复投诉人”开始,由房管局办理,期限2025-02-07。
        2025-01-24 16:40 “签发问题告知单”无需办理。
        2025-01-24 16:40 “整改”无需办理。
        2025-01-24 16:40 “复查”无需办理。
        2025-01-24 16:40 “确定处罚主体”无需办理。
        2025-01-24 16:40 “行政处罚”无需办理。
        2025-01-24 16:40 “答复整改结果”无需办理。
        2025-01-24 16:40 “整改评价”无需办理。
        2025-01-24 16:40 房管局办结“答复投诉人”:完成。
        2025-01-24 16:40 “回访”开始,由督查室办理,期限2025-01-27。
        2025-01-24 16:40 全案时限于2025-01-24 16:40办结。
        2025-01-24 16:40 督查室办结“回访”:已解决。
        2025-01-24 16:40 “督办”无需办理。
        2025-01-24 16:40 “回复督办”无需办理。
        2025-01-24 16:40 案件办结:已解决。
        2025-01-24 16:40 从现在起不能再提出“撤诉”。
        """

    static let serviceComplaintEN = """
        2025-01-24 16:40 Case opened (Complaint about property services): “公共收益不公示”.
        2025-01-24 16:40 “Intake” began, with the Supervision Office, due 2025-01-26 12:00.
        2025-01-24 16:40 The case is due 2025-02-07 (5 working days from the acceptance of the case).
        2025-01-24 16:40 The Supervision Office ended “Intake”: accepted.
        2025-01-24 16:40 “Dispatch” began, with the Supervision Office, due 2025-01-26 12:00.
        2025-01-24 16:40 “Withdrawal” can be raised from now on.
        2025-01-24 16:40 The Supervision Office ended “Dispatch”: done.
        2025-01-24 16:40 “Check of the disclosure” began, with the Housing Bureau.
        2025-01-24 16:40 “First contact” began, with the Housing Bureau, due 2025-01-25 16:40.
        2025-01-24 16:40 “Check of the disclosure” opened a case: Check of the disclosure WH-C1.
        2025-01-24 16:40 “Check of the disclosure” ended: started.
        2025-01-24 16:40 The Housing Bureau ended “First contact”: talk first.
        2025-01-24 16:40 “Question to the Development and Reform Commission” is not needed.
        2025-01-24 16:40 “Approval by the city government” is not needed.
        2025-01-24 16:40 “Tripartite talk” began, with the community committee (through the Civil Affairs Bureau), \
        due 2025-02-07.
        2025-01-24 16:40 The community committee (through the Civil Affairs Bureau) ended “Tripartite talk”: \
        agreement reached.
        2025-01-24 16:40 “Inspection on site” is not needed.
        2025-01-24 16:40 “Report of a hazard” is not needed.
        2025-01-24 16:40 “Explanation” is not needed.
        2025-01-24 16:40 “Reply to the complainant” began, with the Housing Bureau, due 2025-02-07.
        2025-01-24 16:40 “Notice of problems found” is not needed.
        2025-01-24 16:40 “Rectification” is not needed.
        2025-01-24 16:40 “Re-inspection” is not needed.
        2025-01-24 16:40 “Who may penalise” is not needed.
        2025-01-24 16:40 “Administrative penalty” is not needed.
        2025-01-24 16:40 “Reply on the rectification” is not needed.
        2025-01-24 16:40 “Rating of the rectification” is not needed.
        2025-01-24 16:40 The Housing Bureau ended “Reply to the complainant”: done.
        2025-01-24 16:40 “Call-back” began, with the Supervision Office, due 2025-01-27.
        2025-01-24 16:40 The clock of the case stopped at 2025-01-24 16:40: done.
        2025-01-24 16:40 The Supervision Office ended “Call-back”: resolved.
        2025-01-24 16:40 “Supervision” is not needed.
        2025-01-24 16:40 “Answer to the supervision” is not needed.
        2025-01-24 16:40 Case closed: resolved.
        2025-01-24 16:40 “Withdrawal” can no longer be raised.
        """
}
