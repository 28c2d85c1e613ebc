/// The history of one case of `company-handover`, word for word.
extension GoldenHistory {
    static let companyHandoverZH = """
        2025-03-03 09:05 受理新老物业交接:《老物业拒不移交》。
        2025-03-03 09:05 “核对决定”开始,由房管局办理,期限2025-03-04。
        2025-03-03 09:05 从现在起可以提出“表决被撤销，立即停止”。
        2025-03-03 09:05 全案期限为2025-06-24(合同终止日后15日)。
        2025-03-03 09:05 房管局办结“核对决定”:决定在案。
        2025-03-03 09:05 “书面通知”开始,由业委会(房管局代办)办理,期限2025-04-10。
        2025-03-03 09:05 “签订新合同并备案”开始,由业委会(房管局代办)办理,期限2025-04-02。
        2025-03-03 09:05 从现在起可以提出“应急物业服务”。
        2025-03-03 09:05 业委会(房管局代办)办结“书面通知”:完成。
        2025-03-03 09:05 “退出备案和公告”开始,由原物业企业(房管局代办)办理,期限2025-03-10。
        2025-03-03 09:05 原物业企业(房管局代办)办结“退出备案和公告”:完成。
        2025-03-03 09:05 业委会(房管局代办)办结“签订新合同并备案”:已备案。
        2025-03-03 09:05 “原物业维持基本服务”无需办理。
        2025-03-03 09:05 “另行选聘”无需办理。
        2025-03-03 09:05 “承接查验”开始,由房管局办理,期限2025-03-18。
        2025-03-03 09:05 房管局办结“承接查验”:已列清单。
        2025-03-03 09:05 “争议转调解”无需办理。
        2025-03-03 09:05 “移交资料场地资金设备”开始,由原物业企业(房管局代办)办理,期限2025-06-24。
        2025-06-24 08:30 就“移交资料场地资金设备”向原物业企业(房管局代办)发出黄牌(送经办人)。
        2025-06-25 00:00 全案逾期:到2025-06-24仍未完成“移交资料场地资金设备”(依据:一省物业条例15日(领域资料F40);民法典 第949条“合理期限”)。
        2025-06-25 00:00 原物业企业(房管局代办)未在2025-06-24前完成“移交资料场地资金设备”(依据:一省物业条例15日(领域资料F40);民法典 第949条“合理期限”),已记逾期。
        2025-06-25 00:00 原物业企业(房管局代办)的“移交资料场地资金设备”到期结束:逾期未办。
        2025-06-25 00:00 “联席会议”开始,由街道办事处(房管局代办)办理,期限2025-07-02。
        2025-06-25 00:00 “责令退出”开始,由房管局办理,期限2025-06-30。
        2025-06-25 00:00 全案时限于2025-06-25 00:00办结。
        2025-06-25 08:30 就“移交资料场地资金设备”向原物业企业(房管局代办)发出红牌(送负责人)。
        2025-06-25 09:00 “应急物业服务”已提出。
        2025-06-25 09:00 街道办事处(房管局代办)办结“应急物业服务”:完成,文号示例五街道应急〔2025〕1号。
        2025-06-25 09:00 街道办事处(房管局代办)办结“联席会议”:已议定。
        2025-06-25 09:00 房管局办结“责令退出”:完成,文号武房责退〔2025〕1号。
        2025-06-25 09:00 “退出”开始,由原物业企业(房管局代办)办理,期限2025-06-30。
        2025-06-25 09:00 原物业企业(房管局代办)办结“退出”:拒不退出。
        2025-06-25 09:00 “行政处罚”开始,由房管局办理,期限2025-09-23。
        2025-06-25 09:00 “维护现场秩序”开始,由公安局办理,期限2025-06-26 09:00。
        2025-06-25 09:00 公安局办结“维护现场秩序”:完成。
        2025-06-25 09:00 “新物业进场”开始,由新物业企业(房管局代办)办理,期限2025-06-30。
        2025-06-25 09:00 房管局办结“行政处罚”:不予处罚。
        2025-06-25 09:00 新物业企业(房管局代办)办结“新物业进场”:完成。
        2025-06-25 09:00 “结束应急服务”开始,由街道办事处(房管局代办)办理,期限2025-12-25。
        2025-06-25 09:00 “费用结算”开始,由业委会(房管局代办)办理,期限2025-07-25。
        2025-06-25 09:00 从现在起不能再提出“表决被撤销，立即停止”。
        2025-06-27 09:00 街道办事处(房管局代办)办结“结束应急服务”:完成。
        2025-06-27 09:00 业委会(房管局代办)办结“费用结算”:起诉。
        2025-06-27 09:00 案件办结:部分解决。
        """

    static let companyHandoverEN = """
        2025-03-03 09:05 Case opened (Handover between property companies): “老物业拒不移交”.
        2025-03-03 09:05 “Check of the decision” began, with the Housing Bureau, due 2025-03-04.
        2025-03-03 09:05 “Stop because the vote was annulled” can be raised from now on.
        2025-03-03 09:05 The case is due 2025-06-24 (15 days after the day given as “contract ends on”).
        2025-03-03 09:05 The Housing Bureau ended “Check of the decision”: on file.
        2025-03-03 09:05 “Written notice” began, with the owners' committee (through the Housing Bureau), due \
        2025-04-10.
        2025-03-03 09:05 “New contract and its filing” began, with the owners' committee (through the Housing \
        Bureau), due 2025-04-02.
        2025-03-03 09:05 “Emergency service” can be raised from now on.
        2025-03-03 09:05 The owners' committee (through the Housing Bureau) ended “Written notice”: done.
        2025-03-03 09:05 “Filing and notice of the exit” began, with the former property company (through the \
        Housing Bureau), due 2025-03-10.
        2025-03-03 09:05 The former property company (through the Housing Bureau) ended “Filing and notice of the \
        exit”: done.
        2025-03-03 09:05 The owners' committee (through the Housing Bureau) ended “New contract and its filing”: \
        filed.
        2025-03-03 09:05 “Basic service by the former company” is not needed.
        2025-03-03 09:05 “Second selection” is not needed.
        2025-03-03 09:05 “Joint inspection” began, with the Housing Bureau, due 2025-03-18.
        2025-03-03 09:05 The Housing Bureau ended “Joint inspection”: listed.
        2025-03-03 09:05 “Dispute sent to mediation” is not needed.
        2025-03-03 09:05 “Hand-over of files, rooms, money and equipment” began, with the former property company \
        (through the Housing Bureau), due 2025-06-24.
        2025-06-24 08:30 To the former property company (through the Housing Bureau), about “Hand-over of files, \
        rooms, money and equipment”: yellow card (to: case officer).
        2025-06-25 00:00 The case is late: “Hand-over of files, rooms, money and equipment” was not done by \
        2025-06-24 (rule: 一省物业条例15日(领域资料F40);民法典 第949条“合理期限”).
        2025-06-25 00:00 The former property company (through the Housing Bureau) did not end “Hand-over of files, \
        rooms, money and equipment” by 2025-06-24 (rule: 一省物业条例15日(领域资料F40);民法典 第949条“合理期限”); the breach is recorded.
        2025-06-25 00:00 The time of the former property company (through the Housing Bureau) for “Hand-over of \
        files, rooms, money and equipment” ran out: not done in time.
        2025-06-25 00:00 “Joint conference” began, with the sub-district office (through the Housing Bureau), due \
        2025-07-02.
        2025-06-25 00:00 “Order to leave” began, with the Housing Bureau, due 2025-06-30.
        2025-06-25 00:00 The clock of the case stopped at 2025-06-25 00:00: done.
        2025-06-25 08:30 To the former property company (through the Housing Bureau), about “Hand-over of files, \
        rooms, money and equipment”: red card (to: leader).
        2025-06-25 09:00 “Emergency service” was raised.
        2025-06-25 09:00 The sub-district office (through the Housing Bureau) ended “Emergency service”: done, \
        document 示例五街道应急〔2025〕1号.
        2025-06-25 09:00 The sub-district office (through the Housing Bureau) ended “Joint conference”: decided.
        2025-06-25 09:00 The Housing Bureau ended “Order to leave”: done, document 武房责退〔2025〕1号.
        2025-06-25 09:00 “Exit” began, with the former property company (through the Housing Bureau), due 2025-06-30.
        2025-06-25 09:00 The former property company (through the Housing Bureau) ended “Exit”: stayed.
        2025-06-25 09:00 “Administrative penalty” began, with the Housing Bureau, due 2025-09-23.
        2025-06-25 09:00 “Keeping of order” began, with the Public Security Bureau, due 2025-06-26 09:00.
        2025-06-25 09:00 The Public Security Bureau ended “Keeping of order”: done.
        2025-06-25 09:00 “Entry of the new company” began, with the new property company (through the Housing \
        Bureau), due 2025-06-30.
        2025-06-25 09:00 The Housing Bureau ended “Administrative penalty”: no penalty.
        2025-06-25 09:00 The new property company (through the Housing Bureau) ended “Entry of the new company”: done.
        2025-06-25 09:00 “End of the emergency service” began, with the sub-district office (through the Housing \
        Bureau), due 2025-12-25.
        2025-06-25 09:00 “Settlement of the fees” began, with the owners' committee (through the Housing Bureau), \
        due 2025-07-25.
        2025-06-25 09:00 “Stop because the vote was annulled” can no longer be raised.
        2025-06-27 09:00 The sub-district office (through the Housing Bureau) ended “End of the emergency service”: \
        done.
        2025-06-27 09:00 The owners' committee (through the Housing Bureau) ended “Settlement of the fees”: suit.
        2025-06-27 09:00 Case closed: partly resolved.
        """
}
