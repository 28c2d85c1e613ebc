/// The history of one case of `annual-assessment`, word for word.
extension GoldenHistory {
    static let annualAssessmentZH = """
        2024-01-08 09:00 受理住宅小区物业服务质量考评:《2024年度质量考评》。
        2024-01-08 09:00 “开启年度”开始,由房管局办理,期限2024-01-15。
        2024-01-08 09:00 全案期限为2025-03-31(年度截止日后3月31日)。
        2024-01-08 09:00 房管局办结“开启年度”:已开启。
        2024-01-08 09:00 “扫码评价”开始,由督查室办理,期限2024-12-31。
        2024-01-08 09:00 “五方评价”最早于2025-01-01 00:00开始。
        2024-01-08 09:00 从现在起可以提出“停止考评”。
        2024-05-06 08:30 就“扫码评价”向督查室发出提醒(送承办人)。
        2024-09-02 08:30 就“扫码评价”向督查室发出提醒(送承办人)。
        2025-01-01 00:00 “五方评价”开始,由业主(督查室代办)、街道办事处(督查室代办)、社区(督查室代办)、业委会(督查室代办)、房管局办理,期限2025-02-05。
        2025-01-01 00:00 督查室的“扫码评价”到期结束:年度截止。
        2025-01-01 00:00 “归集业主评价”开始,由督查室办理,期限2025-02-05。
        2025-01-06 09:00 业主(督查室代办)办结“五方评价”:已评价。
        2025-01-06 09:00 街道办事处(督查室代办)办结“五方评价”:已评价。
        2025-01-06 09:00 社区(督查室代办)办结“五方评价”:已评价。
        2025-01-06 09:00 业委会(督查室代办)办结“五方评价”:已评价。
        2025-01-06 09:00 房管局办结“五方评价”:已评价。
        2025-01-06 09:00 “五方评价”全部结束:已评价。
        2025-01-06 09:00 督查室办结“归集业主评价”:已归集。
        2025-01-06 09:00 “加权计算”开始,由督查室办理,期限2025-02-17。
        2025-01-06 09:00 督查室办结“加权计算”:已计算。
        2025-01-06 09:00 “企业异议期”开始,由物业企业(督查室代办)办理,期限2025-01-13。
        2025-01-06 09:00 物业企业(督查室代办)办结“企业异议期”:提出异议。
        2025-01-06 09:00 “区级核对”开始,由房管局办理,期限2025-02-28。
        2025-01-06 09:00 房管局办结“区级核对”:确认有效。
        2025-01-06 09:00 “排名”开始,由房管局办理,期限2025-03-10。
        2025-01-06 09:00 房管局办结“排名”:十优。
        2025-01-06 09:00 “审定”开始,由房管局办理,期限2025-03-20。
        2025-01-06 09:00 房管局办结“审定”:审议通过。
        2025-01-06 09:00 “公布”开始,由房管局办理,期限2025-03-31。
        2025-01-06 09:00 房管局办结“公布”:完成,文号武房评〔2025〕1号。
        2025-01-06 09:00 “计入信用和巡查计划”开始,由房管局办理,期限2025-04-30。
        2025-01-06 09:00 从现在起不能再提出“停止考评”。
        2025-01-06 09:00 全案时限于2025-01-06 09:00办结。
        2025-01-06 09:00 房管局办结“计入信用和巡查计划”:完成。
        2025-01-06 09:00 “月度巡查”无需办理。
        2025-01-06 09:00 案件办结:已解决。
        """

    static let annualAssessmentEN = """
        2024-01-08 09:00 Case opened (Yearly assessment of an estate's property services): “2024年度质量考评”.
        2024-01-08 09:00 “Opening of the year” began, with the Housing Bureau, due 2024-01-15.
        2024-01-08 09:00 The case is due 2025-03-31 (03-31 after the day given as “year ends on”).
        2024-01-08 09:00 The Housing Bureau ended “Opening of the year”: opened.
        2024-01-08 09:00 “Ratings by QR code” began, with the Supervision Office, due 2024-12-31.
        2024-01-08 09:00 “Marks of the five parties” begins at 2025-01-01 00:00 at the earliest.
        2024-01-08 09:00 “End of the assessment” can be raised from now on.
        2024-05-06 08:30 To the Supervision Office, about “Ratings by QR code”: reminder (to: the holder).
        2024-09-02 08:30 To the Supervision Office, about “Ratings by QR code”: reminder (to: the holder).
        2025-01-01 00:00 “Marks of the five parties” began, with the owners (through the Supervision Office), \
        sub-district office (through the Supervision Office), community committee (through the Supervision Office), \
        owners' committee (through the Supervision Office), Housing Bureau, due 2025-02-05.
        2025-01-01 00:00 The time of the Supervision Office for “Ratings by QR code” ran out: the year is over.
        2025-01-01 00:00 “Collection of the owners' ratings” began, with the Supervision Office, due 2025-02-05.
        2025-01-06 09:00 The owners (through the Supervision Office) ended “Marks of the five parties”: rated.
        2025-01-06 09:00 The sub-district office (through the Supervision Office) ended “Marks of the five \
        parties”: rated.
        2025-01-06 09:00 The community committee (through the Supervision Office) ended “Marks of the five \
        parties”: rated.
        2025-01-06 09:00 The owners' committee (through the Supervision Office) ended “Marks of the five parties”: \
        rated.
        2025-01-06 09:00 The Housing Bureau ended “Marks of the five parties”: rated.
        2025-01-06 09:00 “Marks of the five parties” is over as a whole: rated.
        2025-01-06 09:00 The Supervision Office ended “Collection of the owners' ratings”: collected.
        2025-01-06 09:00 “Weighted score” began, with the Supervision Office, due 2025-02-17.
        2025-01-06 09:00 The Supervision Office ended “Weighted score”: computed.
        2025-01-06 09:00 “Objections of the company” began, with the property company (through the Supervision \
        Office), due 2025-01-13.
        2025-01-06 09:00 The property company (through the Supervision Office) ended “Objections of the company”: \
        objection raised.
        2025-01-06 09:00 “Check by the district” began, with the Housing Bureau, due 2025-02-28.
        2025-01-06 09:00 The Housing Bureau ended “Check by the district”: confirmed.
        2025-01-06 09:00 “Ranking” began, with the Housing Bureau, due 2025-03-10.
        2025-01-06 09:00 The Housing Bureau ended “Ranking”: among the ten best.
        2025-01-06 09:00 “Approval” began, with the Housing Bureau, due 2025-03-20.
        2025-01-06 09:00 The Housing Bureau ended “Approval”: approved.
        2025-01-06 09:00 “Publication” began, with the Housing Bureau, due 2025-03-31.
        2025-01-06 09:00 The Housing Bureau ended “Publication”: done, document 武房评〔2025〕1号.
        2025-01-06 09:00 “Credit file and inspection plan” began, with the Housing Bureau, due 2025-04-30.
        2025-01-06 09:00 “End of the assessment” can no longer be raised.
        2025-01-06 09:00 The clock of the case stopped at 2025-01-06 09:00: done.
        2025-01-06 09:00 The Housing Bureau ended “Credit file and inspection plan”: done.
        2025-01-06 09:00 “Monthly inspections” is not needed.
        2025-01-06 09:00 Case closed: resolved.
        """
}
