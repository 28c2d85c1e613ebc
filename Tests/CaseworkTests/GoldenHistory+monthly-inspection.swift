extension GoldenHistory {
    static let monthlyInspectionZH = """
        2025-05-06 09:00 受理重点小区月度巡查:《2024年度末位小区月度巡查》。
        2025-05-06 09:00 “现场检查”开始,由房管局办理,期限2025-05-20。
        2025-05-06 09:00 从现在起可以提出“停止月度巡查”。
        2025-05-06 09:00 房管局办结“现场检查”:发现问题。
        2025-05-06 09:00 “转投诉办理整改”开始,由房管局办理,期限2025-05-08。
        2025-05-06 09:00 “转投诉办理整改”已立案:物业服务投诉WH-C1。
        2025-05-06 09:00 房管局办结“转投诉办理整改”:已启动。
        2025-05-06 09:00 “下月巡查”开始,由房管局办理,期限2025-06-06。
        2025-06-07 00:00 房管局的“下月巡查”到期结束:继续巡查。
        2025-06-07 00:00 “下月巡查”的结果是继续巡查,退回“现场检查”(第1次)。
        2025-06-07 00:00 “现场检查”开始(第2次),由房管局办理,期限2025-06-20。
        2025-06-10 09:00 房管局办结“现场检查”:未发现问题。
        2025-06-10 09:00 “转投诉办理整改”无需办理。
        2025-06-10 09:00 “下月巡查”开始(第2次),由房管局办理,期限2025-07-10。
        2025-06-10 09:00 房管局办结“下月巡查”:提前解除。
        2025-06-10 09:00 从现在起不能再提出“停止月度巡查”。
        2025-06-10 09:00 案件办结:提前解除。
        """

    static let monthlyInspectionEN = """
        2025-05-06 09:00 Case opened (Monthly inspection of an estate): “2024年度末位小区月度巡查”.
        2025-05-06 09:00 “Inspection on site” began, with the Housing Bureau, due 2025-05-20.
        2025-05-06 09:00 “End of the monthly inspections” can be raised from now on.
        2025-05-06 09:00 The Housing Bureau ended “Inspection on site”: problem found.
        2025-05-06 09:00 “Complaint about what was found” began, with the Housing Bureau, due 2025-05-08.
        2025-05-06 09:00 “Complaint about what was found” opened a case: Complaint about property services WH-C1.
        2025-05-06 09:00 The Housing Bureau ended “Complaint about what was found”: started.
        2025-05-06 09:00 “The next month” began, with the Housing Bureau, due 2025-06-06.
        2025-06-07 00:00 The time of the Housing Bureau for “The next month” ran out: to go on.
        2025-06-07 00:00 “The next month” ended with “to go on”; the case goes back to “Inspection on site” (time 1).
        2025-06-07 00:00 “Inspection on site” began (attempt 2), with the Housing Bureau, due 2025-06-20.
        2025-06-10 09:00 The Housing Bureau ended “Inspection on site”: no problem found.
        2025-06-10 09:00 “Complaint about what was found” is not needed.
        2025-06-10 09:00 “The next month” began (attempt 2), with the Housing Bureau, due 2025-07-10.
        2025-06-10 09:00 The Housing Bureau ended “The next month”: lifted.
        2025-06-10 09:00 “End of the monthly inspections” can no longer be raised.
        2025-06-10 09:00 Case closed: lifted.
        """
}
