import Casework

extension GoldenHistory {
    /// One case of each newer type, by name and language.
    static let shipped: [String: [Language: String]] = [
        "annual-assessment": [.zh: annualAssessmentZH, .en: annualAssessmentEN],
        "committee-misconduct": [.zh: committeeMisconductZH, .en: committeeMisconductEN],
        "company-handover": [.zh: companyHandoverZH, .en: companyHandoverEN],
        "disclosure-check": [.zh: disclosureCheckZH, .en: disclosureCheckEN],
        "dispute-mediation": [.zh: disputeMediationZH, .en: disputeMediationEN],
        "duty-report": [.zh: dutyReportZH, .en: dutyReportEN],
        "joint-conference": [.zh: jointConferenceZH, .en: jointConferenceEN],
        "owners-vote": [.zh: ownersVoteZH, .en: ownersVoteEN],
        "safety-hazard": [.zh: safetyHazardZH, .en: safetyHazardEN],
        "service-complaint": [.zh: serviceComplaintZH, .en: serviceComplaintEN],
        "monthly-inspection": [.zh: monthlyInspectionZH, .en: monthlyInspectionEN],
        "training": [.zh: trainingZH, .en: trainingEN],
        "whistle-report": [.zh: whistleReportZH, .en: whistleReportEN],
    ]
}
