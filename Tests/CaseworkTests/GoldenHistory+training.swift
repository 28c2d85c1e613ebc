extension GoldenHistory {
    static let trainingZH = """
        2025-03-03 09:00 受理业委会培训:《维修资金使用培训》。
        2025-03-03 09:00 “安排培训”开始,由房管局办理,期限2025-03-10。
        2025-03-03 09:00 从现在起可以提出“撤回培训”。
        2025-03-03 09:00 房管局办结“安排培训”:完成。
        2025-03-03 09:00 “举办培训”最早于2025-03-11 14:30开始。
        2025-03-11 14:30 “举办培训”开始,由房管局办理,期限2025-03-14。
        2025-03-11 17:00 房管局办结“举办培训”:已举办。
        2025-03-11 17:00 “资料归档”开始,由房管局办理,期限2025-03-18。
        2025-03-11 17:00 从现在起不能再提出“撤回培训”。
        2025-03-11 17:00 房管局办结“资料归档”:完成。
        2025-03-11 17:00 案件办结:已解决。
        """

    static let trainingEN = """
        2025-03-03 09:00 Case opened (Training of committees): “维修资金使用培训”.
        2025-03-03 09:00 “Preparation” began, with the Housing Bureau, due 2025-03-10.
        2025-03-03 09:00 “Withdrawal” can be raised from now on.
        2025-03-03 09:00 The Housing Bureau ended “Preparation”: done.
        2025-03-03 09:00 “Training” begins at 2025-03-11 14:30 at the earliest.
        2025-03-11 14:30 “Training” began, with the Housing Bureau, due 2025-03-14.
        2025-03-11 17:00 The Housing Bureau ended “Training”: held.
        2025-03-11 17:00 “Filing” began, with the Housing Bureau, due 2025-03-18.
        2025-03-11 17:00 “Withdrawal” can no longer be raised.
        2025-03-11 17:00 The Housing Bureau ended “Filing”: done.
        2025-03-11 17:00 Case closed: resolved.
        """
}
