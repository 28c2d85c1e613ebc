import Casework

extension FormCheck {
    /// The matter decides how large a majority must be; whoever takes it for another one is told before anybody votes.
    func majority(_ fields: [String: Value], at pointer: JSONPointer) -> [Problem] {
        guard let matter = fields["matter"]?.text, let named = fields["majorityClass"]?.text else { return [] }
        let place = pointer.appending("majorityClass").description
        if named == MajorityClass.ofAllOwners {
            return [
                Problem(
                    "MAJORITY_RULE_REPEALED",
                    at: place,
                    zh: "按全体业主计票的规定自2021年1月1日民法典施行起不再适用，须按参与表决的业主计票",
                    en: "Counting all owners ended with the Civil Code on 2021-01-01; those who take part are counted"
                )
            ]
        }
        let needed = MajorityClass(matter: matter)
        guard let claimed = MajorityClass(rawValue: named), claimed != needed else { return [] }
        let words = labels.values[matter] ?? Words(zh: matter, en: matter)
        let (zh, en) =
            switch needed {
            case .ordinary: ("只须过半数", "needs more than half")
            case .special: ("须四分之三", "needs three quarters")
            }
        return [Problem("MAJORITY_CLASS_MISMATCH", at: place, zh: "\(words.zh)\(zh)", en: "\(words.en): \(en)")]
    }
}
