/// The history of one case of `dispute-mediation`, word for word.
extension GoldenHistory {
    static let disputeMediationZH = """
        2024-03-04 10:05 受理物业纠纷调解:《拖欠物业费纠纷》。
        2024-03-04 10:05 “一站式分流”开始,由司法局办理,期限2024-03-05。
        2024-03-04 10:05 从现在起可以提出“激化预警”。
        2024-03-04 10:05 从现在起可以提出“退出调解”。
        2024-03-04 10:05 全案期限为2024-04-07(1个月,自受理起)。
        2024-03-04 10:05 司法局办结“一站式分流”:人民调解。
        2024-03-04 10:05 “补正”无需办理。
        2024-03-04 10:05 “征求双方同意”开始,由双方当事人(司法局代办)办理,期限2024-03-07。
        2024-03-04 10:05 双方当事人(司法局代办)办结“征求双方同意”:双方同意。
        2024-03-04 10:05 “指定调解员”开始,由司法局办理,期限2024-03-05。
        2024-03-04 10:05 司法局办结“指定调解员”:已指定。
        2024-03-04 10:05 “回避审查”开始,由司法局办理,期限2024-03-05。
        2024-03-04 10:05 司法局办结“回避审查”:无须回避。
        2024-03-04 10:05 “协助查明事实”开始,由房管局、公安局办理,期限2024-03-11。
        2024-03-04 10:05 房管局办结“协助查明事实”:已提供。
        2024-03-08 08:30 就“协助查明事实”向公安局发出提醒(送经办人)。
        2024-03-11 08:30 就“协助查明事实”向公安局发出黄牌(送经办人)。
        2024-03-12 00:00 公安局未在2024-03-11前完成“协助查明事实”,已记逾期。
        2024-03-12 00:00 公安局的“协助查明事实”到期结束:逾期未办。
        2024-03-12 00:00 “协助查明事实”全部结束:已提供。
        2024-03-12 00:00 “人民调解”开始,由司法局办理,期限2024-04-07。
        2024-03-12 08:30 就“协助查明事实”向公安局发出红牌(送负责人)。
        2024-03-12 08:30 就“协助查明事实”向公安局发出催办(送负责人)。
        2024-03-20 10:00 司法局办结“人民调解”:调解成功。
        2024-03-20 10:00 “调解衔接”无需办理。
        2024-03-20 10:00 “行政调解”无需办理。
        2024-03-20 10:00 “司法调解”无需办理。
        2024-03-20 10:00 “签订调解协议”开始,由司法局办理,期限2024-03-20。
        2024-03-20 10:00 全案时限于2024-03-20 10:00办结。
        2024-03-20 10:00 司法局办结“签订调解协议”:完成,文号武人调〔2024〕1号。
        2024-03-20 10:00 “共同申请司法确认”开始,由双方当事人(司法局代办)办理,期限2024-04-19。
        2024-03-20 10:00 从现在起不能再提出“退出调解”。
        2024-04-09 08:30 就“共同申请司法确认”向双方当事人(司法局代办)发出提醒(送承办人)。
        2024-04-15 08:30 就“共同申请司法确认”向双方当事人(司法局代办)发出提醒(送承办人)。
        2024-04-18 08:30 就“共同申请司法确认”向双方当事人(司法局代办)发出提醒(送承办人)。
        2024-04-20 00:00 双方当事人(司法局代办)的“共同申请司法确认”到期结束:期满未申请。
        2024-04-20 00:00 “法院受理”无需办理。
        2024-04-20 00:00 “司法确认裁定”无需办理。
        2024-04-20 00:00 “告知诉讼仲裁和法律援助”无需办理。
        2024-04-20 00:00 “民警到场”无需办理。
        2024-04-20 00:00 “转公共安全隐患”无需办理。
        2024-04-20 00:00 案件办结:已解决。
        2024-04-20 00:00 “履行回访”最早于2024-06-01 00:00开始。
        2024-04-20 00:00 从现在起不能再提出“激化预警”。
        2024-06-01 00:00 “履行回访”开始,由司法局办理,期限2024-06-11。
        2024-06-03 09:00 司法局办结“履行回访”:已履行。
        2024-06-03 09:00 “指引强制执行或起诉”无需办理。
        """

    static let disputeMediationEN = """
        2024-03-04 10:05 Case opened (Mediation of a property dispute): “拖欠物业费纠纷”.
        2024-03-04 10:05 “One-stop triage” began, with the Justice Bureau, due 2024-03-05.
        2024-03-04 10:05 “Warning of violence” can be raised from now on.
        2024-03-04 10:05 “Withdrawal from the mediation” can be raised from now on.
        2024-03-04 10:05 The case is due 2024-04-07 (1 month from the acceptance of the case).
        2024-03-04 10:05 The Justice Bureau ended “One-stop triage”: people's mediation.
        2024-03-04 10:05 “Completion of the application” is not needed.
        2024-03-04 10:05 “Consent of both parties” began, with the parties (through the Justice Bureau), due \
        2024-03-07.
        2024-03-04 10:05 The parties (through the Justice Bureau) ended “Consent of both parties”: both agree.
        2024-03-04 10:05 “Appointment of the mediator” began, with the Justice Bureau, due 2024-03-05.
        2024-03-04 10:05 The Justice Bureau ended “Appointment of the mediator”: assigned.
        2024-03-04 10:05 “Conflict of interest” began, with the Justice Bureau, due 2024-03-05.
        2024-03-04 10:05 The Justice Bureau ended “Conflict of interest”: no conflict.
        2024-03-04 10:05 “Facts from the agencies” began, with the Housing Bureau, Public Security Bureau, due \
        2024-03-11.
        2024-03-04 10:05 The Housing Bureau ended “Facts from the agencies”: provided.
        2024-03-08 08:30 To the Public Security Bureau, about “Facts from the agencies”: reminder (to: case officer).
        2024-03-11 08:30 To the Public Security Bureau, about “Facts from the agencies”: yellow card (to: case \
        officer).
        2024-03-12 00:00 The Public Security Bureau did not end “Facts from the agencies” by 2024-03-11; the breach \
        is recorded.
        2024-03-12 00:00 The time of the Public Security Bureau for “Facts from the agencies” ran out: not done in \
        time.
        2024-03-12 00:00 “Facts from the agencies” is over as a whole: provided.
        2024-03-12 00:00 “People's mediation” began, with the Justice Bureau, due 2024-04-07.
        2024-03-12 08:30 To the Public Security Bureau, about “Facts from the agencies”: red card (to: leader).
        2024-03-12 08:30 To the Public Security Bureau, about “Facts from the agencies”: notice to hurry (to: leader).
        2024-03-20 10:00 The Justice Bureau ended “People's mediation”: settled.
        2024-03-20 10:00 “Hand-over to another track” is not needed.
        2024-03-20 10:00 “Administrative mediation” is not needed.
        2024-03-20 10:00 “Judicial mediation” is not needed.
        2024-03-20 10:00 “Signing of the agreement” began, with the Justice Bureau, due 2024-03-20.
        2024-03-20 10:00 The clock of the case stopped at 2024-03-20 10:00: done.
        2024-03-20 10:00 The Justice Bureau ended “Signing of the agreement”: done, document 武人调〔2024〕1号.
        2024-03-20 10:00 “Joint application for judicial confirmation” began, with the parties (through the Justice \
        Bureau), due 2024-04-19.
        2024-03-20 10:00 “Withdrawal from the mediation” can no longer be raised.
        2024-04-09 08:30 To the parties (through the Justice Bureau), about “Joint application for judicial \
        confirmation”: reminder (to: the holder).
        2024-04-15 08:30 To the parties (through the Justice Bureau), about “Joint application for judicial \
        confirmation”: reminder (to: the holder).
        2024-04-18 08:30 To the parties (through the Justice Bureau), about “Joint application for judicial \
        confirmation”: reminder (to: the holder).
        2024-04-20 00:00 The time of the parties (through the Justice Bureau) for “Joint application for judicial \
        confirmation” ran out: the time for it is over.
        2024-04-20 00:00 “Acceptance by the court” is not needed.
        2024-04-20 00:00 “Decision of the court” is not needed.
        2024-04-20 00:00 “Advice on suit, arbitration and legal aid” is not needed.
        2024-04-20 00:00 “Attendance of the police” is not needed.
        2024-04-20 00:00 “Report of a hazard” is not needed.
        2024-04-20 00:00 Case closed: resolved.
        2024-04-20 00:00 “Check of the performance” begins at 2024-06-01 00:00 at the earliest.
        2024-04-20 00:00 “Warning of violence” can no longer be raised.
        2024-06-01 00:00 “Check of the performance” began, with the Justice Bureau, due 2024-06-11.
        2024-06-03 09:00 The Justice Bureau ended “Check of the performance”: performed.
        2024-06-03 09:00 “Advice on enforcement or suit” is not needed.
        """
}
