import Casework

extension GoldenHistory {
    /// One case of each newer type, by name and language.
    static let shipped: [String: [Language: String]] = [
        "committee-misconduct": [.zh: committeeMisconductZH, .en: committeeMisconductEN],
        "company-handover": [.zh: companyHandoverZH, .en: companyHandoverEN],
        "dispute-mediation": [.zh: disputeMediationZH, .en: disputeMediationEN],
        "safety-hazard": [.zh: safetyHazardZH, .en: safetyHazardEN],
        "service-complaint": [.zh: serviceComplaintZH, .en: serviceComplaintEN],
        "whistle-report": [.zh: whistleReportZH, .en: whistleReportEN],
    ]
}
