import Casework
import Desk

/// What becomes of a complaint as it comes in: at once and by rule (domain.md 2.2, row 1).
enum ComplaintIntake {
    /// Not accepted while another procedure runs; merged with an open case about the same matter; else accepted.
    static func decide(_ setting: PracticeSetting) throws -> Deed.Answer? {
        guard let matter = MatterBook.Matter(setting.task) else { return nil }
        if let place = elsewhere(setting.task.content.fields["proceedings"]?.text) {
            return Deed.Answer(outcome: "not-accepted", fields: ["reason": .text("该事项已进入\(place)，请向该机关查询，本热线不再受理。")])
        }
        if let open = try MatterBook.open(like: matter, in: setting.db) {
            return Deed.Answer(outcome: "merged", fields: ["mergedInto": .text(open)])
        }
        return Deed.Answer(outcome: "accepted")
    }

    /// Who has the matter already (F16), nil for nobody.
    private static func elsewhere(_ proceedings: String?) -> String? {
        switch proceedings {
        case "litigation": "诉讼程序，由人民法院审理"
        case "arbitration": "仲裁程序，由仲裁机构审理"
        case "reconsideration": "行政复议程序，由复议机关审理"
        case "petition": "信访程序，由信访部门办理"
        case "discipline": "纪检监察程序，由纪检监察机关办理"
        default: nil
        }
    }
}
