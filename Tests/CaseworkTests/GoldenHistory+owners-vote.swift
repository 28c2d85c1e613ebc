/// The history of one case of `owners-vote`, word for word.
extension GoldenHistory {
    static let ownersVoteZH = """
        2025-02-20 09:05 受理业主共同决定:《业主委员会换届选举》。
        2025-02-20 09:05 “提议受理”开始,由街道办事处(民政局代办)办理,期限2025-02-27。
        2025-02-20 09:05 “转新老物业交接”无需办理。
        2025-02-20 09:05 从现在起可以提出“撤回提议或中止表决”。
        2025-02-20 09:05 街道办事处(民政局代办)办结“提议受理”:受理。
        2025-02-20 09:05 “重大事项审议”开始,由街道办事处(民政局代办)办理,期限2025-03-06。
        2025-02-20 09:05 “候选人把关”开始,由组织部门(民政局代办)办理,期限2025-03-06。
        2025-02-20 09:05 从现在起可以提出“帮辅”。
        2025-02-20 09:05 街道办事处(民政局代办)办结“重大事项审议”:通过。
        2025-02-20 09:05 组织部门(民政局代办)办结“候选人把关”:通过。
        2025-02-20 09:05 “建立楼盘表”开始,由房管局办理,期限2025-03-20。
        2025-02-20 09:05 房管局办结“建立楼盘表”:已冻结。
        2025-02-20 09:05 “楼盘表公示”开始,由业委会(房管局代办)办理,期限2025-02-27。
        2025-02-20 09:05 业委会(房管局代办)办结“楼盘表公示”:须更正。
        2025-02-20 09:05 “楼盘表公示”的结果是须更正,退回“建立楼盘表”(第1次)。
        2025-02-20 09:05 “建立楼盘表”开始(第2次),由房管局办理,期限2025-03-20。
        2025-02-20 09:05 房管局办结“建立楼盘表”:已冻结。
        2025-02-20 09:05 “楼盘表公示”开始(第2次),由业委会(房管局代办)办理,期限2025-02-27。
        2025-02-24 08:30 就“楼盘表公示”向业委会(房管局代办)发出提醒(送承办人)。
        2025-02-25 09:48 就“楼盘表公示”向业委会(房管局代办)发出提醒(送承办人)。
        2025-02-28 00:00 业委会(房管局代办)的“楼盘表公示”到期结束:公示无异议。
        2025-02-28 00:00 “会议通知”开始,由业委会(房管局代办)办理,期限2025-03-07。
        2025-02-28 09:00 业委会(房管局代办)办结“会议通知”:完成。
        2025-02-28 09:00 “表决”最早于2025-03-18 00:00开始。
        2025-03-18 00:00 “表决”开始,由房管局办理,期限2025-04-02。
        2025-03-24 08:30 就“表决”向房管局发出提醒(送承办人)。
        2025-03-28 14:00 就“表决”向房管局发出提醒(送承办人)。
        2025-04-01 09:00 房管局就“表决”申请延期:参与人数不足。
        2025-04-01 09:00 督查室同意“表决”的延期申请:理由。
        2025-04-01 09:00 房管局的“表决”期限改为2025-04-14。
        2025-04-15 00:00 房管局的“表决”到期结束:投票截止。
        2025-04-15 00:00 “计票”开始,由房管局办理,期限2025-04-16。
        2025-04-15 00:00 从现在起不能再提出“撤回提议或中止表决”。
        2025-04-15 09:00 房管局办结“计票”:通过。
        2025-04-15 09:00 “监票确认”开始,由街道办事处(民政局代办)办理,期限2025-04-16。
        2025-04-15 09:00 街道办事处(民政局代办)办结“监票确认”:监票无误。
        2025-04-15 09:00 “公布结果”开始,由业委会(房管局代办)办理,期限2025-04-18。
        2025-04-15 09:00 业委会(房管局代办)办结“公布结果”:完成。
        2025-04-15 09:00 “异议期”开始,由业主(房管局代办)办理,期限2025-04-22。
        2025-04-15 09:00 业主(房管局代办)办结“异议期”:提出异议。
        2025-04-15 09:00 “异议核查”开始,由街道办事处(民政局代办)办理,期限2025-04-22。
        2025-04-15 09:00 街道办事处(民政局代办)办结“异议核查”:不属实。
        2025-04-15 09:00 “报送备案材料”开始,由业委会(房管局代办)办理,期限2025-05-15。
        2025-04-15 09:00 业委会(房管局代办)办结“报送备案材料”:完成。
        2025-04-15 09:00 “备案”开始,由房管局办理,期限2025-04-22。
        2025-04-15 09:00 房管局办结“备案”:已备案。
        2025-04-15 09:00 案件办结:通过。
        2025-04-15 09:00 “撤销之诉”开始,由法院(司法局代办)办理,期限2026-04-15。
        2025-04-15 09:00 从现在起不能再提出“帮辅”。
        2026-04-16 00:00 法院(司法局代办)的“撤销之诉”到期结束:无人起诉。
        """

    static let ownersVoteEN = """
        2025-02-20 09:05 Case opened (Joint decision of the owners): “业主委员会换届选举”.
        2025-02-20 09:05 “Acceptance of the proposal” began, with the sub-district office (through the Civil Affairs Bureau), due 2025-02-27.
        2025-02-20 09:05 “Handover between the companies” is not needed.
        2025-02-20 09:05 “The proposal is taken back or the vote broken off” can be raised from now on.
        2025-02-20 09:05 The sub-district office (through the Civil Affairs Bureau) ended “Acceptance of the proposal”: accepted.
        2025-02-20 09:05 “Review of the matter” began, with the sub-district office (through the Civil Affairs Bureau), due 2025-03-06.
        2025-02-20 09:05 “Review of the candidates” began, with the organisation department (through the Civil Affairs Bureau), due 2025-03-06.
        2025-02-20 09:05 “Help of a support body” can be raised from now on.
        2025-02-20 09:05 The sub-district office (through the Civil Affairs Bureau) ended “Review of the matter”: passed.
        2025-02-20 09:05 The organisation department (through the Civil Affairs Bureau) ended “Review of the candidates”: passed.
        2025-02-20 09:05 “Roll of the owners” began, with the Housing Bureau, due 2025-03-20.
        2025-02-20 09:05 The Housing Bureau ended “Roll of the owners”: frozen.
        2025-02-20 09:05 “Publication of the roll” began, with the owners' committee (through the Housing Bureau), due 2025-02-27.
        2025-02-20 09:05 The owners' committee (through the Housing Bureau) ended “Publication of the roll”: to be corrected.
        2025-02-20 09:05 “Publication of the roll” ended with “to be corrected”; the case goes back to “Roll of the owners” (time 1).
        2025-02-20 09:05 “Roll of the owners” began (attempt 2), with the Housing Bureau, due 2025-03-20.
        2025-02-20 09:05 The Housing Bureau ended “Roll of the owners”: frozen.
        2025-02-20 09:05 “Publication of the roll” began (attempt 2), with the owners' committee (through the Housing Bureau), due 2025-02-27.
        2025-02-24 08:30 To the owners' committee (through the Housing Bureau), about “Publication of the roll”: reminder (to: the holder).
        2025-02-25 09:48 To the owners' committee (through the Housing Bureau), about “Publication of the roll”: reminder (to: the holder).
        2025-02-28 00:00 The time of the owners' committee (through the Housing Bureau) for “Publication of the roll” ran out: final.
        2025-02-28 00:00 “Notice of the meeting” began, with the owners' committee (through the Housing Bureau), due 2025-03-07.
        2025-02-28 09:00 The owners' committee (through the Housing Bureau) ended “Notice of the meeting”: done.
        2025-02-28 09:00 “Ballot” begins at 2025-03-18 00:00 at the earliest.
        2025-03-18 00:00 “Ballot” began, with the Housing Bureau, due 2025-04-02.
        2025-03-24 08:30 To the Housing Bureau, about “Ballot”: reminder (to: the holder).
        2025-03-28 14:00 To the Housing Bureau, about “Ballot”: reminder (to: the holder).
        2025-04-01 09:00 The Housing Bureau asked more time for “Ballot”: 参与人数不足.
        2025-04-01 09:00 The Supervision Office granted the request (more time) for “Ballot”: 理由.
        2025-04-01 09:00 The deadline of “Ballot” (Housing Bureau) is now 2025-04-14.
        2025-04-15 00:00 The time of the Housing Bureau for “Ballot” ran out: voting is over.
        2025-04-15 00:00 “Tally” began, with the Housing Bureau, due 2025-04-16.
        2025-04-15 00:00 “The proposal is taken back or the vote broken off” can no longer be raised.
        2025-04-15 09:00 The Housing Bureau ended “Tally”: passed.
        2025-04-15 09:00 “Confirmation by the witnesses” began, with the sub-district office (through the Civil Affairs Bureau), due 2025-04-16.
        2025-04-15 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Confirmation by the witnesses”: certified.
        2025-04-15 09:00 “Publication of the result” began, with the owners' committee (through the Housing Bureau), due 2025-04-18.
        2025-04-15 09:00 The owners' committee (through the Housing Bureau) ended “Publication of the result”: done.
        2025-04-15 09:00 “Time for objections” began, with the owners (through the Housing Bureau), due 2025-04-22.
        2025-04-15 09:00 The owners (through the Housing Bureau) ended “Time for objections”: objection raised.
        2025-04-15 09:00 “Examination of the objection” began, with the sub-district office (through the Civil Affairs Bureau), due 2025-04-22.
        2025-04-15 09:00 The sub-district office (through the Civil Affairs Bureau) ended “Examination of the objection”: unfounded.
        2025-04-15 09:00 “Papers for the filing” began, with the owners' committee (through the Housing Bureau), due 2025-05-15.
        2025-04-15 09:00 The owners' committee (through the Housing Bureau) ended “Papers for the filing”: done.
        2025-04-15 09:00 “Filing” began, with the Housing Bureau, due 2025-04-22.
        2025-04-15 09:00 The Housing Bureau ended “Filing”: filed.
        2025-04-15 09:00 Case closed: passed.
        2025-04-15 09:00 “Suit for annulment” began, with the court (through the Justice Bureau), due 2026-04-15.
        2025-04-15 09:00 “Help of a support body” can no longer be raised.
        2026-04-16 00:00 The time of the court (through the Justice Bureau) for “Suit for annulment” ran out: nobody sued.
        """
}
