import Casework

extension FormCheck {
    /// A dispute has two sides that both want to be heard: whoever is missing is asked for.
    ///
    /// An application that lacks one waits for completion; an answer that should complete it is refused.
    func dispute(_ fields: [String: Value], at pointer: JSONPointer) -> [Problem] {
        var problems: [Problem] = []
        let severity: Problem.Severity = isClosed ? .error : .hold
        for field in form.fields where field.type == "disputant" {
            guard let parties = fields[field.name]?.list else { continue }
            for (role, zh, en) in [("applicant", "申请人", "applicant"), ("respondent", "被申请人", "respondent")]
            where !parties.contains(where: { $0["role"]?.text == role }) {
                problems.append(
                    Problem(
                        "PARTY_MISSING_\(role.uppercased())",
                        at: pointer.appending(field.name).description,
                        zh: "缺少\(zh)",
                        en: "The \(en) is missing",
                        severity: severity
                    )
                )
            }
        }
        if form.fields.contains(where: { $0.name == "consent" }), fields["consent"] == "refused" {
            problems.append(
                Problem(
                    "CONSENT_REQUIRED",
                    at: pointer.appending("consent").description,
                    zh: "人民调解须双方自愿",
                    en: "Mediation is voluntary: both sides must want it",
                    severity: severity
                )
            )
        }
        return problems
    }
}
