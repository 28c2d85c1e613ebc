extension GoldenHistory {
    static let disclosureCheckZH = """
        2025-03-03 09:00 受理公开公示检查:《公示栏空白》。
        2025-03-03 09:00 “对照清单检查”开始,由房管局办理,期限2025-03-10。
        2025-03-03 09:00 从现在起可以提出“撤回检查”。
        2025-03-03 09:00 房管局办结“对照清单检查”:未通过。
        2025-03-03 09:00 “签发问题告知单”开始,由房管局办理,期限2025-03-05。
        2025-03-03 09:00 房管局办结“签发问题告知单”:完成,文号武房检告〔2025〕1号。
        2025-03-03 09:00 “补充公示”开始,由物业企业(房管局代办)办理,期限2025-03-10。
        2025-03-03 09:00 从现在起不能再提出“撤回检查”。
        2025-03-10 08:30 就“补充公示”向物业企业(房管局代办)发出提醒(送承办人)。
        2025-03-11 00:00 物业企业(房管局代办)未在2025-03-10前完成“补充公示”,已记逾期。
        2025-03-11 00:00 物业企业(房管局代办)的“补充公示”到期结束:逾期未办。
        2025-03-11 00:00 “复查”开始,由房管局办理,期限2025-03-14。
        2025-03-11 08:30 就“补充公示”向物业企业(房管局代办)发出催办(送承办人)。
        2025-03-11 08:30 就“补充公示”向物业企业(房管局代办)发出扣减信用分(送承办人)。
        2025-03-11 08:30 就“补充公示”向物业企业(房管局代办)发出督办(送社区环境和物业管理委员会)。
        2025-03-12 09:00 房管局办结“复查”:未通过。
        2025-03-12 09:00 “复查”的结果是未通过,退回“补充公示”(第1次)。
        2025-03-12 09:00 “补充公示”开始(第2次),由物业企业(房管局代办)办理,期限2025-03-19。
        2025-03-12 09:00 物业企业(房管局代办)办结“补充公示”:完成。
        2025-03-12 09:00 “复查”开始(第2次),由房管局办理,期限2025-03-17。
        2025-03-12 09:00 房管局办结“复查”:通过。
        2025-03-12 09:00 “计入信用档案”无需办理。
        2025-03-12 09:00 案件办结:已解决。
        """

    static let disclosureCheckEN = """
        2025-03-03 09:00 Case opened (Check of the disclosure): “公示栏空白”.
        2025-03-03 09:00 “Check by the list” began, with the Housing Bureau, due 2025-03-10.
        2025-03-03 09:00 “Withdrawal of the check” can be raised from now on.
        2025-03-03 09:00 The Housing Bureau ended “Check by the list”: not passed.
        2025-03-03 09:00 “Notice of problems found” began, with the Housing Bureau, due 2025-03-05.
        2025-03-03 09:00 The Housing Bureau ended “Notice of problems found”: done, document 武房检告〔2025〕1号.
        2025-03-03 09:00 “Disclosure made good” began, with the property company (through the Housing Bureau), due \
        2025-03-10.
        2025-03-03 09:00 “Withdrawal of the check” can no longer be raised.
        2025-03-10 08:30 To the property company (through the Housing Bureau), about “Disclosure made good”: \
        reminder (to: the holder).
        2025-03-11 00:00 The property company (through the Housing Bureau) did not end “Disclosure made good” by \
        2025-03-10; the breach is recorded.
        2025-03-11 00:00 The time of the property company (through the Housing Bureau) for “Disclosure made good” \
        ran out: not done in time.
        2025-03-11 00:00 “Second check” began, with the Housing Bureau, due 2025-03-14.
        2025-03-11 08:30 To the property company (through the Housing Bureau), about “Disclosure made good”: notice \
        to hurry (to: the holder).
        2025-03-11 08:30 To the property company (through the Housing Bureau), about “Disclosure made good”: \
        deduction of credit points (to: the holder).
        2025-03-11 08:30 To the property company (through the Housing Bureau), about “Disclosure made good”: \
        supervision notice (to: environment and property committee of the community).
        2025-03-12 09:00 The Housing Bureau ended “Second check”: not passed.
        2025-03-12 09:00 “Second check” ended with “not passed”; the case goes back to “Disclosure made good” (time \
        1).
        2025-03-12 09:00 “Disclosure made good” began (attempt 2), with the property company (through the Housing \
        Bureau), due 2025-03-19.
        2025-03-12 09:00 The property company (through the Housing Bureau) ended “Disclosure made good”: done.
        2025-03-12 09:00 “Second check” began (attempt 2), with the Housing Bureau, due 2025-03-17.
        2025-03-12 09:00 The Housing Bureau ended “Second check”: passed.
        2025-03-12 09:00 “Entry into the credit file” is not needed.
        2025-03-12 09:00 Case closed: resolved.
        """
}
