/// The history of one case of `whistle-report`, word for word.
extension GoldenHistory {
    static let whistleReportZH = """
        2026-02-16 07:06 受理群众吹哨、部门报到:《水管爆裂》。
        2026-02-16 07:06 “核哨”开始,由街道办事处(房管局代办)办理,期限2026-02-16 07:36。
        2026-02-16 07:06 “部门报到”开始,由房管局、公安局办理,期限2026-02-16 07:35。
        2026-02-16 07:06 “撤回吹哨”无需办理。
        2026-02-16 07:06 街道办事处(房管局代办)办结“核哨”:吹哨。
        2026-02-16 07:06 从现在起可以提出“误哨解除”。
        2026-02-16 07:06 房管局办结“部门报到”:到场报到。
        2026-02-16 07:27 就“部门报到”向公安局发出黄牌(送经办人)。
        2026-02-16 07:35 公安局未在2026-02-16 07:35前完成“部门报到”,已记逾期。
        2026-02-16 07:35 公安局的“部门报到”到期结束:逾期未办。
        2026-02-16 07:35 “部门报到”全部结束:到场报到。
        2026-02-16 07:35 “控制险情”开始,由房管局、公安局办理,期限2026-02-16 09:05。
        2026-02-16 07:35 “联合方案”开始,由街道办事处(房管局代办)办理,期限2026-02-16 09:35。
        2026-02-16 07:35 就“部门报到”向公安局发出红牌(送负责人)。
        2026-02-16 07:35 就“部门报到”向公安局发出通报(送全市)。
        2026-02-16 07:40 房管局办结“控制险情”:已控制。
        2026-02-16 07:40 公安局办结“控制险情”:已控制。
        2026-02-16 07:40 “控制险情”全部结束:已控制。
        2026-02-16 07:40 街道办事处(房管局代办)办结“联合方案”:完成。
        2026-02-16 07:40 “分头处置”开始,由房管局、公安局办理,期限2026-02-17 07:05。
        2026-02-16 07:40 全案期限为2026-02-17 07:05(收到时间后24小时)。
        2026-02-16 07:40 房管局办结“分头处置”:完成。
        2026-02-16 07:40 公安局办结“分头处置”:完成。
        2026-02-16 07:40 “分头处置”全部结束:完成。
        2026-02-16 07:40 “联席会议”无需办理。
        2026-02-16 07:40 “街道评价部门”开始,由街道办事处(督查室代办)办理,期限2026-02-25。
        2026-02-16 07:40 从现在起不能再提出“误哨解除”。
        2026-02-16 07:40 全案时限于2026-02-16 07:40办结。
        2026-02-16 07:40 街道办事处(督查室代办)办结“街道评价部门”:完成。
        2026-02-16 07:40 “销哨”开始,由督查室办理,期限2026-02-24。
        2026-02-16 07:40 督查室办结“销哨”:销哨。
        2026-02-16 07:40 “转物业服务投诉”无需办理。
        2026-02-16 07:40 “转公共安全隐患”无需办理。
        2026-02-16 07:40 “转物业纠纷调解”无需办理。
        2026-02-16 07:40 案件办结:已解决。
        2026-02-16 07:40 “群众评价”开始,由反映人(督查室代办)办理,期限2026-03-03。
        2026-02-24 08:30 就“群众评价”向反映人(督查室代办)发出提醒(送承办人)。
        2026-02-26 16:02 就“群众评价”向反映人(督查室代办)发出提醒(送承办人)。
        2026-03-04 00:00 反映人(督查室代办)的“群众评价”到期结束:未评价。
        """

    static let whistleReportEN = """
        2026-02-16 07:06 Case opened (Whistle of the citizens): “水管爆裂”.
        2026-02-16 07:06 “Validation” began, with the sub-district office (through the Housing Bureau), due \
        2026-02-16 07:36.
        2026-02-16 07:06 “Check-in” began, with the Housing Bureau, Public Security Bureau, due 2026-02-16 07:35.
        2026-02-16 07:06 “Withdrawal of the whistle” is not needed.
        2026-02-16 07:06 The sub-district office (through the Housing Bureau) ended “Validation”: whistled.
        2026-02-16 07:06 “Stand-down” can be raised from now on.
        2026-02-16 07:06 The Housing Bureau ended “Check-in”: on site.
        2026-02-16 07:27 To the Public Security Bureau, about “Check-in”: yellow card (to: case officer).
        2026-02-16 07:35 The Public Security Bureau did not end “Check-in” by 2026-02-16 07:35; the breach is \
        recorded.
        2026-02-16 07:35 The time of the Public Security Bureau for “Check-in” ran out: not done in time.
        2026-02-16 07:35 “Check-in” is over as a whole: on site.
        2026-02-16 07:35 “Control of the danger” began, with the Housing Bureau, Public Security Bureau, due \
        2026-02-16 09:05.
        2026-02-16 07:35 “Joint plan” began, with the sub-district office (through the Housing Bureau), due \
        2026-02-16 09:35.
        2026-02-16 07:35 To the Public Security Bureau, about “Check-in”: red card (to: leader).
        2026-02-16 07:35 To the Public Security Bureau, about “Check-in”: bulletin (to: the city).
        2026-02-16 07:40 The Housing Bureau ended “Control of the danger”: under control.
        2026-02-16 07:40 The Public Security Bureau ended “Control of the danger”: under control.
        2026-02-16 07:40 “Control of the danger” is over as a whole: under control.
        2026-02-16 07:40 The sub-district office (through the Housing Bureau) ended “Joint plan”: done.
        2026-02-16 07:40 “Disposal” began, with the Housing Bureau, Public Security Bureau, due 2026-02-17 07:05.
        2026-02-16 07:40 The case is due 2026-02-17 07:05 (24 hours after the day given as “received at”).
        2026-02-16 07:40 The Housing Bureau ended “Disposal”: done.
        2026-02-16 07:40 The Public Security Bureau ended “Disposal”: done.
        2026-02-16 07:40 “Disposal” is over as a whole: done.
        2026-02-16 07:40 “Joint conference” is not needed.
        2026-02-16 07:40 “Appraisal by the street” began, with the sub-district office (through the Supervision \
        Office), due 2026-02-25.
        2026-02-16 07:40 “Stand-down” can no longer be raised.
        2026-02-16 07:40 The clock of the case stopped at 2026-02-16 07:40: done.
        2026-02-16 07:40 The sub-district office (through the Supervision Office) ended “Appraisal by the street”: \
        done.
        2026-02-16 07:40 “Standing down” began, with the Supervision Office, due 2026-02-24.
        2026-02-16 07:40 The Supervision Office ended “Standing down”: stood down.
        2026-02-16 07:40 “Becomes a complaint” is not needed.
        2026-02-16 07:40 “Becomes a hazard” is not needed.
        2026-02-16 07:40 “Becomes a mediation” is not needed.
        2026-02-16 07:40 Case closed: resolved.
        2026-02-16 07:40 “Rating by the citizen” began, with the person who reported (through the Supervision \
        Office), due 2026-03-03.
        2026-02-24 08:30 To the person who reported (through the Supervision Office), about “Rating by the citizen”: \
        reminder (to: the holder).
        2026-02-26 16:02 To the person who reported (through the Supervision Office), about “Rating by the citizen”: \
        reminder (to: the holder).
        2026-03-04 00:00 The time of the person who reported (through the Supervision Office) for “Rating by the \
        citizen” ran out: no rating.
        """
}
