/// The history of `TheWholeHistory`, word for word.
enum GoldenHistory {
    static let zh = """
        2023-04-27 09:00 受理人大代表建议:《关于解决小区物业纠纷的建议》。
        2023-04-27 09:00 “登记”开始,由督查室办理,期限2023-04-28。
        2023-04-27 09:00 督查室办结“登记”:受理。
        2023-04-27 09:00 “交办”开始,由督查室办理,期限2023-05-08。
        2023-04-27 09:00 从现在起可以提出“代表撤回”。
        2023-04-27 09:00 督查室(王科长)办结“交办”:完成。
        2023-04-27 09:00 “沟通代表”开始,由房管局办理,期限2023-05-29。
        2023-04-27 09:00 “会办意见”开始,由公安局、司法局、民政局办理,期限2023-05-29。
        2023-04-27 09:00 全案期限为2023-07-27(3个月,自“交办”完成起)。
        2023-04-27 09:00 司法局办结“会办意见”:已提出意见。
        2023-04-27 09:00 民政局办结“会办意见”:无意见。
        2023-04-27 09:00 房管局(李文博)办结“沟通代表”:完成。
        2023-05-15 08:30 就“会办意见”向公安局发出提醒(送经办人)。
        2023-05-29 08:30 就“会办意见”向公安局发出黄牌(送经办人)。
        2023-05-30 00:00 公安局未在2023-05-29前完成“会办意见”(依据:地方代表建议办理规定 第20条),已记逾期。
        2023-05-30 00:00 公安局的“会办意见”到期结束:逾期未办。
        2023-05-30 00:00 “会办意见”全部结束:已提出意见。
        2023-05-30 00:00 “协调分歧”无需办理。
        2023-05-30 00:00 “拟稿”开始,由房管局办理,期限2023-07-13。
        2023-05-30 08:30 就“会办意见”向公安局发出红牌(送负责人)。
        2023-05-30 08:30 就“会办意见”向公安局发出催办(送负责人)。
        2023-05-31 09:00 房管局(李文博)办结“拟稿”:完成。
        2023-05-31 09:00 “审核”开始,由房管局办理,期限2023-06-07。
        2023-05-31 09:00 房管局办结“审核”:通过。
        2023-05-31 09:00 “签发”开始,由房管局办理,期限2023-06-05。
        2023-05-31 09:00 房管局(钱志强)办结“签发”:已签发,文号武房函〔2023〕88号。
        2023-05-31 09:00 “送达代表”开始,由房管局办理,期限2023-07-27。
        2023-05-31 09:00 房管局(李文博)办结“送达代表”:完成。
        2023-05-31 09:00 “公开”开始,由房管局办理,期限2023-06-29。
        2023-05-31 09:00 “代表评价”开始,由人大代表(督查室代办)办理,期限2023-06-30。
        2023-05-31 09:00 从现在起不能再提出“代表撤回”。
        2023-05-31 09:00 全案时限于2023-05-31 09:00办结。
        2023-05-31 09:00 人大代表(督查室代办)办结“代表评价”:不满意。
        2023-05-31 09:00 房管局的“公开”不再办理:案件退回前面的步骤。
        2023-05-31 09:00 “代表评价”的结果是不满意,退回“拟稿”(第1次),重新计时1个月。
        2023-05-31 09:00 “拟稿”开始(第2次),由房管局办理,期限2023-06-15。
        2023-05-31 09:00 全案期限为2023-06-30(1个月,自本步骤开始起)。
        2023-05-31 09:00 房管局(李文博)办结“拟稿”:完成。
        2023-05-31 09:00 “审核”开始(第2次),由房管局办理,期限2023-06-07。
        2023-05-31 09:00 房管局办结“审核”:通过。
        2023-05-31 09:00 “签发”开始(第2次),由房管局办理,期限2023-06-05。
        2023-05-31 09:00 房管局(钱志强)办结“签发”:已签发,文号武房函〔2023〕89号。
        2023-05-31 09:00 “送达代表”开始(第2次),由房管局办理,期限2023-06-30。
        2023-05-31 09:00 房管局(李文博)办结“送达代表”:完成。
        2023-05-31 09:00 “公开”开始(第2次),由房管局办理,期限2023-06-29。
        2023-05-31 09:00 “代表评价”开始(第2次),由人大代表(督查室代办)办理,期限2023-06-30。
        2023-05-31 09:00 全案时限于2023-05-31 09:00办结。
        2023-05-31 09:00 房管局(李文博)办结“公开”:已公开。
        2023-05-31 09:00 人大代表(督查室代办)办结“代表评价”:满意。
        2023-05-31 09:00 “向常委会专题报告”无需办理。
        2023-05-31 09:00 案件办结:已解决。
        2023-05-31 09:00 “跟踪承诺”无需办理。
        2023-05-31 09:00 “再次答复”无需办理。
        2023-05-31 09:00 “归档”开始,由房管局办理,期限2023-06-30。
        2023-05-31 09:00 房管局(李文博)办结“归档”:完成。
        """

    static let en = """
        2023-04-27 09:00 Case opened (Suggestion of a people's deputy): “关于解决小区物业纠纷的建议”.
        2023-04-27 09:00 “Registration” began, with the Supervision Office, due 2023-04-28.
        2023-04-27 09:00 The Supervision Office ended “Registration”: accepted.
        2023-04-27 09:00 “Assignment” began, with the Supervision Office, due 2023-05-08.
        2023-04-27 09:00 “Withdrawal by the deputy” can be raised from now on.
        2023-04-27 09:00 The Supervision Office (王科长) ended “Assignment”: done.
        2023-04-27 09:00 “Talk with the deputies” began, with the Housing Bureau, due 2023-05-29.
        2023-04-27 09:00 “Opinion of the co-handlers” began, with the Public Security Bureau, Justice Bureau, Civil \
        Affairs Bureau, due 2023-05-29.
        2023-04-27 09:00 The case is due 2023-07-27 (3 months from the end of “Assignment”).
        2023-04-27 09:00 The Justice Bureau ended “Opinion of the co-handlers”: opinion given.
        2023-04-27 09:00 The Civil Affairs Bureau ended “Opinion of the co-handlers”: no opinion.
        2023-04-27 09:00 The Housing Bureau (李文博) ended “Talk with the deputies”: done.
        2023-05-15 08:30 To the Public Security Bureau, about “Opinion of the co-handlers”: reminder (to: case \
        officer).
        2023-05-29 08:30 To the Public Security Bureau, about “Opinion of the co-handlers”: yellow card (to: case \
        officer).
        2023-05-30 00:00 The Public Security Bureau did not end “Opinion of the co-handlers” by 2023-05-29 (rule: \
        地方代表建议办理规定 第20条); the breach is recorded.
        2023-05-30 00:00 The time of the Public Security Bureau for “Opinion of the co-handlers” ran out: not done \
        in time.
        2023-05-30 00:00 “Opinion of the co-handlers” is over as a whole: opinion given.
        2023-05-30 00:00 “Settlement of the disagreement” is not needed.
        2023-05-30 00:00 “Draft of the reply” began, with the Housing Bureau, due 2023-07-13.
        2023-05-30 08:30 To the Public Security Bureau, about “Opinion of the co-handlers”: red card (to: leader).
        2023-05-30 08:30 To the Public Security Bureau, about “Opinion of the co-handlers”: notice to hurry (to: \
        leader).
        2023-05-31 09:00 The Housing Bureau (李文博) ended “Draft of the reply”: done.
        2023-05-31 09:00 “Review” began, with the Housing Bureau, due 2023-06-07.
        2023-05-31 09:00 The Housing Bureau ended “Review”: passed.
        2023-05-31 09:00 “Signature” began, with the Housing Bureau, due 2023-06-05.
        2023-05-31 09:00 The Housing Bureau (钱志强) ended “Signature”: signed, document 武房函〔2023〕88号.
        2023-05-31 09:00 “Delivery to the deputies” began, with the Housing Bureau, due 2023-07-27.
        2023-05-31 09:00 The Housing Bureau (李文博) ended “Delivery to the deputies”: done.
        2023-05-31 09:00 “Publication” began, with the Housing Bureau, due 2023-06-29.
        2023-05-31 09:00 “Evaluation by the deputy” began, with the people's deputy (through the Supervision \
        Office), due 2023-06-30.
        2023-05-31 09:00 “Withdrawal by the deputy” can no longer be raised.
        2023-05-31 09:00 The clock of the case stopped at 2023-05-31 09:00: done.
        2023-05-31 09:00 The people's deputy (through the Supervision Office) ended “Evaluation by the deputy”: \
        dissatisfied.
        2023-05-31 09:00 “Publication” of the Housing Bureau is withdrawn: the case went back to an earlier step.
        2023-05-31 09:00 “Evaluation by the deputy” ended with “dissatisfied”; the case goes back to “Draft of the \
        reply” (time 1); a new term of 1 month runs.
        2023-05-31 09:00 “Draft of the reply” began (attempt 2), with the Housing Bureau, due 2023-06-15.
        2023-05-31 09:00 The case is due 2023-06-30 (1 month from its opening).
        2023-05-31 09:00 The Housing Bureau (李文博) ended “Draft of the reply”: done.
        2023-05-31 09:00 “Review” began (attempt 2), with the Housing Bureau, due 2023-06-07.
        2023-05-31 09:00 The Housing Bureau ended “Review”: passed.
        2023-05-31 09:00 “Signature” began (attempt 2), with the Housing Bureau, due 2023-06-05.
        2023-05-31 09:00 The Housing Bureau (钱志强) ended “Signature”: signed, document 武房函〔2023〕89号.
        2023-05-31 09:00 “Delivery to the deputies” began (attempt 2), with the Housing Bureau, due 2023-06-30.
        2023-05-31 09:00 The Housing Bureau (李文博) ended “Delivery to the deputies”: done.
        2023-05-31 09:00 “Publication” began (attempt 2), with the Housing Bureau, due 2023-06-29.
        2023-05-31 09:00 “Evaluation by the deputy” began (attempt 2), with the people's deputy (through the \
        Supervision Office), due 2023-06-30.
        2023-05-31 09:00 The clock of the case stopped at 2023-05-31 09:00: done.
        2023-05-31 09:00 The Housing Bureau (李文博) ended “Publication”: published.
        2023-05-31 09:00 The people's deputy (through the Supervision Office) ended “Evaluation by the deputy”: \
        satisfied.
        2023-05-31 09:00 “Special report to the standing committee” is not needed.
        2023-05-31 09:00 Case closed: resolved.
        2023-05-31 09:00 “Follow-up of the promise” is not needed.
        2023-05-31 09:00 “Second reply” is not needed.
        2023-05-31 09:00 “Filing” began, with the Housing Bureau, due 2023-06-30.
        2023-05-31 09:00 The Housing Bureau (李文博) ended “Filing”: done.
        """
}
