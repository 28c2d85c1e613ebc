extension GoldenHistory {
    static let jointConferenceZH = """
        2025-03-03 09:00 受理联席会议:《垃圾清运无人负责》。
        2025-03-03 09:00 “召集会议”开始,由街道办事处(督查室代办)办理,期限2025-03-05。
        2025-03-03 09:00 从现在起可以提出“取消会议”。
        2025-03-03 09:00 街道办事处(督查室代办)办结“召集会议”:完成。
        2025-03-03 09:00 “报名参会”开始,由房管局、公安局、社区(督查室代办)办理,期限2025-03-04。
        2025-03-03 09:00 公安局办结“报名参会”:不参加。
        2025-03-03 09:00 房管局办结“报名参会”:参加。
        2025-03-03 09:00 社区(督查室代办)办结“报名参会”:派员参加。
        2025-03-03 09:00 “报名参会”全部结束:不参加。
        2025-03-03 09:00 “开会”最早于2025-03-05 09:00开始。
        2025-03-05 09:00 “开会”开始,由街道办事处(督查室代办)办理,期限2025-03-06。
        2025-03-05 09:00 街道办事处(督查室代办)办结“开会”:延期再议。
        2025-03-05 09:00 “开会”的结果是延期再议,退回“召集会议”(第1次)。
        2025-03-05 09:00 “召集会议”开始(第2次),由街道办事处(督查室代办)办理,期限2025-03-07。
        2025-03-05 09:00 街道办事处(督查室代办)办结“召集会议”:完成。
        2025-03-05 09:00 “报名参会”开始(第2次),由房管局、公安局、社区(督查室代办)办理,期限2025-03-06。
        2025-03-05 09:00 公安局办结“报名参会”:不参加。
        2025-03-05 09:00 房管局办结“报名参会”:参加。
        2025-03-05 09:00 社区(督查室代办)办结“报名参会”:派员参加。
        2025-03-05 09:00 “报名参会”全部结束:不参加。
        2025-03-05 09:00 “开会”最早于2025-03-07 09:00开始。
        2025-03-07 09:00 “开会”开始(第2次),由街道办事处(督查室代办)办理,期限2025-03-10。
        2025-03-07 09:00 街道办事处(督查室代办)办结“开会”:已议定。
        2025-03-07 09:00 “会议纪要”开始,由街道办事处(督查室代办)办理,期限2025-03-12。
        2025-03-07 09:00 “市领导小组办公室裁定”无需办理。
        2025-03-07 09:00 从现在起不能再提出“取消会议”。
        2025-03-07 09:00 街道办事处(督查室代办)办结“会议纪要”:完成,文号示例一街道联督〔2025〕1号。
        2025-03-07 09:00 案件办结:已议定。
        """

    static let jointConferenceEN = """
        2025-03-03 09:00 Case opened (Joint conference): “垃圾清运无人负责”.
        2025-03-03 09:00 “Calling of the conference” began, with the sub-district office (through the Supervision \
        Office), due 2025-03-05.
        2025-03-03 09:00 “Cancellation of the conference” can be raised from now on.
        2025-03-03 09:00 The sub-district office (through the Supervision Office) ended “Calling of the conference”: \
        done.
        2025-03-03 09:00 “Answer to the invitation” began, with the Housing Bureau, Public Security Bureau, community \
        committee (through the Supervision Office), due 2025-03-04.
        2025-03-03 09:00 The Public Security Bureau ended “Answer to the invitation”: not coming.
        2025-03-03 09:00 The Housing Bureau ended “Answer to the invitation”: coming.
        2025-03-03 09:00 The community committee (through the Supervision Office) ended “Answer to the invitation”: \
        sends somebody.
        2025-03-03 09:00 “Answer to the invitation” is over as a whole: not coming.
        2025-03-03 09:00 “Meeting” begins at 2025-03-05 09:00 at the earliest.
        2025-03-05 09:00 “Meeting” began, with the sub-district office (through the Supervision Office), due \
        2025-03-06.
        2025-03-05 09:00 The sub-district office (through the Supervision Office) ended “Meeting”: adjourned.
        2025-03-05 09:00 “Meeting” ended with “adjourned”; the case goes back to “Calling of the conference” (time 1).
        2025-03-05 09:00 “Calling of the conference” began (attempt 2), with the sub-district office (through the \
        Supervision Office), due 2025-03-07.
        2025-03-05 09:00 The sub-district office (through the Supervision Office) ended “Calling of the conference”: \
        done.
        2025-03-05 09:00 “Answer to the invitation” began (attempt 2), with the Housing Bureau, Public Security \
        Bureau, community committee (through the Supervision Office), due 2025-03-06.
        2025-03-05 09:00 The Public Security Bureau ended “Answer to the invitation”: not coming.
        2025-03-05 09:00 The Housing Bureau ended “Answer to the invitation”: coming.
        2025-03-05 09:00 The community committee (through the Supervision Office) ended “Answer to the invitation”: \
        sends somebody.
        2025-03-05 09:00 “Answer to the invitation” is over as a whole: not coming.
        2025-03-05 09:00 “Meeting” begins at 2025-03-07 09:00 at the earliest.
        2025-03-07 09:00 “Meeting” began (attempt 2), with the sub-district office (through the Supervision Office), \
        due 2025-03-10.
        2025-03-07 09:00 The sub-district office (through the Supervision Office) ended “Meeting”: decided.
        2025-03-07 09:00 “Minutes” began, with the sub-district office (through the Supervision Office), due \
        2025-03-12.
        2025-03-07 09:00 “Ruling of the city leading-group office” is not needed.
        2025-03-07 09:00 “Cancellation of the conference” can no longer be raised.
        2025-03-07 09:00 The sub-district office (through the Supervision Office) ended “Minutes”: done, document \
        示例一街道联督〔2025〕1号.
        2025-03-07 09:00 Case closed: decided.
        """
}
