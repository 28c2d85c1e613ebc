extension GoldenHistory {
    static let dutyReportZH = """
        2025-02-17 09:00 受理业委会述职评议:《2024年度述职》。
        2025-02-17 09:00 “提交述职报告”开始,由业委会(民政局代办)办理,期限2025-03-31。
        2025-02-17 09:00 从现在起可以提出“撤回登记”。
        2025-02-17 09:00 全案期限为2025-03-31(3月31日,自本步骤开始起)。
        2025-03-31 08:30 就“提交述职报告”向业委会(民政局代办)发出黄牌(送经办人)。
        2025-04-01 00:00 全案逾期:到2025-03-31仍未完成“提交述职报告”。
        2025-04-01 00:00 业委会(民政局代办)未在2025-03-31前完成“提交述职报告”,已记逾期。
        2025-04-01 00:00 业委会(民政局代办)的“提交述职报告”到期结束:逾期未办。
        2025-04-01 00:00 “党员群众评议”无需办理。
        2025-04-01 00:00 “公布评议结果”无需办理。
        2025-04-01 00:00 “未述职或评议不合格的处置”开始,由街道办事处(民政局代办)办理,期限2025-04-09。
        2025-04-01 00:00 从现在起不能再提出“撤回登记”。
        2025-04-01 00:00 全案时限于2025-04-01 00:00办结。
        2025-04-01 08:30 就“提交述职报告”向业委会(民政局代办)发出提交物业服务专业委员会(送街道办事处),限2025-04-07前答复。
        2025-04-02 09:00 街道办事处(民政局代办)办结“未述职或评议不合格的处置”:转违规履职。
        2025-04-02 09:00 “转业委会违规履职”开始,由街道办事处(民政局代办)办理,期限2025-04-07。
        2025-04-02 09:00 “转业委会违规履职”已立案:业委会违规履职WH-C1。
        2025-04-02 09:00 街道办事处(民政局代办)办结“转业委会违规履职”:已启动。
        2025-04-02 09:00 案件办结:已移送。
        2025-04-02 09:00 业委会违规履职WH-C1办结:已解决。
        """

    static let dutyReportEN = """
        2025-02-17 09:00 Case opened (Yearly report of a committee): “2024年度述职”.
        2025-02-17 09:00 “Report of duties” began, with the owners' committee (through the Civil Affairs Bureau), due \
        2025-03-31.
        2025-02-17 09:00 “Withdrawal of the entry” can be raised from now on.
        2025-02-17 09:00 The case is due 2025-03-31 (03-31 from its opening).
        2025-03-31 08:30 To the owners' committee (through the Civil Affairs Bureau), about “Report of duties”: \
        yellow card (to: case officer).
        2025-04-01 00:00 The case is late: “Report of duties” was not done by 2025-03-31.
        2025-04-01 00:00 The owners' committee (through the Civil Affairs Bureau) did not end “Report of duties” by \
        2025-03-31; the breach is recorded.
        2025-04-01 00:00 The time of the owners' committee (through the Civil Affairs Bureau) for “Report of duties” \
        ran out: not done in time.
        2025-04-01 00:00 “Rating by members and residents” is not needed.
        2025-04-01 00:00 “Publication of the result” is not needed.
        2025-04-01 00:00 “What follows from silence or failure” began, with the sub-district office (through the \
        Civil Affairs Bureau), due 2025-04-09.
        2025-04-01 00:00 “Withdrawal of the entry” can no longer be raised.
        2025-04-01 00:00 The clock of the case stopped at 2025-04-01 00:00: done.
        2025-04-01 08:30 To the owners' committee (through the Civil Affairs Bureau), about “Report of duties”: \
        submission to the property committee (to: sub-district office), to be answered by 2025-04-07.
        2025-04-02 09:00 The sub-district office (through the Civil Affairs Bureau) ended “What follows from silence \
        or failure”: becomes a case of misconduct.
        2025-04-02 09:00 “Becomes a case of misconduct” began, with the sub-district office (through the Civil \
        Affairs Bureau), due 2025-04-07.
        2025-04-02 09:00 “Becomes a case of misconduct” opened a case: Misconduct of an owners' committee WH-C1.
        2025-04-02 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Becomes a case of \
        misconduct”: started.
        2025-04-02 09:00 Case closed: referred.
        2025-04-02 09:00 The case Misconduct of an owners' committee WH-C1 was closed: resolved.
        """
}
