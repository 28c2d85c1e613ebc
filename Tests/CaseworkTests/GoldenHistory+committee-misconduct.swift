/// The history of one case of `committee-misconduct`, word for word.
extension GoldenHistory {
    static let committeeMisconductZH = """
        2024-05-13 09:00 受理业委会违规履职:《业委会两年未述职》。
        2024-05-13 09:00 “受理线索”开始,由街道办事处(民政局代办)办理,期限2024-05-15。
        2024-05-13 09:00 街道办事处(民政局代办)办结“受理线索”:受理。
        2024-05-13 09:00 “初步核查”开始,由街道办事处(民政局代办)办理,期限2024-05-27。
        2024-05-13 09:00 从现在起可以提出“帮辅”。
        2024-05-13 09:00 从现在起可以提出“撤回举报”。
        2024-05-13 09:00 街道办事处(民政局代办)办结“初步核查”:严重。
        2024-05-13 09:00 “约谈通知”开始,由街道办事处(民政局代办)办理,期限2024-05-15。
        2024-05-13 09:00 “公共收益审计”开始,由街道办事处(民政局代办)办理,期限2024-06-27。
        2024-05-13 09:00 街道办事处(民政局代办)办结“约谈通知”:完成。
        2024-05-13 09:00 “约谈”最早于2024-05-15 00:00开始。
        2024-05-15 00:00 “约谈”开始,由街道办事处(民政局代办)办理,期限2024-05-17。
        2024-05-16 09:00 街道办事处(民政局代办)办结“约谈”:缺席。
        2024-05-16 09:00 “约谈”的结果是缺席,退回“约谈通知”(第1次)。
        2024-05-16 09:00 “约谈通知”开始(第2次),由街道办事处(民政局代办)办理,期限2024-05-20。
        2024-05-16 09:00 街道办事处(民政局代办)办结“约谈通知”:完成。
        2024-05-16 09:00 “约谈”最早于2024-05-18 00:00开始。
        2024-05-18 00:00 “约谈”开始(第2次),由街道办事处(民政局代办)办理,期限2024-05-21。
        2024-05-20 08:30 就“约谈”向街道办事处(民政局代办)发出提醒(送经办人)。
        2024-05-20 09:00 街道办事处(民政局代办)办结“约谈”:已约谈,文号示例三街道约谈〔2024〕1号。
        2024-05-20 09:00 “责令限期改正”开始,由街道办事处(民政局代办)办理,期限2024-05-23。
        2024-05-20 09:00 街道办事处(民政局代办)办结“责令限期改正”:完成,文号武民责〔2024〕1号。
        2024-05-20 09:00 “限期改正”开始,由业委会(民政局代办)办理,期限2024-06-04。
        2024-05-20 09:00 街道办事处(民政局代办)办结“公共收益审计”:涉嫌违法。
        2024-05-20 09:00 “移送”开始,由街道办事处(民政局代办)办理,期限2024-05-23。
        2024-05-20 09:00 街道办事处(民政局代办)办结“移送”:完成,文号武民移〔2024〕1号。
        2024-05-20 09:00 “移送回复”开始,由纪检监察(民政局代办)办理,期限2024-06-19。
        2024-05-20 09:00 从现在起不能再提出“撤回举报”。
        2024-05-20 09:00 纪检监察(民政局代办)办结“移送回复”:受理。
        2024-05-28 08:30 就“限期改正”向业委会(民政局代办)发出提醒(送经办人)。
        2024-06-04 08:30 就“限期改正”向业委会(民政局代办)发出黄牌(送经办人)。
        2024-06-05 00:00 业委会(民政局代办)未在2024-06-04前完成“限期改正”,已记逾期。
        2024-06-05 00:00 业委会(民政局代办)的“限期改正”到期结束:逾期未办。
        2024-06-05 00:00 “核实改正”开始,由街道办事处(民政局代办)办理,期限2024-06-11。
        2024-06-05 08:30 就“限期改正”向业委会(民政局代办)发出红牌(送负责人)。
        2024-06-05 08:30 就“限期改正”向业委会(民政局代办)发出催办(送负责人)。
        2024-06-05 09:00 街道办事处(民政局代办)办结“核实改正”:未改正。
        2024-06-05 09:00 “暂停履行职责”开始,由街道办事处(民政局代办)办理,期限2024-06-13。
        2024-06-05 09:00 “述职评议”无需办理。
        2024-06-05 09:00 街道办事处(民政局代办)办结“暂停履行职责”:暂停履职,文号示例三街道停职〔2024〕1号。
        2024-06-05 09:00 “上级指导”开始,由民政局办理,期限2024-06-11。
        2024-06-05 09:00 民政局办结“上级指导”:退回。
        2024-06-05 09:00 “上级指导”的结果是退回,退回“暂停履行职责”(第1次)。
        2024-06-05 09:00 “暂停履行职责”开始(第2次),由街道办事处(民政局代办)办理,期限2024-06-13。
        2024-06-05 09:00 街道办事处(民政局代办)办结“暂停履行职责”:暂停履职,文号示例三街道停职〔2024〕2号。
        2024-06-05 09:00 “上级指导”开始(第2次),由民政局办理,期限2024-06-11。
        2024-06-05 09:00 民政局办结“上级指导”:同意。
        2024-06-05 09:00 “小区公告停职”开始,由街道办事处(民政局代办)办理,期限2024-06-11。
        2024-06-05 09:00 “收存印章资料”开始,由业委会(民政局代办)办理,期限2024-06-17。
        2024-06-05 09:00 “书面通知召开业主大会”开始,由街道办事处(民政局代办)办理,期限2024-06-17。
        2024-06-05 09:00 从现在起可以提出“停职期满或提前恢复”。
        2024-06-05 09:00 “停职期满或提前恢复”最早于2024-08-06 00:00开始。
        2024-06-05 09:00 街道办事处(民政局代办)办结“小区公告停职”:完成。
        2024-06-05 09:00 业委会(民政局代办)办结“收存印章资料”:已移交。
        2024-06-05 09:00 “公安协助收存”无需办理。
        2024-06-05 09:00 街道办事处(民政局代办)办结“书面通知召开业主大会”:未达人数。
        2024-06-05 09:00 “罢免或改选表决”无需办理。
        2024-06-05 09:00 从现在起不能再提出“停职期满或提前恢复”。
        2024-06-05 09:00 “移交新一届业委会”无需办理。
        2024-06-05 09:00 “恢复职务”无需办理。
        2024-06-05 09:00 “恢复职务或临时接管”开始,由街道办事处(民政局代办)办理,期限2024-06-11。
        2024-06-05 09:00 街道办事处(民政局代办)办结“恢复职务或临时接管”:恢复履职。
        2024-06-05 09:00 “公布处理结果”开始,由街道办事处(民政局代办)办理,期限2024-06-11。
        2024-06-05 09:00 街道办事处(民政局代办)办结“公布处理结果”:完成。
        2024-06-05 09:00 案件办结:已移送。
        2024-06-05 09:00 从现在起不能再提出“帮辅”。
        """

    static let committeeMisconductEN = """
        2024-05-13 09:00 Case opened (Misconduct of an owners' committee): “业委会两年未述职”.
        2024-05-13 09:00 “Acceptance of the report” began, with the sub-district office (through the Civil Affairs \
        Bureau), due 2024-05-15.
        2024-05-13 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Acceptance of the \
        report”: accepted.
        2024-05-13 09:00 “First check” began, with the sub-district office (through the Civil Affairs Bureau), due \
        2024-05-27.
        2024-05-13 09:00 “Help of a support body” can be raised from now on.
        2024-05-13 09:00 “Withdrawal of the report” can be raised from now on.
        2024-05-13 09:00 The sub-district office (through the Civil Affairs Bureau) ended “First check”: serious.
        2024-05-13 09:00 “Call to the interview” began, with the sub-district office (through the Civil Affairs \
        Bureau), due 2024-05-15.
        2024-05-13 09:00 “Audit of the common revenue” began, with the sub-district office (through the Civil \
        Affairs Bureau), due 2024-06-27.
        2024-05-13 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Call to the interview”: \
        done.
        2024-05-13 09:00 “Interview” begins at 2024-05-15 00:00 at the earliest.
        2024-05-15 00:00 “Interview” began, with the sub-district office (through the Civil Affairs Bureau), due \
        2024-05-17.
        2024-05-16 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Interview”: absent.
        2024-05-16 09:00 “Interview” ended with “absent”; the case goes back to “Call to the interview” (time 1).
        2024-05-16 09:00 “Call to the interview” began (attempt 2), with the sub-district office (through the Civil \
        Affairs Bureau), due 2024-05-20.
        2024-05-16 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Call to the interview”: \
        done.
        2024-05-16 09:00 “Interview” begins at 2024-05-18 00:00 at the earliest.
        2024-05-18 00:00 “Interview” began (attempt 2), with the sub-district office (through the Civil Affairs \
        Bureau), due 2024-05-21.
        2024-05-20 08:30 To the sub-district office (through the Civil Affairs Bureau), about “Interview”: reminder \
        (to: case officer).
        2024-05-20 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Interview”: held, \
        document 示例三街道约谈〔2024〕1号.
        2024-05-20 09:00 “Order to correct” began, with the sub-district office (through the Civil Affairs Bureau), \
        due 2024-05-23.
        2024-05-20 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Order to correct”: done, \
        document 武民责〔2024〕1号.
        2024-05-20 09:00 “Correction” began, with the owners' committee (through the Civil Affairs Bureau), due \
        2024-06-04.
        2024-05-20 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Audit of the common \
        revenue”: against the law.
        2024-05-20 09:00 “Referral” began, with the sub-district office (through the Civil Affairs Bureau), due \
        2024-05-23.
        2024-05-20 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Referral”: done, document \
        武民移〔2024〕1号.
        2024-05-20 09:00 “Answer to the referral” began, with the discipline inspection (through the Civil Affairs \
        Bureau), due 2024-06-19.
        2024-05-20 09:00 “Withdrawal of the report” can no longer be raised.
        2024-05-20 09:00 The discipline inspection (through the Civil Affairs Bureau) ended “Answer to the \
        referral”: accepted.
        2024-05-28 08:30 To the owners' committee (through the Civil Affairs Bureau), about “Correction”: reminder \
        (to: case officer).
        2024-06-04 08:30 To the owners' committee (through the Civil Affairs Bureau), about “Correction”: yellow \
        card (to: case officer).
        2024-06-05 00:00 The owners' committee (through the Civil Affairs Bureau) did not end “Correction” by \
        2024-06-04; the breach is recorded.
        2024-06-05 00:00 The time of the owners' committee (through the Civil Affairs Bureau) for “Correction” ran \
        out: not done in time.
        2024-06-05 00:00 “Check of the correction” began, with the sub-district office (through the Civil Affairs \
        Bureau), due 2024-06-11.
        2024-06-05 08:30 To the owners' committee (through the Civil Affairs Bureau), about “Correction”: red card \
        (to: leader).
        2024-06-05 08:30 To the owners' committee (through the Civil Affairs Bureau), about “Correction”: notice to \
        hurry (to: leader).
        2024-06-05 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Check of the correction”: \
        not corrected.
        2024-06-05 09:00 “Suspension of the committee's duties” began, with the sub-district office (through the \
        Civil Affairs Bureau), due 2024-06-13.
        2024-06-05 09:00 “Yearly report of duties” is not needed.
        2024-06-05 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Suspension of the \
        committee's duties”: suspended, document 示例三街道停职〔2024〕1号.
        2024-06-05 09:00 “Review by the guiding authority” began, with the Civil Affairs Bureau, due 2024-06-11.
        2024-06-05 09:00 The Civil Affairs Bureau ended “Review by the guiding authority”: sent back.
        2024-06-05 09:00 “Review by the guiding authority” ended with “sent back”; the case goes back to “Suspension \
        of the committee's duties” (time 1).
        2024-06-05 09:00 “Suspension of the committee's duties” began (attempt 2), with the sub-district office \
        (through the Civil Affairs Bureau), due 2024-06-13.
        2024-06-05 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Suspension of the \
        committee's duties”: suspended, document 示例三街道停职〔2024〕2号.
        2024-06-05 09:00 “Review by the guiding authority” began (attempt 2), with the Civil Affairs Bureau, due \
        2024-06-11.
        2024-06-05 09:00 The Civil Affairs Bureau ended “Review by the guiding authority”: agreed to.
        2024-06-05 09:00 “Notice to the estate” began, with the sub-district office (through the Civil Affairs \
        Bureau), due 2024-06-11.
        2024-06-05 09:00 “Custody of seal and files” began, with the owners' committee (through the Civil Affairs \
        Bureau), due 2024-06-17.
        2024-06-05 09:00 “Call of the owners' assembly” began, with the sub-district office (through the Civil \
        Affairs Bureau), due 2024-06-17.
        2024-06-05 09:00 “End of the suspension” can be raised from now on.
        2024-06-05 09:00 “End of the suspension” begins at 2024-08-06 00:00 at the earliest.
        2024-06-05 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Notice to the estate”: \
        done.
        2024-06-05 09:00 The owners' committee (through the Civil Affairs Bureau) ended “Custody of seal and files”: \
        handed over.
        2024-06-05 09:00 “Help of the police” is not needed.
        2024-06-05 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Call of the owners' \
        assembly”: not asked for.
        2024-06-05 09:00 “Vote on recall or re-election” is not needed.
        2024-06-05 09:00 “End of the suspension” can no longer be raised.
        2024-06-05 09:00 “Hand-over to the new committee” is not needed.
        2024-06-05 09:00 “Restoration to the office” is not needed.
        2024-06-05 09:00 “Restoration or an interim body” began, with the sub-district office (through the Civil \
        Affairs Bureau), due 2024-06-11.
        2024-06-05 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Restoration or an interim \
        body”: restored.
        2024-06-05 09:00 “Publication of the result” began, with the sub-district office (through the Civil Affairs \
        Bureau), due 2024-06-11.
        2024-06-05 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Publication of the \
        result”: done.
        2024-06-05 09:00 Case closed: referred.
        2024-06-05 09:00 “Help of a support body” can no longer be raised.
        """
}
